using static Renewal.Fuzz.Corpus.Package;

namespace Renewal.Fuzz.Corpus;

/// <summary>Workbooks of well-formed XML whose numbers and cross-references make work.</summary>
internal static class HostileSheets
{
    private const string SheetPart = "xl/worksheets/sheet1.xml";

    public static IEnumerable<HostileFile> All()
    {
        yield return Of("rows-beyond", Sheet("<row r=\"2000000000\"><c><v>1</v></c></row>"), "import.too-large rows");
        yield return Of("rows-last", Sheet("<row r=\"1048576\"><c><v>1</v></c></row>"), "import.too-large rows");
        yield return Of("rows-negative", Sheet("<row r=\"-7\"><c r=\"A-7\"><v>1</v></c></row>"));
        yield return Of("rows-descending", Sheet(Many(20_000, i => $"<row r=\"{20_000 - i}\"><c><v>{i}</v></c></row>")));
        yield return Of("rows-jumping", Sheet(Many(20_000, i => $"<row r=\"{(i % 2 * 1_000_000) + 1}\"/>")));
        yield return Of("rows-the-same", Sheet(Many(300_000, "<row r=\"1\"><c/><c/></row>")), "import.too-large cells");
        yield return Of("row-of-200000-cells", Sheet($"<row>{Many(200_000, "<c/>")}</row>"), "import.too-large cells");
        yield return Of("columns-beyond", Sheet("<row r=\"1\"><c r=\"ZZZZZZZ1\"><v>1</v></c></row>"));
        yield return Of("columns-wrapping", Sheet("<row r=\"1\"><c r=\"FXSHRXX1\"><v>1</v></c></row>"));
        yield return Of("wide-and-long", Sheet(Many(20_000, i => $"<row><c r=\"SF{i + 1}\" t=\"str\"><v>x</v></c></row>")),
            "import.too-large cells");
        yield return Of("merged-all", Sheet(Title, "<mergeCells><mergeCell ref=\"A1:SF20000\"/></mergeCells>"));
        yield return Of("merged-long", Sheet(Title + Many(19_000, i => $"<row r=\"{i + 2}\"><c r=\"SF{i + 2}\"/></row>"),
            "<mergeCells><mergeCell ref=\"A1:SF19000\"/></mergeCells>"), "import.too-large cells");
        yield return Of("merges-over-each-other",
            Sheet(Title + Title, $"<mergeCells>{Many(90_000, "<mergeCell ref=\"A1:A2\"/>")}</mergeCells>"));
        yield return Of("merges-300000",
            Sheet("", $"<mergeCells>{Many(300_000, "<mergeCell ref=\"A1:B2\"/>")}</mergeCells>"), "import.unsafe counts");
        yield return Of("merges-of-nothing",
            Sheet(Title, "<mergeCells><mergeCell/><mergeCell ref=\":\"/><mergeCell ref=\"Z9:A1\"/></mergeCells>"));
        yield return Of("widths-300000", Sheet("", before: $"<cols>{Many(300_000, "<col min=\"1\" max=\"9\" width=\"1\"/>")}</cols>"),
            "import.unsafe counts");
        yield return Of("runs-100000", Sheet($"<row><c t=\"inlineStr\"><is>{Many(100_000, "<r><t>x</t></r>")}</is></c></row>"),
            "import.unsafe runs");
        yield return Of("runs-in-many-cells",
            Sheet(Many(300, $"<row><c t=\"inlineStr\"><is>{Many(3_900, "<t>xxxxxxxxxxxxxxxxx</t>")}</is></c></row>")),
            "import.unsafe runs|import.unsafe ratio");
        yield return Of("no-characters", Sheet("<row><c t=\"inlineStr\"><is><t>片区名称_xFFFE__xD800_</t></is></c></row>"));
        yield return Of("formulas-without-values", Sheet(Many(20_000, $"<row>{Many(20, "<c><f>A1</f></c>")}</row>")));
        yield return Of("errors-everywhere",
            Sheet(Many(2_000, i => $"<row r=\"{i + 1}\"><c r=\"A{i + 1}\" t=\"e\"><v>#REF!</v></c></row>")));
        yield return Of("numbers-1e308",
            Sheet(Many(1_000, "<row><c s=\"1\"><v>1e308</v></c><c><v>NaN</v></c><c s=\"1\"><v>-1</v></c></row>")));
        yield return Of("shared-out-of-range", Sheet("<row><c t=\"s\"><v>2147483647</v></c><c t=\"s\"><v>-1</v></c></row>"));
        yield return Of("shared-long-number", Sheet($"<row><c t=\"s\"><v>{new string('0', 100_000)}1</v></c></row>"),
            "import.unsafe counts");

