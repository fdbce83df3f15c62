using Renewal.Features.Exports;
using Renewal.Features.Imports.Files.Checks;

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

        var (rows, columns, problem) = Rows(text, SeparatorOf(text), ct);
        if (problem is not null) return ReadResult.Refused(problem);
        if (rows.Count == 0) return ReadResult.Refused(FileProblem.Unreadable("empty"));
        return ReadResult.Read("text", [new SheetTable(Path.GetFileNameWithoutExtension(fileName), false, columns, rows)], encoding);
    }

    private static (List<SheetRow> Rows, int Columns, FileProblem? Problem) Rows(string text, char separator, CancellationToken ct)
    {
        var (rows, kept) = (new List<SheetRow>(), new CellBudget());
        var (number, columns) = (0, 0);
        foreach (var record in DelimitedRecords.Of(text, separator))
        {
            ct.ThrowIfCancellationRequested();
            number++;
            if (record.QuoteLeftOpen) return ([], 0, FileProblem.QuoteLeftOpen(number));
            if (number > LedgerLimits.LongestSheet) return ([], 0, FileProblem.TooLarge("rows", LedgerLimits.Rows));
            if (record.Fields.TrueForAll(string.IsNullOrWhiteSpace)) continue;
            if (number > LedgerLimits.Rows) return ([], 0, FileProblem.TooLarge("rows", LedgerLimits.Rows));
            if (record.Fields.Count > LedgerLimits.Columns) return ([], 0, FileProblem.TooLarge("columns", LedgerLimits.Columns));
            // Empty fields behind the last text need not be kept.
            var width = record.Fields.FindLastIndex(field => !string.IsNullOrWhiteSpace(field)) + 1;
            kept.Take(width);
            rows.Add(new SheetRow(number, [.. record.Fields.Take(width).Select(field => new SheetCell(CsvWriter.Plain(field)))]));
            columns = Math.Max(columns, record.Fields.Count);
        }

        return (rows, columns, null);
    }

    // The right separator cuts many rows into the same number of fields; a comma inside the text cuts a few of them anywhere.
    private static char SeparatorOf(string text) => separators.MaxBy(separator => DelimitedRecords.Of(text, separator)
        .Take(50)
        .GroupBy(record => record.Fields.Count)
        .Max(alike => (alike.Key - 1) * alike.Count()));
}
