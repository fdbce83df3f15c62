using System.Xml;

namespace Renewal.Features.Imports.Files.Checks;

/// <summary>The part that the library opens for each sheet, resolved as the library does.</summary>
internal sealed class WorkbookMap
{
    public const string Workbook = "XL/WORKBOOK.XML";
    public const string Relations = "XL/_RELS/WORKBOOK.XML.RELS";
    public const string SharedStrings = "XL/SHAREDSTRINGS.XML";

    private const string RelationIds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly List<string?> sheets = [];
    private readonly List<(string? Id, string? Target)> targets = [];

    /// <summary>The name of a part as it is compared: case, slashes and escapes make no second part.</summary>
    public static string Key(string name)
    {
        var plain = name.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(name) : name;
        return plain.Replace('\\', '/').TrimStart('/').ToUpperInvariant();
    }

    public void SeeWorkbook(XmlReader reader)
    {
        if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "sheet") return;
        if (sheets.Count >= LedgerLimits.Sheets) throw RefusedFileException.Unsafe("sheets");
        sheets.Add(reader.GetAttribute("id", RelationIds));
    }

    public void SeeRelations(XmlReader reader)
    {
        if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "Relationship") return;
        // Sheets have relationships of every kind, the workbook only to its sheets and a few tables.
        if (targets.Count >= 10 * LedgerLimits.Sheets) throw RefusedFileException.Unsafe("sheets");
        targets.Add((reader.GetAttribute("Id"), reader.GetAttribute("Target")));
    }

    /// <summary>For each sheet in the order of the tabs, the key of its part; null for one that has none.</summary>
    /// <exception cref="RefusedFileException">Two sheets share a part, which would be read once for each of them.</exception>
    public IReadOnlyList<string?> PartsOfSheets()
    {
        var parts = new string?[sheets.Count];
        foreach (var (id, target) in targets)
        {
            var sheet = sheets.IndexOf(id);
            if (sheet >= 0) parts[sheet] = PartOf(target);
        }

        var named = parts.OfType<string>().ToList();
        return named.Distinct().Count() == named.Count ? parts : throw RefusedFileException.Unsafe("sheets");
    }

    private static string? PartOf(string? target) =>
        string.IsNullOrEmpty(target) ? null
        : target.StartsWith("/xl/", StringComparison.OrdinalIgnoreCase) ? Key(target) : Key("xl/" + target);
}
