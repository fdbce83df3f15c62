using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;

namespace Renewal.HouseRules;

/// <summary>
/// Areas are judged by the version of the catalogue they follow, and by amendments and holiday notices from their instants on. What was
/// published stays as it is: a change is a new version or a new release. Digests can be added to the list (<c>RENEWAL_APPROVE=1</c>),
/// never changed by it.
/// </summary>
public sealed class Published_tables_never_change
{
    private static readonly string Page = Path.Combine(Repository.Root, "tests/Renewal.HouseRules/Golden/catalogue-digests.txt");

    [Fact]
    public void each_version_has_the_content_it_was_published_with()
    {
        var published = File.Exists(Page) ? File.ReadAllLines(Page).Select(line => line.Split(' ')).ToDictionary(l => l[0], l => l[1]) : [];
        var current = Catalogues.FirstVersions.ToDictionary(NameOf, Digest);
        foreach (var amendment in Catalogues.Amendments)
        {
            var before = Publications.Current.At(amendment.PublishedAt.AddTicks(-1)).Newest(amendment.Kind);
            current.Add($"amendment/{amendment.Name}", Digest(amendment.Change(before)));
        }

        foreach (var release in WorkCalendar.Releases)
            current.Add($"calendar/{release.Name}", Hash($"{release.PublishedAt:O} {release.Notices}"));
        var changed = published.Where(line => current.TryGetValue(line.Key, out var digest) && digest != line.Value)
            .Select(line => line.Key).ToList();
        Assert.True(changed.Count == 0, $"Published, and changed since: {string.Join(", ", changed)}. Add the change as a new version.");
        var gone = published.Keys.Except(current.Keys).ToList();
        Assert.True(gone.Count == 0, $"Areas may follow a version that is gone: {string.Join(", ", gone)}.");

        var added = current.Where(table => !published.ContainsKey(table.Key)).ToList();
        if (added.Count > 0 && Environment.GetEnvironmentVariable("RENEWAL_APPROVE") == "1")
            File.WriteAllLines(Page, current.Select(table => $"{table.Key} {table.Value}").Order(StringComparer.Ordinal));
        else Assert.True(added.Count == 0, $"Not in {Path.GetFileName(Page)} yet: {string.Join(", ", added.Select(table => table.Key))}.");
    }

    [Fact]
    public void any_change_of_a_gate_a_clock_or_a_word_is_a_change()
    {
        var version = Catalogues.Versions.First(t => t.Rows.Any(row => row.Gates.Length > 0 && row.Clocks.Length > 0));
        var row = version.Rows.First(r => r.Gates.Length > 0 && r.Clocks.Length > 0);
        var days = new EffectivePeriod(new(2012, 4, 10), null);
        foreach (var other in (MilestoneKind[])
        [
            row with { Gates = [row.Gates[0] with { Strength = GateStrength.Inform }, .. row.Gates[1..]] },
            row with { Clocks = [row.Clocks[0] with { Bound = ClockBound.Maximum, From = "elsewhere" }, .. row.Clocks[1..]] },
            row with { Chinese = row.Chinese + "（改）" },
            row with { OnlyWarns = !row.OnlyWarns },
            row with { Effective = days },
            row with { Gates = [row.Gates[0] with { Effective = days }, .. row.Gates[1..]] },
            row with { Bases = [row.Bases[0] with { Effective = days }, .. row.Bases[1..]] },
        ])
        {
            var changed = new KindCatalogue(version.Kind, version.Version, version.Regimes, version.Rows.Replace(row, other));
            Assert.NotEqual(Digest(version), Digest(changed));
        }
    }

    private static string NameOf(KindCatalogue version) => $"{version.Kind.Code}/{version.Version}";

    // Members that say nothing are left out, so that a member added to the type does not change what older tables say.
    private static string Digest(KindCatalogue version)
    {
        var json = JsonSerializer.SerializeToNode(new { version.Regimes, version.Rows })!;
        return Hash(Plain(json)!.ToJsonString());
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"))));

    private static JsonNode? Plain(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                var kept = members.Select(member => (member.Key, Value: Plain(member.Value))).Where(member => member.Value is not null)
                    .OrderBy(member => member.Key, StringComparer.Ordinal).ToImmutableArray();
                return new JsonObject(kept.Select(member => KeyValuePair.Create(member.Key, member.Value)));
            case JsonArray items:
                return items.Count == 0 ? null : new JsonArray([.. items.Select(Plain)]);
            case JsonValue value when value.GetValueKind() is JsonValueKind.False or JsonValueKind.Null:
                return null;
            default:
                return node?.DeepClone();
        }
    }
}
