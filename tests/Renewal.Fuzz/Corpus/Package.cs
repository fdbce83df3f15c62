using System.IO.Compression;
using System.Text;

namespace Renewal.Fuzz.Corpus;

/// <summary>A small sound workbook, part by part, to be spoiled in one place.</summary>
public sealed class Package
{
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>Text of each part by its name, in the order of the zip.</summary>
    public static IReadOnlyDictionary<string, string> Sound { get; } = new Dictionary<string, string>
    {
        ["[Content_Types].xml"] = Declaration + """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default
            Extension="xml" ContentType="application/xml"/><Default
            Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>
            """,
        ["_rels/.rels"] = Declaration + $"""
            <Relationships xmlns="{Relations}"><Relationship
            Id="r1" Type="{Relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """,
        ["docProps/app.xml"] = Declaration + """<Properties xmlns="urn:app"><Application>Sheet</Application></Properties>""",
        ["xl/workbook.xml"] = Declaration + $"""
            <workbook xmlns="{Main}" xmlns:r="{Relation}"><sheets><sheet name="台账" sheetId="1" r:id="r1"/></sheets></workbook>
            """,
        ["xl/_rels/workbook.xml.rels"] = Declaration + $"""
            <Relationships xmlns="{Relations}"><Relationship
            Id="r1" Type="{Relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>
            """,
        ["xl/sharedStrings.xml"] = Declaration + $"""
            <sst xmlns="{Main}"><si><t>片区名称</t></si><si><t>类型</t></si><si><t>阶段</t></si><si><t>截至日期</t></si></sst>
            """,
        ["xl/styles.xml"] = Declaration + $"""
            <styleSheet xmlns="{Main}"><numFmts><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf
            numFmtId="164"/></cellXfs></styleSheet>
            """,
        ["xl/theme/theme1.xml"] = Declaration + """<theme xmlns="urn:theme"><color/></theme>""",
        ["xl/worksheets/sheet1.xml"] = Declaration + $"""
            <worksheet xmlns="{Main}"><dimension ref="A1:D2"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c
            ><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>甲片</t></is></c
            ><c r="B2" t="str"><v>微改造</v></c><c r="C2" t="str"><v>前期</v></c><c r="D2" s="1"><v>44196</v></c></row></sheetData></worksheet>
            """,
    };

    private readonly List<(string Name, byte[] Content)> parts =
        [.. Sound.Select(part => (part.Key, Encoding.UTF8.GetBytes(part.Value)))];

    public Package With(string name, byte[] content)
    {
        var at = parts.FindIndex(part => part.Name == name);
        if (at < 0) parts.Add((name, content));
        else parts[at] = (name, content);
        return this;
    }

    public Package With(string name, string content) => With(name, Encoding.UTF8.GetBytes(content));

    /// <summary>A second entry, whatever is there already.</summary>
    public Package And(string name, string content)
    {
        parts.Add((name, Encoding.UTF8.GetBytes(content)));
        return this;
    }

    public byte[] Zip(CompressionLevel level = CompressionLevel.Fastest)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = archive.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A sheet with these rows in place of its own.</summary>
    public static string Sheet(string rows, string after = "", string before = "") =>
        $"""<worksheet xmlns="{Main}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>""";

    public static string Strings(string items) => $"""<sst xmlns="{Main}">{items}</sst>""";

    public static string Styles(string formats, string cells) =>
        $"""<styleSheet xmlns="{Main}"><numFmts>{formats}</numFmts><cellXfs>{cells}</cellXfs></styleSheet>""";

    /// <summary>As many sheets, each with the part of its number.</summary>
    public static (string Workbook, string Relations) Sheets(int count, Func<int, string> target) => (
        $"""<workbook xmlns="{Main}" xmlns:r="{Relation}"><sheets>"""
            + Many(count, i => $"""<sheet name="s{i}" sheetId="{i + 1}" r:id="r{i}"/>""") + "</sheets></workbook>",
        $"""<Relationships xmlns="{Relations}">"""
            + Many(count, i => $"""<Relationship Id="r{i}" Type="{Relation}/worksheet" Target="{target(i)}"/>""") + "</Relationships>");

    public static string Many(int count, Func<int, string> one)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) text.Append(one(i));
        return text.ToString();
    }

    public static string Many(int count, string one) => new StringBuilder(one.Length * count).Insert(0, one, count).ToString();
}