        var cells = Sheet(Many(2_000, $"<row>{Many(400, "<c t=\"s\"><v>0</v></c>")}</row>"));
        yield return new("sheet-long-shared.xlsx", new Package().With("xl/sharedStrings.xml", Strings($"<si><t>{Escaped}</t></si>"))
            .With(SheetPart, cells).Zip(), "import.too-large characters|import.unsafe ratio");
        yield return new("sheet-shared-strings-of-nothing.xlsx",
            new Package().With("xl/sharedStrings.xml", Strings(Many(2_000_000, "<si/>"))).Zip(), "import.too-large cells");
        yield return new("sheet-shared-runs.xlsx",
            new Package().With("xl/sharedStrings.xml", Strings(Many(9, $"<si>{Many(3_999, $"<t>{new string('x', 60)}</t>")}</si>"))).Zip(),
            "import.unsafe runs|import.unsafe ratio");
        yield return new("sheet-format-of-brackets.xlsx", new Package()
            .With("xl/styles.xml",
                Styles($"<numFmt numFmtId=\"164\" formatCode=\"{new string('[', 100_000)}\"/>", "<xf/><xf numFmtId=\"164\"/>"))
            .With(SheetPart, Sheet(Many(10_000, "<row><c s=\"1\" t=\"d\"><v>2020-12-31</v></c></row>"))).Zip());
        yield return new("sheet-formats-200000.xlsx", new Package().With("xl/styles.xml",
            Styles(Many(200_000, i => $"<numFmt numFmtId=\"{i}\" formatCode=\"[red]0;&quot;x&quot;\"/>"),
                Many(200_000, i => $"<xf numFmtId=\"{i}\"/>")))
            .Zip());
        foreach (var file in Books()) yield return file;
    }

    private static IEnumerable<HostileFile> Books()
    {
        yield return Book("same-part", 900, _ => "worksheets/sheet1.xml", "import.unsafe sheets");
        yield return Book("same-part-otherwise", 2, i => i == 0 ? "worksheets/sheet1.xml"
            : "/xl/worksheets\\SHEET1.xml", "import.unsafe sheets");
        yield return Book("missing-parts", 900, i => $"worksheets/none{i}.xml");
        yield return Book("sheets-200000", 200_000, i => $"worksheets/none{i}.xml", "import.unsafe sheets");
        yield return Book("climbing", 3, i => $"../../{i}/etc/passwd");
        yield return Book("targets-of-nothing", 3, _ => "");
        var many = new Package();
        foreach (var i in Enumerable.Range(2, 99)) many.With($"xl/worksheets/sheet{i}.xml", Sheet("<row r=\"1048576\"/>"));
        var (workbook, relations) = Sheets(100, i => $"worksheets/sheet{i + 1}.xml");
        yield return new("book-rows-of-100-sheets.xlsx",
            many.With("xl/workbook.xml", workbook).With("xl/_rels/workbook.xml.rels", relations).Zip(), "import.too-large rows");
    }

    private static HostileFile Book(string name, int count, Func<int, string> target, string? expected = null)
    {
        var (workbook, relations) = Sheets(count, target);
        return new($"book-{name}.xlsx",
            new Package().With("xl/workbook.xml", workbook).With("xl/_rels/workbook.xml.rels", relations).Zip(), expected);
    }

    private static HostileFile Of(string name, string sheet, string? expected = null) =>
        new($"sheet-{name}.xlsx", new Package().With(SheetPart, sheet).Zip(), expected);

    private const string Title = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>台账</v></c></row>";

    // Escapes are taken out again for every cell that shows the string, so it is a new one each time.
    private static string Escaped => Many(4_000, "_x000A_");
}
