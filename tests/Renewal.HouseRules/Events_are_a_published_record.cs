using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Renewal.Domain;
using Renewal.Domain.Areas;
using Renewal.Features.Store;

namespace Renewal.HouseRules;

/// <summary>Stored events outlive the code that wrote them. These rules protect their shape.</summary>
public sealed class Events_are_a_published_record
{
    private const string Folder = "tests/Renewal.HouseRules/Golden";

    public static TheoryData<Type> Events => [.. EventShapes.Events];

    public static TheoryData<string> GoldenFiles => [.. Golden.Select(file => file.Path)];

    [Theory, MemberData(nameof(Events))]
    public void each_has_a_stored_name(Type happened) =>
        Assert.Matches("^[a-z]+(-[a-z0-9]+)*$", happened.GetCustomAttribute<EventNameAttribute>(inherit: false)?.Name ?? "(none)");

    [Fact]
    public void no_two_share_a_name() => Violations.None(
        EventShapes.Events.GroupBy(EventNameAttribute.Of).Where(same => same.Count() > 1)
            .Select(same => $"{same.Key}: {string.Join(", ", same.Select(type => type.Name))}"),
        "A stored name belongs to one event for ever:");

    [Fact]
    public void they_hold_plain_values_only() => Violations.None(
        from type in EventShapes.Events.Concat(EventShapes.Parts)
        from member in EventShapes.Members(type)
        let value = EventShapes.ElementOf(member.Type) ?? member.Type
        where !EventShapes.IsPlain(value) && !EventShapes.Parts.Contains(value)
        select $"{type.Name}.{member.Property.Name}: {member.Type.Name}",
        "Texts, numbers, days, yes or no, ids, lists and small records of those:");

    [Fact]
    public void the_parts_inside_are_sealed_records() => Violations.None(
        EventShapes.Parts.Where(part => !part.IsSealed || part.GetMethod("<Clone>$") is null).Select(part => part.Name),
        "A part of a fact is a small record:");

    /// <summary>The document of an area contains its events; there the name is stored with each.</summary>
    [Fact]
    public void each_is_known_by_its_stored_name_inside_an_areas_file()
    {
        var listed = typeof(AreaEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
            .ToDictionary(row => row.DerivedType, row => row.TypeDiscriminator as string);
        Violations.None(
            EventShapes.Events.Where(type => type.IsSubclassOf(typeof(AreaEvent)))
                .Where(type => listed.GetValueOrDefault(type) != EventNameAttribute.Of(type))
                .Select(type => $"{type.Name}: {listed.GetValueOrDefault(type) ?? "(not listed)"}"),
            "[JsonDerivedType] on AreaEvent must list each event under its stored name:");
    }

    [Fact]
    public void each_has_a_wording_in_both_languages() => Violations.None(
        from type in EventShapes.Events.Where(type => !type.IsSubclassOf(typeof(AreaEvent)))
        from file in new[] { "src/Renewal.App/Texts/Fields.resx", "src/Renewal.App/Texts/Fields.en.resx" }
        where !TextResources.Read(file).ContainsKey(EventNameAttribute.Of(type))
        select $"{file}: {EventNameAttribute.Of(type)}",
        "People read this name in the history; an area's event is named by its command's descriptor:");

    [Fact]
    public void the_reference_page_is_what_the_code_stores() => Approved.Matches("docs/reference/events.md", EventsPage.Write());

    [Fact]
    public void each_has_an_example_from_its_first_day_with_every_member() => Violations.None(
        from type in EventShapes.Events
        let name = EventNameAttribute.Of(type)
        let seen = Golden.Where(file => NameOf(file) == name)
            .SelectMany(file => JsonNode.Parse(file.Text)!.AsObject().Select(member => member.Key)).ToHashSet()
        let missing = EventShapes.Members(type).Select(member => member.Name).Where(member => !seen.Contains(member)).ToList()
        where missing.Count > 0
        select $"{name}: {string.Join(", ", missing)}",
        $"Write {Folder}/<event>.json by hand, or <event>.2.json for members added later; never edit one that is there:");

    [Theory, MemberData(nameof(GoldenFiles))]
    public void what_was_stored_once_is_read_and_written_unchanged(string path)
    {
        var file = Sources.At(path);
        var type = EventShapes.Events.SingleOrDefault(type => EventNameAttribute.Of(type) == NameOf(file));
        Assert.True(type is not null, $"{path}: no event has this name any more. Stored names are for ever.");

        var serializer = RenewalStore.Serializer();
        using var stored = new MemoryStream(File.ReadAllBytes(file.FullPath));
        var written = JsonNode.Parse(serializer.ToJson(serializer.FromJson(type, stored)));

        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(file.Text), written),
            $"{path}\n  stored:  {JsonNode.Parse(file.Text)!.ToJsonString()}\n  written: {written!.ToJsonString()}");
    }

    [Fact]
    public void examples_are_never_edited() =>
        Approved.Matches($"{Folder}/digests.txt", string.Concat(Golden.Select(file => $"{Digest(file)}  {Path.GetFileName(file.Path)}\n")));

    private static IEnumerable<SourceFile> Golden => Sources.All.Where(file => file.IsIn(Folder) && file.Ends(".json"));

    private static string NameOf(SourceFile golden) => Path.GetFileName(golden.Path).Split('.')[0];

    private static string Digest(SourceFile file) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(file.Text)))[..16];
}
