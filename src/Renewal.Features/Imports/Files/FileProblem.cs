namespace Renewal.Features.Imports.Files;

/// <summary>
/// Why a whole file was refused: a stable code and the words and numbers that fill its sentence. The sentence itself is worded
/// elsewhere, in both languages.
/// </summary>
/// <param name="Code">One of the four codes below.</param>
/// <param name="Arguments">
/// <c>import.unreadable</c>: <c>reason</c> (see <see cref="Unreadable"/>), sometimes <c>row</c>.
/// <c>import.unsafe</c>: <c>reason</c> (see <see cref="Unsafe"/>).
/// <c>import.too-large</c>: <c>what</c> (file-bytes, unpacked-bytes, entries, cells, rows, columns, characters) and <c>limit</c>.
/// <c>import.layout-unknown</c>: <c>headings</c> and <c>missing</c> (joined by 、), or <c>layout</c> and <c>known</c>.
/// </param>
public sealed record FileProblem(string Code, IReadOnlyDictionary<string, string> Arguments)
{
    public const string UnreadableCode = "import.unreadable";
    public const string UnsafeCode = "import.unsafe";
    public const string TooLargeCode = "import.too-large";
    public const string LayoutUnknownCode = "import.layout-unknown";

    /// <summary>
    /// Reasons: empty, broken, not-a-workbook (another kind of zip: .docx, .ods), password, encoding (neither UTF-8, UTF-16 with mark
    /// nor GB18030), binary, web-page (an .xls that is really HTML), quote-open (a quotation mark never closed), no-header.
    /// </summary>
    internal static FileProblem Unreadable(string reason) => new(UnreadableCode, new Dictionary<string, string> { ["reason"] = reason });

    /// <summary>
    /// A structure no spreadsheet program writes and that costs a reader far more than its size; refused before anything is read. Reasons:
    /// depth, attributes, names, token (a single tag, comment or text too long), runs, dtd, ratio (unpacks to far more than its size),
    /// entry-twice, sheets (too many, or two in one place), counts (claims more than the file holds), cycle (a chain that never ends),
    /// time (reading took too long).
    /// </summary>
    internal static FileProblem Unsafe(string reason) => new(UnsafeCode, new Dictionary<string, string> { ["reason"] = reason });

    internal static FileProblem QuoteLeftOpen(int row) =>
        new(UnreadableCode, new Dictionary<string, string> { ["reason"] = "quote-open", ["row"] = $"{row}" });

    internal static FileProblem TooLarge(string what, long limit) =>
        new(TooLargeCode, new Dictionary<string, string> { ["what"] = what, ["limit"] = $"{limit}" });

    internal static FileProblem HeadingsUnknown(IEnumerable<string> found, IEnumerable<string> missing) =>
        new(LayoutUnknownCode, new Dictionary<string, string>
        {
            ["headings"] = string.Join('、', found),
            ["missing"] = string.Join('、', missing),
        });

    internal static FileProblem NoSuchLayout(string layout, IEnumerable<string> known) =>
        new(LayoutUnknownCode, new Dictionary<string, string> { ["layout"] = layout, ["known"] = string.Join('、', known) });
}
