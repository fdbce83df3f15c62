using Renewal.Features.Store;

namespace Renewal.Features.Timelines;

/// <summary>An index of a bitemporal table.</summary>
/// <param name="On">Method, columns and predicate, as SQL has them.</param>
internal sealed record TimelineIndex(TimelineTable Table, string Name, bool Unique, string On);

/// <summary>The indexes of the bitemporal tables.</summary>
internal static class TimelineIndexes
{
    public static IReadOnlyList<TimelineIndex> All { get; } = [.. StreamType.All.SelectMany(type => type.Timelines).SelectMany(Of)];

    /// <summary>Creates those that are missing. A changed definition needs another name, or older databases keep the old one.</summary>
    public static string Sql { get; } = string.Join('\n', All.Select(index =>
        $"create {(index.Unique ? "unique " : "")}index if not exists {index.Name} on {index.Table.QualifiedName} {index.On};"));

    private static IEnumerable<TimelineIndex> Of(TimelineTable table)
    {
        var keys = string.Concat(table.Keys.Select(key => $", {key.Name}"));
        TimelineIndex Index(string name, string on, bool unique = false) => new(table, $"{table.Name}_{name}", unique, on);
        yield return Index("latest", $"({table.Stream}{keys}, lower(valid)) where {TimelineSchema.KnownNow}", unique: true);
        yield return Index("by_end", $"(upper(valid), lower(valid)) where {TimelineSchema.Past}");
        yield return Index("as_known", "using gist (known, valid)");
        if (table == AreaTables.Areas)
        {
            // Covering: the counts and lists of today are answered from the index alone, however many stretches each area has.
            yield return Index("code_now",
                "(code collate \"C\") include (area, valid, kind, jurisdiction, status, stage, milestones_reached, open_obstacles,"
                + $" unconfirmed, clock_late_from, plan_late_from, due_soonest) where {TimelineSchema.Current}");
            yield return Index("name_now",
                $"(name collate {TimelineSchema.Pinyin}, code collate \"C\") include (area, valid, jurisdiction)"
                + $" where {TimelineSchema.Current}");
            yield return Index("any_code", "(code)");
        }

        if (table == AreaTables.Deadlines)
            yield return Index("due_now",
                $"(due_on, {table.Stream}) include (valid, type, verified, applies) where {TimelineSchema.Current} and not reached");
    }
}
