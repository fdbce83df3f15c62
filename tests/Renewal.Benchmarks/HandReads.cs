using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using Renewal.Domain.Access;

namespace Renewal.Benchmarks;

/// <summary>
/// The same questions in SQL written by hand over the same tables, each in one round trip where the answer allows it. The answers are
/// written as <see cref="Portfolio"/> writes ours, and must be equal.
/// </summary>
internal sealed class HandReads(NpgsqlDataSource source)
{
    private const string Light =
        "renewal.light_on({0}, {1}.status, {1}.stage, {1}.open_obstacles, {1}.unconfirmed, {1}.clock_late_from, {1}.plan_late_from,"
        + " {1}.due_soonest)";

    private const string Late = "(d.due_on < $1 and d.applies and (d.type = 'plan' or d.type = 'clock' and d.verified))";

    private static readonly CompositeFormat LightFormat = CompositeFormat.Parse(Light);

    public Task<string> CountsAsync(Actor actor, Asked asked) => ReadAsync(asked, async read =>
    {
        var (total, counts) = (0, new Dictionary<string, int>());
        await read(
            $"""
            select a.kind, a.stage, a.jurisdiction, a.status, {LightOn("$1", "a")}, count(*)::int,
              (count(*) filter (where a.open_obstacles > 0))::int, (count(*) filter (where a.milestones_reached = 0))::int
            from {Holds("area_timeline", "$1", asked)} a where {Seen(actor, asked)} group by 1, 2, 3, 4, 5
            """, row =>
            {
                total += row.GetInt32(5);
                if (row.IsDBNull(1)) return;
                var key = $"{row.GetString(0)}/{row.GetString(1)}";
                counts[key] = counts.GetValueOrDefault(key) + row.GetInt32(5);
            });
        return $"{total}; " + string.Join(' ', counts.Select(count => $"{count.Key}={count.Value}").Order(StringComparer.Ordinal));
    });

    public Task<string> WorstAsync(Actor actor, Asked asked) => ReadAsync(asked, async read =>
    {
        var (areas, ids, total) = (new List<string>(), new List<Guid>(), 0);
        // Of a past state of knowledge the version is that of the last event before the first later one.
        var version = asked.KnownAt is null
            ? "(select s.version from renewal.mt_streams s where s.id = p.area)"
            : "(select coalesce(min(e.version) filter (where e.timestamp > $3) - 1, max(e.version)) from renewal.mt_events e"
                + " where e.stream_id = p.area)";
        await read(
            $"""
            select p.*, {version}, (select count(*) from {Holds("area_timeline", "$1", asked)} a where {Seen(actor, asked)})::int from (
              select a.area, a.code, {LightOn("$1", "a")}, a.name, a.kind, a.jurisdiction, a.labels, a.status, a.stage, a.stage_since,
                a.progress, a.progress_as_of, a.milestones_reached, a.milestones_required, a.open_obstacles, a.responsible_unit, a.officer
              from {Holds("area_timeline", "$1", asked)} a where {Seen(actor, asked)}
              order by case when a.status = 'terminated' or a.stage = 'completed' then 4 when $1 >= a.clock_late_from then 0
                  when $1 >= a.plan_late_from then 1
                  when a.status = 'suspended' or a.open_obstacles > 0 or a.unconfirmed > 0 or $1 >= a.due_soonest - 30 then 2 else 3 end,
                case when $1 >= a.clock_late_from then a.clock_late_from when $1 >= a.plan_late_from then a.plan_late_from
                  else a.due_soonest end, a.code collate "C"
              limit {Portfolio.PageSize}) p
            """, row =>
            {
                ids.Add(row.GetGuid(0));
                total = row.GetInt32(18);
                areas.Add($"{row.GetString(1)}@{row.GetInt64(17)}:{(row.IsDBNull(2) ? "" : row.GetString(2))}");
            });
        // What is due, and obstacles, for what is due next and the reasons of a light.
        string Of(string table, string where) => $"""
            select * from renewal.{table} where area = any (array['{string.Join("','", ids)}']::uuid[])
            and {(asked.KnownAt is null ? "upper(known) is null" : "known @> $3")} and valid @> $1 and {where}
            """;
        if (ids.Count > 0) await read(Of("deadline_timeline", "not reached"), _ => { });
        if (ids.Count > 0) await read(Of("obstacle_timeline", "resolved_on is null"), _ => { });
        return $"{total}; {string.Join(' ', areas)}";
    });

