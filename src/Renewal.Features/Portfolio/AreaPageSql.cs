using NpgsqlTypes;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Features.Timelines;

namespace Renewal.Features.Portfolio;

/// <content>Pages of a list and their orders.</content>
internal sealed partial class AreaSql
{
    /// <summary>
    /// The areas of a page. Which they are is asked of few columns, so that an index alone can tell, however many areas are passed over;
    /// only those of the page are then read whole.
    /// </summary>
    /// <param name="page">Null for all areas.</param>
    public string Areas(string columns, AreaOrder order, DateOnly day, AreaFilter? filter, (long Offset, int Limit)? page)
    {
        var (where, next) = (Where(filter, day), NeedsNext(order) ? Next(day) : "");
        if (page is not { } cut)
            return $"select {columns} from {On(AreaTables.Areas, day)} a {next} where {where} order by {Order(order, day)}";
        return $"""
            select {columns} from unnest(array(
              select a.area from {First(order, day, where, cut.Offset + cut.Limit)} a {next} where {where} order by {Order(order, day)}
              {Page(cut.Offset, cut.Limit)})) with ordinality p(area, place)
            cross join lateral ({OnOf("p.area", day)}) a order by p.place
            """;
    }

    /// <summary>The row of one area that holds on a day, found without reading those of its past.</summary>
    /// <param name="area">An id, as SQL has it.</param>
    public string OnOf(string area, DateOnly day)
    {
        var from = $"select * from {AreaTables.Areas.QualifiedName} where area = {area}";
        // As known now the stretches of an area do not overlap: the last that began is the one.
        return knownAt is { } instant ? $"{from} and known @> {Instant(instant)} and valid @> {Day(day)}"
            : $"{from} and {TimelineSchema.KnownNow} and lower(valid) <= {Day(day)} order by lower(valid) desc limit 1";
    }

    /// <summary>How many areas there are.</summary>
    public string Total(DateOnly day, AreaFilter? filter)
    {
        var where = Where(filter, day);
        // With a condition, codes are counted: without any column, rows of past knowledge would be read from the index of the exclusion
        // constraint, which the planner takes for cheap although its first column is the stream (450 ms instead of 120 at 20,000 areas).
        var counted = where == "true" ? "*" : "a.code";
        return $"select count({counted})::int from {On(AreaTables.Areas, day)} a where {where}";
    }

    /// <summary>
    /// The area rows that hold on a day and come first in an order, as a relation. Each of the two parts is cut off by itself, so that the
    /// first is read from the index of the order no further than asked.
    /// </summary>
    /// <param name="rows">How many, skipped ones included.</param>
    private string First(AreaOrder order, DateOnly day, string where, long rows)
    {
        if (knownAt is not null || NeedsNext(order)) return On(AreaTables.Areas, day);
        var (table, first) = (AreaTables.Areas.QualifiedName, $"order by {Order(order, day)} limit {Number(rows)}");
        return $"""
            ((select * from {table} a where {TimelineSchema.Current} and lower(a.valid) <= {Day(day)} and {where} {first})
             union all (select * from {table} a where {TimelineSchema.PastHolding(Day(day))} and {where} {first}))
            """;
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

    public string Page(long offset, int limit) => $"limit {Number(limit)} offset {Number(offset)}";

    /// <summary>Whether an index gives the order, so that a plan for any day is as good as one for the day asked.</summary>
    public bool InIndexedOrder(AreaOrder order) => knownAt is null && order.By is AreaSort.Code or AreaSort.Name;

    private string Number(long value) => Parameter(value, NpgsqlDbType.Bigint);

    private static bool NeedsNext(AreaOrder order) => order.By is AreaSort.NextDue or AreaSort.NextMilestone;

    /// <summary>What is due next in each area, as <see cref="Deadline.Next"/> has it.</summary>
    private string Next(DateOnly day)
    {
        var on = Day(day);
        return $"""
            left join (
              select distinct on (d.area) d.area, d.due_on, d.milestone from {On(AreaTables.Deadlines, day)} d
              where not d.reached and (d.due_on >= {on} or d.applies)
              order by d.area, case when {Late("d", on)} then 0 when d.due_on >= {on} then 1 else 2 end, d.due_on) n on n.area = a.area
            """;
    }

    private static string Worst(string on) =>
        $"""
        case when a.status = 'terminated' or a.stage = 'completed' then 4 when {on} >= a.clock_late_from then 0
          when {on} >= a.plan_late_from then 1 when a.status = 'suspended' or a.open_obstacles > 0 or a.unconfirmed > 0
          or {on} >= a.due_soonest - {Lights.WarningDays} then 2 else 3 end,
        case when {on} >= a.clock_late_from then a.clock_late_from
          when {on} >= a.plan_late_from then a.plan_late_from else a.due_soonest end
        """;
}
