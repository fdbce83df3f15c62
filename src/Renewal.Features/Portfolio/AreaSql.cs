using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Renewal.Domain.Access;
using Renewal.Features.Store;
using Renewal.Features.Timelines;

namespace Renewal.Features.Portfolio;

/// <summary>
/// Parts of the queries on the bitemporal tables: which rows are valid, which of them an actor may see, filters and orders.
/// </summary>
/// <param name="knownAt">What was known at an instant; null for what is known now.</param>
internal sealed partial class AreaSql(Actor actor, DateTimeOffset? knownAt)
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

    private string Instant(DateTimeOffset instant) => Parameter(instant.ToUniversalTime(), NpgsqlDbType.TimestampTz);

    public NpgsqlBatchCommand Command(string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
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
               where known @> {Instant(instant)} and valid @> {on})
              """
            : $"""
              (select * from {table.QualifiedName} where {TimelineSchema.Current} and lower(valid) <= {on}
               union all select * from {table.QualifiedName} where {TimelineSchema.PastHolding(on)})
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
        $"{RenewalStore.Schema}.light_on({day}, {areas}.status, {areas}.stage, {areas}.open_obstacles, {areas}.unconfirmed,"
        + $" {areas}.clock_late_from, {areas}.plan_late_from, {areas}.due_soonest)";

    public string Where(AreaFilter? filter, DateOnly day) => filter is { } asked && !CanBeStored(asked)
        ? "false" : string.Join(" and ", Conditions(filter ?? new AreaFilter(), day).Prepend(Visible("a")));

    // PostgreSQL stores no text with a NUL or half a surrogate pair, so no stored text can equal one.
    private static bool CanBeStored(AreaFilter filter) =>
        ((string?[])[filter.Stage, filter.Kind, filter.Status, filter.Label, filter.Jurisdiction, filter.Light, filter.Q])
        .All(text => text is null || (!text.Contains('\0', StringComparison.Ordinal) && string.Concat(text.EnumerateRunes()) == text));

    private IEnumerable<string> Conditions(AreaFilter filter, DateOnly day)
    {
        string Text(string value) => Parameter(value, NpgsqlDbType.Text);
        if (filter.Stage is AreaFilter.StageUnknown) yield return "a.stage is null";
        else if (filter.Stage is { Length: > 0 } stage) yield return $"a.stage = {Text(stage)}";
        if (filter.Kind is { Length: > 0 } kind) yield return $"a.kind = {Text(kind)}";
        if (filter.Status is { Length: > 0 } status) yield return $"a.status = {Text(status)}";
        if (filter.Label is { Length: > 0 } label) yield return $"{Text(label)} = any (a.labels)";
        if (filter.Jurisdiction is { Length: > 0 } jurisdiction) yield return $"starts_with(a.jurisdiction, {Text(jurisdiction)})";
        if (filter.Light is { Length: > 0 } light) yield return $"{Light("a", Day(day))} = {Text(light)}";
        if (filter.Mark == AreaFilter.WithObstacle) yield return "a.open_obstacles > 0";
        if (filter.Mark == AreaFilter.WithoutMilestone) yield return "a.milestones_reached = 0";
        if (filter.Mark == AreaFilter.BasicallyFinished) yield return "a.stage_basically_finished";
        if (filter.Mark == AreaFilter.WithContradiction)
            yield return $"a.area in (select c.area from {On(AreaTables.Contradictions, day)} c)";
        foreach (var word in (filter.Q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            yield return $"concat_ws(E'\\n', a.code, a.name, a.progress, a.responsible_unit, array_to_string(a.labels, E'\\n'))"
                + $" ilike {Text($"%{Escaped(word)}%")}";
    }

    public static string Late(string deadlines, string day) =>
        $"""
        ({deadlines}.due_on < {day}
         and {deadlines}.applies and ({deadlines}.type = 'plan' or {deadlines}.type = 'clock' and {deadlines}.verified))
        """;

    private static string Escaped(string word) => word.Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    private string Texts(string[] values) => Parameter(values, NpgsqlDbType.Array | NpgsqlDbType.Text);
}
