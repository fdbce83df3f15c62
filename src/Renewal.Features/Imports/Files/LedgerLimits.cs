using Renewal.Domain;

namespace Renewal.Features.Imports.Files;

/// <summary>
/// How much of a file we are willing to look at. A street's ledger has hundreds of rows; what is far beyond that is a mistake or an
/// attack, and both are better refused before they cost memory.
/// </summary>
public static class LedgerLimits
{
    public const int FileMegabytes = 20;
    public const int FileBytes = FileMegabytes * 1024 * 1024;

    public static Refusal FileTooLarge => LedgerRows.Refuse(FileProblem.TooLarge("file-bytes", FileMegabytes));

    public const long UnpackedBytes = 200L * 1024 * 1024;
    public const int ZipEntries = 2_000;
    public const int Rows = 20_000;
    public const int Columns = 500;

    /// <summary>Of a whole workbook, with text or without.</summary>
    public const int Cells = 1_000_000;

    /// <summary>The last row Excel has. A file that names a later one was not written by a spreadsheet.</summary>
    public const int LongestSheet = 1_048_576;
}
