using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Renewal.Features.Imports.Files;

/// <summary>
/// Formulas without a result: some programs leave the calculation to Excel, and some formulas fail (#REF!). The workbook reader gives
/// such a cell as empty; the sender, who sees something there, must be told.
/// </summary>
internal static class UncachedFormulas
{
    /// <summary>
    /// Positions counted from 0, a set for each sheet in the order of the tabs. Null when a cell claims a row no spreadsheet has: the
    /// workbook reader would give every row before it, one by one.
    /// </summary>
    public static List<HashSet<(int Row, int Column)>>? Find(byte[] content, CancellationToken ct)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(content, writable: false), isEditable: false);
        var workbook = document.WorkbookPart;
        var sheets = workbook?.Workbook?.Sheets?.Elements<Sheet>() ?? [];
        var found = new List<HashSet<(int Row, int Column)>>();
        foreach (var sheet in sheets)
        {
            if (sheet.Id?.Value is not { } id) found.Add([]);
            else if (FindIn(workbook!.GetPartById(id), ct) is { } positions) found.Add(positions);
            else return null;
        }

        return found;
    }

    private static HashSet<(int Row, int Column)>? FindIn(OpenXmlPart part, CancellationToken ct)
    {
        var found = new HashSet<(int, int)>();
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(Row) && reader.IsStartElement && IsBeyond(reader)) return null;
            // A cell at a time: a forged sheet can put millions of them into one row.
            if (reader.ElementType != typeof(Cell) || !reader.IsStartElement) continue;
            ct.ThrowIfCancellationRequested();
            var cell = (Cell)reader.LoadCurrentElement()!;
            if (Position(cell.CellReference?.Value) is { Row: >= LedgerLimits.LongestSheet }) return null;
            if (HasNoResult(cell) && Position(cell.CellReference?.Value) is { } position) found.Add(position);
        }

        return found;
    }

    private static bool IsBeyond(OpenXmlReader row) => row.Attributes.Any(a => a.LocalName == "r"
        && (!long.TryParse(a.Value, CultureInfo.InvariantCulture, out var number) || number > LedgerLimits.LongestSheet));

    private static bool HasNoResult(Cell cell) =>
        cell.DataType?.Value == CellValues.Error
        || (cell.CellFormula is not null && string.IsNullOrEmpty(cell.CellValue?.Text) && cell.InlineString is null);

    private static (int Row, int Column)? Position(string? reference)
    {
        var letters = (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).ToArray();
        if (letters.Length is 0 or > 3 || !int.TryParse(reference.AsSpan(letters.Length), out var row)) return null;
        return (row - 1, letters.Aggregate(0, (column, letter) => (column * 26) + letter - 'A' + 1) - 1);
    }
}
