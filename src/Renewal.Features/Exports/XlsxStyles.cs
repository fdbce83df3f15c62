using DocumentFormat.OpenXml.Spreadsheet;

namespace Renewal.Features.Exports;

/// <summary>Styles of the sheets: common fonts, thin lines, grey headings.</summary>
internal static class XlsxStyles
{
    public const uint Title = 1;
    public const uint Note = 2;
    public const uint Heading = 3;
    public const uint Body = 4;
    public const uint Day = 5;

    private const uint DayFormat = 164;

    public static Stylesheet Make() => new(
        new NumberingFormats(new NumberingFormat { NumberFormatId = DayFormat, FormatCode = "yyyy\\-mm\\-dd" }),
        new Fonts(
            new Font(new FontSize { Val = 11 }, new FontName { Val = "宋体" }),
            new Font(new Bold(), new FontSize { Val = 16 }, new FontName { Val = "黑体" }),
            new Font(new FontSize { Val = 10 }, new Color { Rgb = "FF566070" }, new FontName { Val = "宋体" }),
            new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "黑体" })),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFE9EDF2" }) { PatternType = PatternValues.Solid })),
        new Borders(
            new Border(),
            new Border(
                new LeftBorder { Style = BorderStyleValues.Thin }, new RightBorder { Style = BorderStyleValues.Thin },
                new TopBorder { Style = BorderStyleValues.Thin }, new BottomBorder { Style = BorderStyleValues.Thin },
                new DiagonalBorder())),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            Look(font: 1, align: new Alignment { Vertical = VerticalAlignmentValues.Center }),
            Look(font: 2, align: new Alignment { Vertical = VerticalAlignmentValues.Center }),
            Look(font: 3, fill: 2, border: 1, align: new Alignment { Vertical = VerticalAlignmentValues.Center, WrapText = true }),
            Look(border: 1, align: new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = true }),
            Look(border: 1, format: DayFormat,
                align: new Alignment { Vertical = VerticalAlignmentValues.Top, Horizontal = HorizontalAlignmentValues.Left })));

    private static CellFormat Look(Alignment align, uint font = 0, uint fill = 0, uint border = 0, uint format = 0) => new(align)
    {
        FontId = font,
        FillId = fill,
        BorderId = border,
        NumberFormatId = format,
        FormatId = 0,
        ApplyFont = font > 0,
        ApplyFill = fill > 0,
        ApplyBorder = border > 0,
        ApplyNumberFormat = format > 0,
        ApplyAlignment = true,
    };
}
