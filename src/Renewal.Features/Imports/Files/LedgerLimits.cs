using Renewal.Domain;

namespace Renewal.Features.Imports.Files;

/// <summary>
/// Limits for reading a file. A street's ledger has hundreds of rows; a file far beyond that is a mistake or an attack and is refused
/// before it costs memory.
/// </summary>
public static class LedgerLimits
{
    public const int FileMegabytes = 20;
    public const int FileBytes = FileMegabytes * 1024 * 1024;

    public static Refusal FileTooLarge => LedgerRows.Refuse(FileProblem.TooLarge("file-bytes", FileMegabytes));

    /// <summary>
    /// Of all parts of a workbook together, as they are found when unpacking. A million cells take some 60 MB of XML; pictures hardly
    /// shrink, so they are bounded by the file.
    /// </summary>
    public const long UnpackedBytes = 128L * 1024 * 1024;

    /// <summary>Of one part of a workbook.</summary>
    public const long PartBytes = 64L * 1024 * 1024;

    /// <summary>How many times smaller a part may be packed; not checked below <see cref="RatioFrom"/> unpacked bytes.</summary>
    public const int Ratio = 250;
    public const long RatioFrom = 4L * 1024 * 1024;

    /// <summary>Bytes of one tag, comment, text or run of blanks: whatever a reader reads before it returns.</summary>
    public const int TokenBytes = 256 * 1024;

    public const int Depth = 100;
    public const int Attributes = 256;

    /// <summary>Different names of tags and attributes in one part.</summary>
    public const int Names = 20_000;

    public const int ZipEntries = 2_000;
    public const int Rows = 20_000;
    public const int Columns = 500;

    /// <summary>Of a whole workbook, with text or without.</summary>
    public const int Cells = 1_000_000;

    /// <summary>The last row Excel has. A file that names a later one was not written by a spreadsheet.</summary>
    public const int LongestSheet = 1_048_576;

    /// <summary>The last column Excel has.</summary>
    public const int WidestSheet = 16_384;

    public const int Sheets = 1_000;

    /// <summary>Rows of all sheets, empty ones included: some files have formatting in all rows of every sheet.</summary>
    public const long RowsPassed = 50L * LongestSheet;

    /// <summary>Merged ranges of a sheet.</summary>
    public const int Merges = 100_000;

    /// <summary>Of the text of all cells, counted as often as it is shown.</summary>
    public const long Characters = 32L * 1024 * 1024;

    /// <summary>Of one cell of delimited text. A spreadsheet takes 32,767.</summary>
    public const int CellCharacters = 1024 * 1024;

    /// <summary>Pieces of one text that differ in their font.</summary>
    public const int Runs = 4_000;

    /// <summary>Characters copied while pieces of texts are joined, in all.</summary>
    public const long CopiedCharacters = 512L * 1024 * 1024;

    /// <summary>A ledger is read in a second or two. A file that takes this long was made for it.</summary>
    public static TimeSpan ReadingTime { get; } = TimeSpan.FromSeconds(20);
}
