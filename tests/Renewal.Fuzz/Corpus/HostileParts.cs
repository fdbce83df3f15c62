using System.Text;

namespace Renewal.Fuzz.Corpus;

/// <summary>Every part of a workbook × everything that can be wrong with XML.</summary>
internal static class HostileParts
{
    private const string TooMuch = "import.unsafe token|import.unsafe ratio|import.too-large unpacked-bytes";

    public static IEnumerable<HostileFile> All() =>
        from part in Package.Sound
        from file in Attacks(part.Value).Concat(IsLarge(part.Key) ? Masses(part.Value)
            : []).Concat(Encodings(part.Value)).Concat(Damages(part.Value))
        select new HostileFile(
            $"part-{part.Key.Replace('/', '~')}-{file.Name}.xlsx", new Package().With(part.Key, file.Content).Zip(), file.Expected);

    // Tens of megabytes each, so not for every part.
    private static bool IsLarge(string part) => part is "[Content_Types].xml" or "xl/sharedStrings.xml" or "xl/worksheets/sheet1.xml";

    private static IEnumerable<HostileFile> Attacks(string xml)
    {
        yield return Text("nested-150", Inside(xml, Nested(150)), "import.unsafe depth");
        yield return Text("nested-20000", Inside(xml, Nested(20_000)), "import.unsafe depth");
        yield return Text("nested-inline", Inside(xml, "<row><c t=\"inlineStr\"><is>" + Nested(20_000) + "</is></c></row>"),
            "import.unsafe depth");
        yield return Text("attributes-300", Inside(xml, Attributes(300)), "import.unsafe attributes");
        yield return Text("attributes-20000", Inside(xml, Attributes(20_000)), "import.unsafe names");
        yield return Text("attribute-of-5-MB", Inside(xml, $"<a b=\"{new string('x', 5 << 20)}\"/>"), TooMuch);
        yield return Text("namespaces", Inside(xml, Package.Many(90, Namespaces(200)) + Package.Many(90, "</a>")));
        yield return Text("name-of-5-MB", Inside(xml, $"<{new string('x', 5 << 20)}/>"), TooMuch);
        yield return Text("names-500000", Inside(xml, Package.Many(500_000, i => $"<n{i}/>")), "import.unsafe names");
        yield return Text("cdata-of-5-MB", Inside(xml, $"<t><![CDATA[{new string('x', 5 << 20)}]]></t>"), TooMuch);
        yield return Text("comment-of-5-MB", Inside(xml, $"<!--{new string('x', 5 << 20)}-->"), TooMuch);
        yield return Text("instruction-of-5-MB", Inside(xml, $"<?x {new string('x', 5 << 20)}?>"), TooMuch);
        yield return Text("references", Inside(xml, $"<t>{Package.Many(1_000_000, "&#x4E00;")}</t>"), TooMuch);
        yield return Text("entities", Typed(xml, Laughs()), "import.unsafe dtd");
        yield return Text("outer-entity", Typed(xml, "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]>"), "import.unsafe dtd");
        yield return Text("outer-type", Typed(xml, "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\">"), "import.unsafe dtd");
        yield return Text("parameter-entities", Typed(xml, "<!DOCTYPE a [<!ENTITY % b '&#x25;b;'>%b;]>"), "import.unsafe dtd");
    }

    private static IEnumerable<HostileFile> Masses(string xml)
    {
        yield return Text("nested-open", xml[..xml.LastIndexOf('<')] + Package.Many(1_000_000, "<a>"), "import.unsafe depth");
        yield return Text("attributes-1200000", Inside(xml, Attributes(1_200_000)), "import.unsafe names");
        yield return Text("text-of-40-MB", Inside(xml, $"<t>{new string('字', 13 << 20)}</t>"), TooMuch);
        yield return Text("blanks-behind", xml + new string(' ', 60 << 20), TooMuch);
        yield return Text("blanks-and-comments", xml + Package.Many(900, new string('\n', 100_000) + "<!-- -->"), TooMuch);
        yield return Text("elements-7000000", Inside(xml, Package.Many(7_000_000, "<a/>")), "import.too-large cells|import.unsafe ratio");
    }

    private static IEnumerable<HostileFile> Encodings(string xml)
    {
        var bare = xml[(xml.IndexOf("?>", StringComparison.Ordinal) + 2)..];
        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.UTF8])
        {
            yield return new($"in-{encoding.WebName}", [.. encoding.GetPreamble(), .. encoding.GetBytes(bare)]);
            yield return new($"in-{encoding.WebName}-unmarked", encoding.GetBytes(bare));
            yield return new($"in-{encoding.WebName}-nested",
                [.. encoding.GetPreamble(), .. encoding.GetBytes(Inside(bare, Nested(5_000)))],
                "import.unsafe depth");
            yield return new($"in-{encoding.WebName}-attributes",
                [.. encoding.GetPreamble(), .. encoding.GetBytes(Inside(bare, Attributes(60_000)))],
                "import.unsafe names|import.unsafe token");
        }

        foreach (var name in (string[])["gb18030", "utf-7", "ibm037", "shift_jis", "no-such"])
            yield return Text($"declared-{name}", $"<?xml version=\"1.0\" encoding=\"{name}\"?>{bare}");
    }

    private static IEnumerable<HostileFile> Damages(string xml)
    {
        var bytes = Encoding.UTF8.GetBytes(xml);
        yield return new("empty", []);
        yield return new("zeros", new byte[10_000]);
        yield return Text("declaration-only", xml[..xml.IndexOf("?>", StringComparison.Ordinal)]);
        foreach (var percent in (int[])[10, 50, 75, 90, 99]) yield return new($"cut-at-{percent}", bytes[..(bytes.Length * percent / 100)]);
        yield return new("bad-bytes", [.. bytes[..(bytes.Length / 2)], 0xFF, 0xC0, 0x00, 0xED, 0xA0, .. bytes[(bytes.Length / 2)..]]);
        yield return Text("twice", xml + xml[(xml.IndexOf("?>", StringComparison.Ordinal) + 2)..]);
    }

    private static HostileFile Text(string name, string xml, string? expected = null) => new(name, Encoding.UTF8.GetBytes(xml), expected);

    private static string Inside(string xml, string what) => xml.Insert(xml.LastIndexOf('<'), what);

    private static string Typed(string xml, string type) => xml.Insert(xml.IndexOf("?>", StringComparison.Ordinal) + 2, type);

    private static string Nested(int depth) => Package.Many(depth, "<a>") + Package.Many(depth, "</a>");

    // Each has a name of its own, as XML demands: beyond 20,000 the bound on names speaks before the reader can count attributes.
    private static string Attributes(int count) => "<dimension " + Package.Many(count, i => $"a{i}=\"\" ") + "/>";

    private static string Namespaces(int count) => "<a " + Package.Many(count, i => $"xmlns:p{i}=\"urn:{i}\" ") + ">";

    private static string Laughs() => "<!DOCTYPE a [<!ENTITY l0 \"ha\">"
        + Package.Many(30, i => $"<!ENTITY l{i + 1} \"&l{i};&l{i};&l{i};&l{i};\">") + "]>";
}
