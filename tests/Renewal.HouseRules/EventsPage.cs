using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Renewal.Domain;
using Renewal.Domain.Catalogue;
using Renewal.Features.Areas.Commands;

namespace Renewal.HouseRules;

/// <summary>Writes every stored event as the reference page: shape from the serializer, words from the code's own comments.</summary>
internal static partial class EventsPage
{
    private const string Head = """
        # Events 事件目录

        Generated from the code (`RENEWAL_APPROVE=1 dotnet test tests/Renewal.HouseRules` rewrites it). Do not edit by hand.

        Everything recorded is one of these. The stored name never changes; members are added, never renamed or removed. A member marked
        *optional* is left out when there is nothing to say. Beside each event the store keeps its sequence number, stream, version,
        timestamp, the account that recorded it and the channel it came through (headers `via`, `role`, and `file`, `row` for what was
        taken in from a file). Types: text, day (`2021-02-04`), id (UUID), number, whole number, yes or no.

        """;

    private static readonly XDocument Comments =
        XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Renewal.Domain.xml"));

    public static string Write()
    {
        var (zh, en) =
            (TextResources.Read("src/Renewal.App/Texts/Fields.resx"), TextResources.Read("src/Renewal.App/Texts/Fields.en.resx"));
        Wording Title(string name) => AreaCommands.NameOf(name)
            ?? new Wording(zh.GetValueOrDefault(name, "?"), en.GetValueOrDefault(name, "?"));
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var type in EventShapes.InOrder)
        {
            var name = EventNameAttribute.Of(type);
            var title = Title(name);
            Section(page, $"`{name}`\n\n**{title.Chinese} {title.English}**. {Summary($"T:{type.FullName}")}".TrimEnd(), type);
        }

        page.Append("\n# Parts of events 事件中的小项\n");
        foreach (var part in EventShapes.Parts) Section(page, $"{part.Name}\n\n{Summary($"T:{part.FullName}")}".TrimEnd(), part);
        return page.ToString();
    }

    private static void Section(StringBuilder page, string title, Type type)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| member | type | meaning |\n|---|---|---|\n");
        foreach (var member in EventShapes.Members(type))
        {
            var optional = member.MayBeAbsent ? ", *optional*" : "";
            var meaning = Summary(KeyOf(member.Property));
            page.Append(CultureInfo.InvariantCulture, $"| `{member.Name}` | {TypeOf(member.Type)}{optional} | {meaning} |\n");
        }
    }

    private static string TypeOf(Type type) =>
        EventShapes.ElementOf(type) is { } element ? $"list of {TypeOf(element)}"
        : type == typeof(string) ? "text"
        : type == typeof(DateOnly) ? "day"
        : type == typeof(Guid) ? "id"
        : type == typeof(bool) ? "yes or no"
        : type == typeof(decimal) ? "number"
        : type == typeof(int) || type == typeof(long) ? "whole number"
        : $"[{type.Name}](#{type.Name.ToLowerInvariant()})";

    private static string KeyOf(PropertyInfo property) => $"P:{property.DeclaringType!.FullName}.{property.Name}";

    private static string Summary(string key)
    {
        var summary = Comments.Descendants("member").FirstOrDefault(member => (string?)member.Attribute("name") == key)?.Element("summary");
        return summary is null ? "" : Spaces().Replace(string.Concat(summary.Nodes().Select(Plain)), " ").Trim();
    }

    private static string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement reference => ((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? "").Split('.')[^1],
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
