using Npgsql;
using Renewal.Domain.Access;
using Renewal.Features.Time;
using Renewal.Features.Timelines;

namespace Renewal.Features.Portfolio;

/// <summary>Filters of deadlines. Empty members do not filter.</summary>
/// <param name="Type"><see cref="Deadline.ClockType"/> or <see cref="Deadline.PlanType"/>.</param>
/// <param name="From">First day due.</param>
/// <param name="Until">Last day due.</param>
public sealed record DeadlineFilter(bool? Late = null, DateOnly? From = null, DateOnly? Until = null, string? Type = null);

/// <summary>How many deadlines there are of each sort.</summary>
/// <param name="Soon">Due on the day asked for or within a number of days after it.</param>
public sealed record DeadlineCounts(int All, int Late, int Soon, int Clocks, int Plans);

/// <param name="Total">How many there are in all.</param>
public sealed record DeadlinePage(IReadOnlyList<Deadline> Items, int Total);

public sealed partial class PortfolioQueries
{
    /// <summary>Deadlines: late ones first, then by due day.</summary>
    /// <param name="page">From 1.</param>
    /// <param name="pageSize">Null for all.</param>
    public async Task<DeadlinePage> DeadlinesAsync(
        Actor actor, Moment moment, AreaFilter? areas, DeadlineFilter? filter, int page, int? pageSize, CancellationToken ct)
    {
        await using var read = await OpenAsync(ct);
        var sql = new AreaSql(actor, moment.KnownAt);
        (long, int)? cut = pageSize is { } size ? ((page - 1L) * size, size) : null;
        List<NpgsqlBatchCommand> commands = [sql.Command(PageSql(sql, moment, areas, filter, cut))];
        if (pageSize is not null) commands.Add(CountSql(actor, moment, areas, filter, 0));
        await using var reader = await read.AskAsync(ct, [.. commands]);
        var (items, second) = (new List<Deadline>(), 1 + AreaTables.Areas.Columns.Length);
        while (await reader.ReadAsync(ct))
            items.Add(Deadline.Of(TimelineReader.Area(reader, 1), TimelineReader.Deadline(reader, second), moment));
        return new DeadlinePage(items, await reader.NextResultAsync(ct) ? (await CountsAsync(reader, ct)).All : items.Count);
    }

    // Which deadlines make the page is asked of few columns of the areas, so that an index alone tells them; only the areas of the page are
    // read whole. Offset 0: joined before anything is left out. Asked for the first fifty, the planner expected to find them soon and
    // compared each deadline with each of 20,000 areas.
    private static string PageSql(AreaSql sql, Moment moment, AreaFilter? areas, DeadlineFilter? filter, (long Offset, int Limit)? page)
    {
        static string Order(string code) => $"late desc, due_on, {code} collate \"C\", milestone collate \"C\", type, rule";
        var (table, from) = (AreaTables.Deadlines, Shown(sql, moment, areas, filter));
        var late = $"{AreaSql.Late("d", sql.Day(moment.On))} as late";
        if (page is not { } cut) return $"select {Columns}, {table.Listed("d")}, {late} {from} order by {Order("a.code")}";
        return $"""
            select {Columns}, {table.Listed("p")} from (
              select * from (select d.area, a.code as area_code, {table.Listed("d")}, {late} {from} offset 0) found
              order by {Order("area_code")} {sql.Page(cut.Offset, cut.Limit)}) p
            cross join lateral ({sql.OnOf("p.area", moment.On)}) a
            order by {Order("area_code")}
            """;
    }

    /// <param name="soonDays">What counts as soon.</param>
    public async Task<DeadlineCounts> CountDeadlinesAsync(Actor actor, Moment moment, int soonDays, CancellationToken ct)
    {
        await using var read = await OpenAsync(ct);
        await using var reader = await read.AskAsync(ct, CountSql(actor, moment, null, null, soonDays));
        return await CountsAsync(reader, ct);
    }

    private static NpgsqlBatchCommand CountSql(Actor actor, Moment moment, AreaFilter? areas, DeadlineFilter? filter, int soonDays)
    {
        var sql = new AreaSql(actor, moment.KnownAt);
        var on = sql.Day(moment.On);
        return sql.Command(
            $"""
            select count(*)::int, (count(*) filter (where {AreaSql.Late("d", on)}))::int,
                   (count(*) filter (where d.due_on between {on} and {sql.Day(moment.On.AddDays(soonDays))}))::int,
                   (count(*) filter (where d.type <> 'plan'))::int, (count(*) filter (where d.type = 'plan'))::int
            {Shown(sql, moment, areas, filter)}
            """);
    }

    private static async Task<DeadlineCounts> CountsAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
        await reader.ReadAsync(ct);
        return new DeadlineCounts(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4));
    }

    private static string Shown(AreaSql sql, Moment moment, AreaFilter? areas, DeadlineFilter? filter)
    {
        var on = sql.Day(moment.On);
        string Only(string? condition) => condition is null ? "" : $" and {condition}";
        return $"""
            from {sql.On(AreaTables.Deadlines, moment.On)} d join {sql.On(AreaTables.Areas, moment.On)} a on a.area = d.area
            where not d.reached and (d.due_on >= {on} or d.applies) and {sql.Where(areas, moment.On)}
            {Only(filter?.Late is { } late ? (late ? "" : "not ") + AreaSql.Late("d", on) : null)}
            {Only(filter?.From is { } from ? $"d.due_on >= {sql.Day(from)}" : null)}
            {Only(filter?.Until is { } until ? $"d.due_on <= {sql.Day(until)}" : null)}
            {Only(filter?.Type is { } type ? type == Deadline.PlanType ? "d.type = 'plan'" : "d.type <> 'plan'" : null)}
            """;
    }
}