    public Task<string> DeadlinesAsync(Actor actor, Asked asked) => ReadAsync(asked, async read =>
    {
        var from = $"""
            from {Holds("deadline_timeline", "$1", asked)} d join {Holds("area_timeline", "$1", asked)} a on a.area = d.area
            where not d.reached and (d.due_on >= $1 or d.applies) and {Seen(actor, asked)}
            """;
        var (dues, total) = (new List<string>(), 0);
        await read(
            $"""
            select * from (select a.code, d.milestone, d.due_on, a.name, a.kind, a.regime, a.catalogue_version, d.type, d.rule, d.from_on,
              d.provisional, d.verified, d.applies, {Late} as late {from} offset 0) shown
            order by late desc, due_on, code collate "C", milestone collate "C", type, rule limit {Portfolio.PageSize}
            """, row => dues.Add($"{row.GetString(0)}/{row.GetString(1)}/{row.GetFieldValue<DateOnly>(2):O}"));
        await read($"select count(*)::int {from}", row => total = row.GetInt32(0));
        return $"{total}; {string.Join(' ', dues)}";
    });

    public Task<string> MatrixAsync(Actor actor, Asked asked) => ReadAsync(asked, async read =>
    {
        var (milestones, moved, obstacles) = (new Dictionary<Guid, int>(), new HashSet<Guid>(), new HashSet<Guid>());
        await read(
            $"""
            select m.area, m.milestone, m.reached_on, m.standing, m.ending from {Holds("milestone_timeline", "$1", asked)} m
            where lower(m.valid) > $2 and not exists (
              select from {Holds("milestone_timeline", "$2", asked)} b where b.area = m.area and b.milestone = m.milestone
                and b.standing = m.standing and case m.standing when 'earlier' then b.entry = m.entry else b.event_id = m.event_id end)
            order by m.reached_on nulls first, m.standing, m.milestone collate "C"
            """, row => milestones[row.GetGuid(0)] = milestones.GetValueOrDefault(row.GetGuid(0)) + 1);
        await read(
            $"select o.area from {Holds("obstacle_timeline", "$1", asked)} o where o.raised_on > $2 or o.resolved_on > $2",
            row => obstacles.Add(row.GetGuid(0)));
        moved.UnionWith(milestones.Keys);
        moved.UnionWith(obstacles);
        var (changes, then, now) = (new List<string>(), 0, 0);
        await read(
            $"""
            select (select count(*) from {Holds("area_timeline", "$2", asked)} a where {Seen(actor, asked)})::int,
              (select count(*) from {Holds("area_timeline", "$1", asked)} a where {Seen(actor, asked)})::int
            """, row => (then, now) = (row.GetInt32(0), row.GetInt32(1)));
        string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
        await read(
            $"""
            select a.area, a.code, b.stage, a.stage, {LightOn("$2", "b")}, {LightOn("$1", "a")}, b.status, a.status, b.area is null, a.name,
              a.kind
            from {Holds("area_timeline", "$1", asked)} a left join {Holds("area_timeline", "$2", asked)} b on b.area = a.area
            where {Seen(actor, asked)} order by a.code collate "C"
            """, row =>
            {
                var (id, added) = (row.GetGuid(0), row.GetBoolean(8));
                var (stageThen, stage, light) = (Text(row, 2), Text(row, 3), Text(row, 5));
                var lightThen = added ? null : Text(row, 4);
                if (added || stageThen != stage || lightThen != light || Text(row, 6) != Text(row, 7) || moved.Contains(id))
                    changes.Add($"{row.GetString(1)}:{stageThen}>{stage}/{lightThen}>{light}/{milestones.GetValueOrDefault(id)}");
            });
        return $"{then} {now}; {string.Join(' ', changes)}";
    });

    private async Task<string> ReadAsync(Asked asked, Func<Func<string, Action<NpgsqlDataReader>, Task>, Task<string>> ask)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        return await ask(async (sql, take) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            command.Parameters.Add(new NpgsqlParameter { Value = asked.On, NpgsqlDbType = NpgsqlDbType.Date });
            command.Parameters.Add(new NpgsqlParameter { Value = asked.From, NpgsqlDbType = NpgsqlDbType.Date });
            if (asked.KnownAt is { } at)
                command.Parameters.Add(new NpgsqlParameter { Value = at, NpgsqlDbType = NpgsqlDbType.TimestampTz });
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) take(reader);
        });
    }

    private static string Holds(string table, string day, Asked asked) => asked.KnownAt is not null
        ? $"(select * from renewal.{table} where known @> $3 and valid @> {day})"
        : $"""
          (select * from renewal.{table} where upper(known) is null and upper(valid) is null and lower(valid) <= {day}
           union all select * from renewal.{table} where upper(known) is null and upper(valid) > {day} and lower(valid) <= {day})
          """;

    private static string Seen(Actor actor, Asked asked) => actor.CanSee(Jurisdiction.Everywhere) ? "true"
        : asked.KnownAt is null ? $"a.jurisdiction like '{actor.Jurisdictions[0]}%'"
        : $"""
          a.area in (select area from renewal.area_timeline
            where upper(known) is null and upper(valid) is null and jurisdiction like '{actor.Jurisdictions[0]}%')
          """;

    private static string LightOn(string day, string areas) => string.Format(CultureInfo.InvariantCulture, LightFormat, day, areas);
}
