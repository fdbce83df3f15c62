using System.Globalization;
using System.Text;

namespace Renewal.Features.Exports;

/// <summary>
/// Comma-separated text in UTF-8 with a byte order mark, so that spreadsheets show Chinese: headings in the first line, then the rows.
/// </summary>
public static class CsvWriter
{
    // A spreadsheet program would run a cell that begins like this as a formula.
    private const string Formulas = "=+-@\t\r\n＝＋－＠";

    /// <summary>Undoes the escaping of formulas: the program reads back what it wrote.</summary>
    public static string Plain(string cell) =>
        cell.Length > 1 && cell[0] == '\'' && Formulas.Contains(cell[1], StringComparison.Ordinal) ? cell[1..] : cell;

    public static byte[] Write(Sheet sheet)
    {
        var text = new StringBuilder();
        Line(text, sheet.Columns.Select(column => column.Heading));
        foreach (var row in sheet.Rows) Line(text, row.Select(Text));
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Quote)).Append("\r\n");

    private static string Text(object? value) => value switch
    {
        null => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        string said => said.Length > 0 && Formulas.Contains(said[0], StringComparison.Ordinal) ? "'" + said : said,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"No way to write a {value.GetType().Name}."),
    };

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
