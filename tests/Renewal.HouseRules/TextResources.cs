using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Renewal.HouseRules;

/// <summary>Reads the texts from the resx files, without the fallback of the program.</summary>
internal static partial class TextResources
{
    public static IReadOnlyDictionary<string, string> Read(string path) =>
        XDocument.Load(Sources.At(path).FullPath).Root!.Elements("data")
            .GroupBy(data => (string)data.Attribute("name")!)
            .ToDictionary(same => same.Key, same => (string)same.First().Element("value")!);

    /// <summary>Names of the values a text leaves room for, each once.</summary>
    public static IEnumerable<string> Placeholders(string text) =>
        Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{([a-zA-Z0-9]+)[^}]*\}")]
    private static partial Regex Placeholder();
}
