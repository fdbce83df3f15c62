using Renewal.Features.Exports;

namespace Renewal.Features.Imports.Files;

/// <summary>Text with separators: what Excel calls CSV, in the encodings Chinese offices send it in.</summary>
internal static class DelimitedFile
{
    private static readonly char[] separators = [',', '\t', ';'];

    public static ReadResult Read(byte[] content, string fileName, CancellationToken ct)
    {
        if (TextDecoding.Decode(content) is not var (text, encoding)) return ReadResult.Refused(FileProblem.Unreadable("encoding"));
        if (text.Contains('\0', StringComparison.Ordinal)) return ReadResult.Refused(FileProblem.Unreadable("binary"));
        if (string.IsNullOrWhiteSpace(text)) return ReadResult.Refused(FileProblem.Unreadable("empty"));
        if (text.AsSpan().TrimStart().StartsWith("<")) return ReadResult.Refused(FileProblem.Unreadable("web-page"));

        var (rows, problem) = Rows(text, SeparatorOf(text), ct);
        if (problem is not null) return ReadResult.Refused(problem);
        if (rows.Count == 0) return ReadResult.Refused(FileProblem.Unreadable("empty"));
        var columns = rows.Max(row => row.Cells.Count);
        return ReadResult.Read("text", [new SheetTable(Path.GetFileNameWithoutExtension(fileName), false, columns, rows)], encoding);
    }

    private static (List<SheetRow> Rows, FileProblem? Problem) Rows(string text, char separator, CancellationToken ct)
    {
        var rows = new List<SheetRow>();
        var number = 0;
        foreach (var record in DelimitedRecords.Of(text, separator))
        {
            ct.ThrowIfCancellationRequested();
            number++;
            if (record.QuoteLeftOpen) return ([], FileProblem.QuoteLeftOpen(number));
            if (record.Fields.TrueForAll(string.IsNullOrWhiteSpace)) continue;
            if (number > LedgerLimits.Rows) return ([], FileProblem.TooLarge("rows", LedgerLimits.Rows));
            if (record.Fields.Count > LedgerLimits.Columns) return ([], FileProblem.TooLarge("columns", LedgerLimits.Columns));
            rows.Add(new SheetRow(number, [.. record.Fields.Select(field => new SheetCell(CsvWriter.Plain(field)))]));
        }

        return (rows, null);
    }

    // The right separator cuts many rows into the same number of fields; a comma inside the text cuts a few of them anywhere.
    private static char SeparatorOf(string text) => separators.MaxBy(separator => DelimitedRecords.Of(text, separator)
        .Take(50)
        .GroupBy(record => record.Fields.Count)
        .Max(alike => (alike.Key - 1) * alike.Count()));
}
