using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Features.Store;
using Renewal.Features.Timelines;

namespace Renewal.Features.Portfolio;

/// <summary>
/// Parts of the queries on the bitemporal tables: which rows are valid, which of them an actor may see, filters and orders.
/// </summary>
/// <param name="knownAt">What was known at an instant; null for what is known now.</param>
internal sealed class AreaSql(Actor actor, DateTimeOffset? knownAt)
{
    private readonly List<NpgsqlParameter> parameters = [];
    private readonly Dictionary<(object, NpgsqlDbType), string> names = [];

    public string Day(DateOnly day) => Parameter(day, NpgsqlDbType.Date);

    public string Parameter(object value, NpgsqlDbType type)
    {
        if (names.TryGetValue((value, type), out var known)) return known;
        parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        return names[(value, type)] = string.Create(CultureInfo.InvariantCulture, $"${parameters.Count}");
    }

    public NpgsqlCommand Command(string sql, NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters.ToArray());
        return command;
    }

    /// <summary>
    /// The rows of a table that are valid on a day, as a relation. As known now, today and past days are different queries: the first
    /// has an index with one entry per item, whatever its history.
    /// </summary>
    public string On(TimelineTable table, DateOnly day)
    {
        var on = Day(day);
        return knownAt is { } instant
            ? $"""
              (select * from {table.QualifiedName}
               where known @> {Parameter(instant.ToUniversalTime(), NpgsqlDbType.TimestampTz)} and valid @> {on})
              """
            : $"""
              (select * from {table.QualifiedName} where {TimelineSchema.Current} and lower(valid) <= {on}
               union all select * from {table.QualifiedName} where {TimelineSchema.Past} and valid @> {on})
              """;
    }

    /// <summary>
    /// The area rows that hold on a day and come first in an order, as a relation. Each of the two parts is cut off by itself, so that the
    /// first is read from the index of the order no further than asked: the planner takes the second for larger than it is and would sort
    /// every area.
    /// </summary>
    /// <param name="rows">How many, skipped ones included.</param>
    public string First(AreaOrder order, DateOnly day, string where, long rows)
    {
        if (knownAt is not null || NeedsNext(order)) return On(AreaTables.Areas, day);
        var first = $"order by {Order(order, day)} limit {Parameter(rows, NpgsqlDbType.Bigint)}";
        return $"""
            ((select * from {AreaTables.Areas.QualifiedName} a
              where {TimelineSchema.Current} and lower(a.valid) <= {Day(day)} and {where} {first})
             union all
             (select * from {AreaTables.Areas.QualifiedName} a where {TimelineSchema.Past} and a.valid @> {Day(day)} and {where} {first}))
            """;
    }

    /// <summary>
    /// Which areas may be seen. Rights are those of today: the jurisdiction known now decides, also for a past state of knowledge
    /// (docs/decisions/0017).
    /// </summary>
    /// <param name="areas">Alias of the area rows.</param>
    public string Visible(string areas)
    {
        if (actor.CanSee(Jurisdiction.Everywhere)) return "true";
        var held = actor.Jurisdictions.Where(code => Jurisdiction.IsWellFormed(code) || code == Jurisdiction.Everywhere)
            .Select(code => code == Jurisdiction.Everywhere ? "%" : code + "%").ToArray();
        var likes = $"like any ({Texts(held)})";
        return knownAt is null
            ? $"{areas}.jurisdiction {likes}"
            : $"""
              {areas}.area in (
                select area from {AreaTables.Areas.QualifiedName} where {TimelineSchema.Current} and jurisdiction {likes})
              """;
    }

    public static string Light(string areas, string day) =>
        $"{RenewalStore.Schema}.light_on({day}, {areas}.status, {areas}.stage, {areas}.open_obstacles, {areas}.clock_late_from,"
        + $" {areas}.plan_late_from, {areas}.due_soonest)";

    public string Where(AreaFilter? filter, DateOnly day) => filter is { } asked && !CanBeStored(asked)
        ? "false" : string.Join(" and ", Conditions(filter ?? new AreaFilter(), day).Prepend(Visible("a")));

    // PostgreSQL stores no text with a NUL or half a surrogate pair, so no stored text can equal one.
    private static bool CanBeStored(AreaFilter filter) =>
        ((string?[])[filter.Stage, filter.Kind, filter.Status, filter.Label, filter.Jurisdiction, filter.Light, filter.Q])
        .All(text => text is null || (!text.Contains('\0', StringComparison.Ordinal) && string.Concat(text.EnumerateRunes()) == text));

    private IEnumerable<string> Conditions(AreaFilter filter, DateOnly day)
    {
        string Text(string value) => Parameter(value, NpgsqlDbType.Text);
        if (filter.Stage is { Length: > 0 } stage) yield return $"a.stage = {Text(stage)}";
        if (filter.Kind is { Length: > 0 } kind) yield return $"a.kind = {Text(kind)}";
        if (filter.Status is { Length: > 0 } status) yield return $"a.status = {Text(status)}";
        if (filter.Label is { Length: > 0 } label) yield return $"{Text(label)} = any (a.labels)";
        if (filter.Jurisdiction is { Length: > 0 } jurisdiction) yield return $"starts_with(a.jurisdiction, {Text(jurisdiction)})";
        if (filter.Light is { Length: > 0 } light) yield return $"{Light("a", Day(day))} = {Text(light)}";
        if (filter.Mark == AreaFilter.WithObstacle) yield return "a.open_obstacles > 0";
        if (filter.Mark == AreaFilter.WithoutMilestone) yield return "a.milestones_reached = 0";
        foreach (var word in (filter.Q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            yield return $"concat_ws(E'\\n', a.code, a.name, a.progress, a.responsible_unit, array_to_string(a.labels, E'\\n'))"
                + $" ilike {Text($"%{Escaped(word)}%")}";
    }

    /// <summary>The sort keys of a list; the areas are <c>a</c>, what is due next <c>n</c>: see <see cref="NeedsNext"/>.</summary>
    public string Order(AreaOrder order, DateOnly day)
    {
        const string code = "a.code collate \"C\"";
        string Position(IEnumerable<string> among, string value) => $"array_position({Texts([.. among])}, {value})";
        var kinds = Position(RenewalKind.All.Select(kind => kind.Code), "a.kind");
        var direction = order.Descending ? " desc" : "";
        string Pinyin(string text) => $"{text} collate {TimelineSchema.Pinyin}";
        string Blank(string value) => $"{value} is null, {value}{direction}, {code}";
        return order.By switch
        {
            AreaSort.KindAndCode => $"{kinds}{direction}, {code}",
            AreaSort.Name => $"{Pinyin("a.name")}{direction}, {code}{direction}",
            AreaSort.Code => code + direction,
            AreaSort.Labels => Blank(Pinyin("nullif(array_to_string(a.labels, '、'), '')")),
            AreaSort.Stage => Blank(Position(Stage.All.Select(stage => stage.Code), "a.stage")),
            AreaSort.Since => Blank("a.stage_since"),
            AreaSort.Light => $"coalesce({Position(Lights.All, Light("a", Day(day)))}, -1){direction}, {code}",
            AreaSort.Progress => Blank(Pinyin("nullif(a.progress, '')")),
            AreaSort.Milestones => $"a.milestones_reached * 1000 / greatest(1, a.milestones_required){direction}, {code}",
            AreaSort.NextDue => Blank("n.due_on"),
            AreaSort.NextMilestone => Blank(Position(order.Names!, "n.milestone")),
            AreaSort.WorstFirst => Worst(Day(day)) + $", {code}",
            _ => throw new ArgumentOutOfRangeException(nameof(order), order.By, "No such order."),
        };
    }

    public string Page(long offset, int limit) =>
        $"limit {Parameter((long)limit, NpgsqlDbType.Bigint)} offset {Parameter(offset, NpgsqlDbType.Bigint)}";

    public static bool NeedsNext(AreaOrder order) => order.By is AreaSort.NextDue or AreaSort.NextMilestone;

    /// <summary>What is due next in each area, as <see cref="Deadline.Next"/> has it.</summary>
    public string Next(DateOnly day)
    {
        var on = Day(day);
        return $"""
            left join (
              select distinct on (d.area) d.area, d.due_on, d.milestone from {On(AreaTables.Deadlines, day)} d
              where not d.reached and (d.due_on >= {on} or d.applies)
              order by d.area, case when {Late("d", on)} then 0 when d.due_on >= {on} then 1 else 2 end, d.due_on) n on n.area = a.area
            """;
    }

    public static string Late(string deadlines, string day) =>
        $"""
        ({deadlines}.due_on < {day}
         and ({deadlines}.type = 'plan' or {deadlines}.type = 'clock' and {deadlines}.verified and {deadlines}.applies))
        """;

    private static string Worst(string on) =>
        $"""
        case when a.status = 'terminated' or a.stage = 'completed' then 4 when {on} >= a.clock_late_from then 0
          when {on} >= a.plan_late_from then 1 when a.status = 'suspended' or a.open_obstacles > 0
          or {on} >= a.due_soonest - {Lights.WarningDays} then 2 else 3 end,
        case when {on} >= a.clock_late_from then a.clock_late_from
          when {on} >= a.plan_late_from then a.plan_late_from else a.due_soonest end
        """;

    private static string Escaped(string word) => word.Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    private string Texts(string[] values) => Parameter(values, NpgsqlDbType.Array | NpgsqlDbType.Text);
}
