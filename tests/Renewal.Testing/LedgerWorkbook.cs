using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Renewal.Testing;

/// <summary>
/// Writes real .xlsx files, one sheet after the other, for tests of reading. A string becomes text, a number a number, a
/// <see cref="DateOnly"/> a cell formatted as a day, a <see cref="Formula"/> a formula nobody has calculated, an
/// <see cref="Error"/> one that failed.
/// </summary>
public static class LedgerWorkbook
{
    private const uint PlainStyle = 0;
    private const uint DayStyle = 1;
    private const uint MonthStyle = 2;
    private const uint ChineseMonthStyle = 3;

    public static byte[] Write(params Sheet[] sheets)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook(new Sheets());
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            foreach (var sheet in sheets) Add(workbook, sheet);
        }

        return stream.ToArray();
    }

    /// <param name="Merges">Such as A1:J1.</param>
    /// <param name="LastRow">The number of one more row, far below the others, with text in it.</param>
    public sealed record Sheet(
        string Name, IReadOnlyList<object?[]> Rows, IReadOnlyList<string>? Merges = null, bool Hidden = false, int? LastRow = null);

    public sealed record Formula(string Text);

    /// <summary>What Excel makes of a typed 2020年12月: the first of the month, shown without its day.</summary>
    /// <param name="BuiltIn">By the number of the format Chinese Excel has built in, instead of one of the file's own.</param>
    public sealed record Month(DateOnly First, bool BuiltIn = false);

    /// <param name="Text">Such as #REF!.</param>
    public sealed record Error(string Text);

    private static void Add(WorkbookPart workbook, Sheet sheet)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        part.Worksheet = new Worksheet(new SheetData(sheet.Rows.Select((cells, index) => Row(cells, index + 1))));
        if (sheet.LastRow is { } last) part.Worksheet.GetFirstChild<SheetData>()!.Append(Row(["x"], last));
        if (sheet.Merges is { Count: > 0 } merges)
        {
            part.Worksheet.Append(new MergeCells(merges.Select(range => new MergeCell { Reference = range })));
        }

        var sheets = workbook.Workbook!.Sheets!;
        sheets.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet
        {
            Id = workbook.GetIdOfPart(part),
            SheetId = (uint)sheets.ChildElements.Count + 1,
            Name = sheet.Name,
            State = sheet.Hidden ? SheetStateValues.Hidden : SheetStateValues.Visible,
        });
    }

    private static Row Row(object?[] cells, int number) =>
        new(cells.Select((value, column) => (Value: value, column)).Where(cell => cell.Value is not null)
            .Select(cell => Cell(cell.Value!, $"{(char)('A' + cell.column)}{number}")))
        { RowIndex = (uint)number };

    private static Cell Cell(object value, string reference) => value switch
    {
        Formula formula => new Cell { CellReference = reference, CellFormula = new CellFormula(formula.Text) },
        Error error => new Cell { CellReference = reference, DataType = CellValues.Error, CellValue = new CellValue(error.Text) },
        DateOnly day => Number(Serial(day), reference, DayStyle),
        Month month => Number(Serial(month.First), reference, month.BuiltIn ? ChineseMonthStyle : MonthStyle),
        string text => new Cell
        {
            CellReference = reference,
            DataType = CellValues.InlineString,
            InlineString = new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }),
        },
        _ => Number(Convert.ToDouble(value, CultureInfo.InvariantCulture), reference, PlainStyle),
    };

    private static Cell Number(double number, string reference, uint style) => new()
    {
        CellReference = reference,
        StyleIndex = style,
        CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture)),
    };

    private static double Serial(DateOnly day) => day.ToDateTime(TimeOnly.MinValue).ToOADate();

    // 14 is the built-in format of a day, in the order of the reader's own country.
    private static Stylesheet Styles() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = 170, FormatCode = "yyyy\"年\"m\"月\";@" }),
        new Fonts(new Font()),
        new Fills(new Fill(), new Fill()),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(new CellFormat(), Format(14), Format(170), Format(57)));

    private static CellFormat Format(uint number) => new() { NumberFormatId = number, ApplyNumberFormat = true };
}
