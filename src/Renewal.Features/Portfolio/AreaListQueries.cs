using Npgsql;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Features.Store;
using Renewal.Features.Time;
using Renewal.Features.Timelines;

namespace Renewal.Features.Portfolio;

public sealed partial class PortfolioQueries
{
    /// <summary>Two round trips: which areas and how many, then what belongs to them.</summary>
    /// <param name="counted">Whether the total is asked for; else it is that of the areas found.</param>
    private static async Task<AreaListPage> AreasAsync(
        PortfolioSnapshot read, Actor actor, Moment moment, AreaFilter? filter, AreaOrder order, (long Offset, int Limit)? page,
        bool counted, CancellationToken ct)
    {
        var (rows, total) = (new List<(Guid Id, AreaRow Row)>(), (int?)null);
        var sql = new AreaSql(actor, moment.KnownAt);
        List<NpgsqlBatchCommand> commands = [sql.Command(sql.Areas(Columns, order, moment.On, filter, page))];
        var count = new AreaSql(actor, moment.KnownAt);
        if (counted) commands.Add(count.Command(count.Total(moment.On, filter)));
        await using (var reader = page is not null && !counted && sql.InIndexedOrder(order)
            ? await read.FindAsync(ct, [.. commands]) : await read.AskAsync(ct, [.. commands]))
        {
            while (await reader.ReadAsync(ct)) rows.Add((reader.GetGuid(0), TimelineReader.Area(reader, 1)));
            if (counted && await reader.NextResultAsync(ct) && await reader.ReadAsync(ct)) total = reader.GetInt32(0);
        }

        return new AreaListPage(rows.Count == 0 ? [] : await SummariesAsync(read, rows, moment, ct), total ?? rows.Count);
    }

    private static async Task<IReadOnlyList<AreaSummary>> SummariesAsync(
        PortfolioSnapshot read, List<(Guid Id, AreaRow Row)> areas, Moment moment, CancellationToken ct)
    {
        var ids = areas.Select(area => area.Id).ToArray();
        await using var reader = await read.FindAsync(
            ct, Of(AreaTables.Deadlines, ids, moment, "not reached"), Of(AreaTables.Obstacles, ids, moment, "resolved_on is null"),
            Versions(ids, moment.KnownAt));
        var deadlines = await RowsAsync(reader, TimelineReader.Deadline, ct);
        await reader.NextResultAsync(ct);
        var obstacles = await RowsAsync(reader, TimelineReader.Obstacle, ct);
        await reader.NextResultAsync(ct);
        var versions = new Dictionary<Guid, long>();
        while (await reader.ReadAsync(ct)) versions.Add(reader.GetGuid(0), reader.GetInt64(1));
        return [.. areas.Select(area => AreaSummary.Of(
            area.Id, area.Row, versions.GetValueOrDefault(area.Id), deadlines[area.Id], obstacles[area.Id], moment))];
    }

    private static async Task<ILookup<Guid, TRow>> RowsAsync<TRow>(
        NpgsqlDataReader reader, Func<NpgsqlDataReader, int, TRow> row, CancellationToken ct)
    {
        var rows = new List<(Guid Area, TRow Row)>();
        while (await reader.ReadAsync(ct)) rows.Add((reader.GetGuid(0), row(reader, 1)));
        return rows.ToLookup(found => found.Area, found => found.Row);
    }

    /// <summary>The rows of another table for some areas.</summary>
    private static NpgsqlBatchCommand Of(TimelineTable table, Guid[] areas, Moment moment, string where)
    {
        var known = moment.KnownAt is null ? TimelineSchema.KnownNow : "known @> $3";
        return Asking(
            $"select area, {table.ColumnNames} from {table.QualifiedName} where area = any ($1) and {known} and valid @> $2 and {where}",
            areas, new NpgsqlParameter<DateOnly> { TypedValue = moment.On }, moment.KnownAt);
    }

    // The version is not part of a row: most events change some tables only. What counts is the last event before the first later one.
    private static NpgsqlBatchCommand Versions(Guid[] areas, DateTimeOffset? knownAt) => Asking(
        knownAt is null
            ? $"select id, version from {RenewalStore.Schema}.mt_streams where id = any ($1)"
            : $"""
              select stream_id, coalesce(min(version) filter (where timestamp > $2) - 1, max(version))
              from {RenewalStore.Schema}.mt_events where stream_id = any ($1) group by 1
              """,
        areas, null, knownAt);

    private static NpgsqlBatchCommand Asking(string sql, Guid[] areas, NpgsqlParameter? day, DateTimeOffset? knownAt)
    {
        var command = new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = areas } } };
        if (day is not null) command.Parameters.Add(day);
        if (knownAt is { } instant) command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = instant.ToUniversalTime() });
        return command;
    }
}
