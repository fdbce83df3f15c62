using NpgsqlTypes;
using Renewal.Domain.Access;
using Renewal.Features.Time;
using Renewal.Features.Timelines;

namespace Renewal.Features.Portfolio;

public sealed partial class PortfolioQueries
{
    /// <summary>What changed between two days, as known at one instant.</summary>
    public async Task<PortfolioChanges> ChangesAsync(Actor actor, DateOnly from, DateOnly to, DateTimeOffset? knownAt, CancellationToken ct)
    {
        await using var read = await OpenAsync(ct);
        var (then, now) = (await TotalAsync(read, actor, new Moment(from, knownAt), null, ct),
            await TotalAsync(read, actor, new Moment(to, knownAt), null, ct));
        var moves = await MovesAsync(read, actor, from, to, knownAt, ct);
        var obstacles = await ObstaclesAsync(read, actor, from, to, knownAt, ct);
        var changes = await ChangedAsync(read, actor, from, to, knownAt, moves, obstacles, ct);
        return new PortfolioChanges(from, to, knownAt, then, now, changes);
    }

    private static async Task<List<AreaChange>> ChangedAsync(
        PortfolioSnapshot read, Actor actor, DateOnly from, DateOnly to, DateTimeOffset? knownAt, ILookup<Guid, MilestoneMove> moves,
        Dictionary<Guid, (int Raised, int Resolved)> obstacles, CancellationToken ct)
    {
        var sql = new AreaSql(actor, knownAt);
        var others = sql.Parameter(moves.Select(area => area.Key).Concat(obstacles.Keys).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);
        // As known now, a covering index has all that is compared; only the names of the areas that changed are read from their rows.
        // Offset 0: names are looked up after the comparison; the planner expects nearly all areas to change and may do it before.
        var (compared, named) = knownAt is null
            ? ("", $"cross join lateral ({sql.OnOf("c.area", to)}) n")
            : (", a.name, a.source", "cross join lateral (select c.name, c.source) n");
        await using var reader = await read.AskAsync(ct, sql.Command(
            $"""
            select c.area, c.code, n.name, c.kind, c.added, c.stage_then, c.stage, c.status_then, c.status, c.light_then, c.light,
                   n.source is not null and c.stage is not null and (c.added or c.stage_then is null)
            from (
              select * from (
                select a.area, a.code, a.kind, b.area is null as added,
                       b.stage as stage_then, a.stage, b.status as status_then, a.status,
                       {AreaSql.Light("b", sql.Day(from))} as light_then, {AreaSql.Light("a", sql.Day(to))} as light{compared}
                from {sql.On(AreaTables.Areas, to)} a left join {sql.On(AreaTables.Areas, from)} b on b.area = a.area
                where {sql.Visible("a")}) d
              where d.added or d.stage_then is distinct from d.stage or d.status_then is distinct from d.status
                or (case when not d.added then d.light_then end) is distinct from d.light or d.area = any ({others})
              offset 0) c {named}
            order by c.code collate "C"
            """));
        var changes = new List<AreaChange>();
        while (await reader.ReadAsync(ct))
        {
            var (area, added) = (reader.GetGuid(0), reader.GetBoolean(4));
            var moved = obstacles.GetValueOrDefault(area);
            changes.Add(new AreaChange(
                reader.GetString(1), reader.GetString(2), reader.GetString(3), added, reader.TextOrNull(5), reader.TextOrNull(6),
                reader.TextOrNull(7), reader.TextOrNull(8), added ? null : reader.TextOrNull(9), reader.TextOrNull(10),
                reader.GetBoolean(11), [.. moves[area]],
                moved.Raised, moved.Resolved));
        }

        return changes;
    }

    /// <summary>Milestones recorded between the days, and those that an ending reopened.</summary>
    private static async Task<ILookup<Guid, MilestoneMove>> MovesAsync(
        PortfolioSnapshot read, Actor actor, DateOnly from, DateOnly to, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var sql = new AreaSql(actor, knownAt);
        await using var reader = await read.AskAsync(ct, sql.Command(
            $"""
            select m.area, m.milestone, m.reached_on, m.standing, m.ending
            from {sql.On(AreaTables.Milestones, to)} m
            where lower(m.valid) > {sql.Day(from)} and not exists (
              select from {sql.On(AreaTables.Milestones, from)} b
              where b.area = m.area and b.milestone = m.milestone and b.standing = m.standing
                and case m.standing when 'earlier' then b.entry = m.entry else b.event_id = m.event_id end)
            order by m.reached_on nulls first, m.standing, m.milestone collate "C"
            """));
        var moves = new List<(Guid Area, MilestoneMove Move)>();
        while (await reader.ReadAsync(ct))
        {
            var what = reader.GetString(3) == "reached" ? "reached" : reader.GetBoolean(4) ? "ended-otherwise" : "reopened";
            moves.Add((reader.GetGuid(0), new MilestoneMove(reader.GetString(1), reader.DayOrNull(2), what)));
        }

        return moves.ToLookup(move => move.Area, move => move.Move);
    }

    private static async Task<Dictionary<Guid, (int Raised, int Resolved)>> ObstaclesAsync(
        PortfolioSnapshot read, Actor actor, DateOnly from, DateOnly to, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var sql = new AreaSql(actor, knownAt);
        var since = sql.Day(from);
        await using var reader = await read.AskAsync(ct, sql.Command(
            $"""
            select o.area, (count(*) filter (where o.raised_on > {since}))::int, (count(*) filter (where o.resolved_on > {since}))::int
            from {sql.On(AreaTables.Obstacles, to)} o where o.raised_on > {since} or o.resolved_on > {since} group by o.area
            """));
        var moved = new Dictionary<Guid, (int, int)>();
        while (await reader.ReadAsync(ct)) moved.Add(reader.GetGuid(0), (reader.GetInt32(1), reader.GetInt32(2)));
        return moved;
    }
}
