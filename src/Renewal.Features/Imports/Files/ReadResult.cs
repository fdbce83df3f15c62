namespace Renewal.Features.Imports.Files;

/// <summary>A file turned into sheets of text, or the one reason it was not.</summary>
/// <param name="Sha256">Of the bytes as they came, lower-case hexadecimal; given even for a refused file.</param>
/// <param name="Format">xlsx, xls or text, judged by the bytes and never by the name.</param>
/// <param name="Encoding">For text: utf-8, utf-16 or gb18030; otherwise null.</param>
public sealed record ReadResult(string Sha256, string? Format, string? Encoding, IReadOnlyList<SheetTable> Sheets, FileProblem? Problem)
{
    internal static ReadResult Refused(FileProblem problem) => new("", null, null, [], problem);

    internal static ReadResult Read(string format, IReadOnlyList<SheetTable> sheets, string? encoding = null) =>
        new("", format, encoding, sheets, null);
}
