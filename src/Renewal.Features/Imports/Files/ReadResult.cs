namespace Renewal.Features.Imports.Files;

/// <summary>A file as sheets of text, or why it could not be read.</summary>
/// <param name="Sha256">Of the bytes as they came, lower-case hexadecimal; given even for a refused file.</param>
/// <param name="Format">xlsx, xls or text, detected from the bytes, never from the name.</param>
/// <param name="Encoding">For text: utf-8, utf-16 or gb18030; otherwise null.</param>
public sealed record ReadResult(string Sha256, string? Format, string? Encoding, IReadOnlyList<SheetTable> Sheets, FileProblem? Problem)
{
    internal static ReadResult Refused(FileProblem problem) => new("", null, null, [], problem);

    internal static ReadResult Read(string format, IReadOnlyList<SheetTable> sheets, string? encoding = null) =>
        new("", format, encoding, sheets, null);
}
