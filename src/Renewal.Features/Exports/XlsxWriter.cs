using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Renewal.Features.Exports;

/// <summary>One sheet: title, note, a frozen heading row, days as dates. Every text is stored as text, never as a formula.</summary>
public static class XlsxWriter
{
    private const uint HeadingRow = 3;
    private const double LineHeight = 15.75;

    public static byte[] Write(Sheet sheet)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = XlsxStyles.Make();
            var page = book.AddNewPart<WorksheetPart>();
            page.Worksheet = Page(sheet);
            var tab = Tab(sheet.Name);
            book.Workbook = new Workbook(
                new Sheets(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Id = book.GetIdOfPart(page), SheetId = 1, Name = tab }),
                new DefinedNames(new DefinedName($"'{tab.Replace("'", "''", StringComparison.Ordinal)}'!$1:${HeadingRow}")
                {
                    Name = "_xlnm.Print_Titles",
                    LocalSheetId = 0,
                }));
        }

        return stream.ToArray();
    }

    private static Worksheet Page(Sheet sheet)
    {
        var last = Letters(sheet.Columns.Count - 1);
        var data = new SheetData();
        data.Append(Line(1, [sheet.Title], XlsxStyles.Title, height: 30), Line(2, [sheet.Note], XlsxStyles.Note, height: 20));
        data.Append(Line(HeadingRow, sheet.Columns.Select(column => (object?)column.Heading), XlsxStyles.Heading, height: 20));
        data.Append(sheet.Rows.Select((row, i) => Fitted(Line(HeadingRow + 1 + (uint)i, row, XlsxStyles.Body), row, sheet.Columns)));
        return new Worksheet(
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(new SheetView(new Pane
            {
                VerticalSplit = HeadingRow,
                HorizontalSplit = 1,
                TopLeftCell = $"B{HeadingRow + 1}",
                ActivePane = PaneValues.BottomRight,
                State = PaneStateValues.Frozen,
            })
            { WorkbookViewId = 0 }),
            new Columns(sheet.Columns.Select((column, i) => new Column
            {
                Min = (uint)i + 1,
                Max = (uint)i + 1,
                Width = column.Width,
                CustomWidth = true,
            })),
            data,
            new AutoFilter { Reference = $"A{HeadingRow}:{last}{HeadingRow + (uint)sheet.Rows.Count}" },
            new MergeCells(new MergeCell { Reference = $"A1:{last}1" }, new MergeCell { Reference = $"A2:{last}2" }),
            new PageMargins { Left = 0.5, Right = 0.5, Top = 0.6, Bottom = 0.6, Header = 0.3, Footer = 0.3 },
            new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 },
            new HeaderFooter { OddFooter = new OddFooter("&C— &P / &N —") });
    }

    private static Row Line(uint number, IEnumerable<object?> cells, uint style, double? height = null)
    {
        var row = new Row(cells.Select((value, i) => CellOf($"{Letters(i)}{number}", value, style))) { RowIndex = number };
        if (height is { } points) (row.Height, row.CustomHeight) = (points, true);
        return row;
    }

    // Not every program measures wrapped text when it opens a file; those that do may still change this height.
    private static Row Fitted(Row line, IReadOnlyList<object?> row, IReadOnlyList<SheetColumn> columns)
    {
        line.Height = (LineHeight * row.Zip(columns).Max(cell => LinesOf(cell.First as string ?? "", cell.Second.Width - 1))) + 3;
        return line;
    }

    private static int LinesOf(string text, int room) =>
        text.Split('\n').Sum(part => Math.Max(1, (part.Sum(c => c > '\u2E7F' ? 2 : 1) + room - 1) / room));

    private static Cell CellOf(string place, object? value, uint style) => value switch
    {
        null or "" => new Cell { CellReference = place, StyleIndex = style },
        DateOnly day => new Cell
        {
            CellReference = place,
            StyleIndex = XlsxStyles.Day,
            CellValue = new CellValue(day.ToDateTime(TimeOnly.MinValue).ToOADate().ToString(CultureInfo.InvariantCulture)),
        },
        string text => new Cell
        {
            CellReference = place,
            StyleIndex = style,
            DataType = CellValues.InlineString,
            InlineString = new InlineString(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }),
        },
        IFormattable number => new Cell
        {
            CellReference = place,
            StyleIndex = style,
            CellValue = new CellValue(number.ToString(null, CultureInfo.InvariantCulture)),
        },
        _ => throw new ArgumentException($"No way to write a {value.GetType().Name}."),
    };

    // Characters XML cannot carry would make a file that no program opens.
    private static string Clean(string text) => string.Concat(text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));

    private static string Tab(string name)
    {
        var plain = string.Concat(name.Where(c => !"[]:*?/\\'".Contains(c, StringComparison.Ordinal)));
        return plain.Length is 0 ? "Sheet1" : plain[..Math.Min(31, plain.Length)];
    }

    private static string Letters(int column) =>
        column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + (char)('A' + (column % 26));
}
