using System.Data;
using Marten;
using Npgsql;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Features.Store;
using Renewal.Features.Time;
using Renewal.Features.Timelines;

namespace Renewal.Features.Portfolio;

/// <summary>Some of the areas of a list.</summary>
/// <param name="Total">How many there are in all.</param>
public sealed record AreaListPage(IReadOnlyList<AreaSummary> Areas, int Total);

/// <summary>
/// Lists, counts, comparisons and deadlines of all areas an actor may see, for any day and as known at any instant: SQL over the
/// bitemporal tables. Those are written in the transaction of each event, so every write is visible here at once.
/// </summary>
public sealed partial class PortfolioQueries(IDocumentStore store)
{
    private static readonly string Columns = "a.area, " + AreaTables.Areas.Listed("a");

    /// <summary>Counts by stage, kind, jurisdiction, light and status, and all areas counted.</summary>
    public async Task<PortfolioView> ViewAsync(Actor actor, Moment moment, AreaFilter? filter, CancellationToken ct)
    {
        await using var read = await OpenAsync(ct);
        var counts = await CountAsync(read, actor, moment, filter, ct);
        var areas = await AreasAsync(read, actor, moment, filter, AreaOrder.Default, null, ct);
        return PortfolioView.Of(moment, counts, areas);
    }

    /// <summary>The same without the areas.</summary>
    public async Task<PortfolioView> CountsAsync(Actor actor, Moment moment, AreaFilter? filter, CancellationToken ct)
    {
        await using var read = await OpenAsync(ct);
        return PortfolioView.Of(moment, await CountAsync(read, actor, moment, filter, ct), []);
    }

    /// <param name="page">From 1.</param>
    /// <param name="pageSize">Null for all.</param>
    public async Task<AreaListPage> ListAsync(
        Actor actor, Moment moment, AreaFilter? filter, AreaOrder order, int page, int? pageSize, CancellationToken ct)
    {
        await using var read = await OpenAsync(ct);
        var areas = await AreasAsync(read, actor, moment, filter, order, pageSize is { } size ? ((page - 1L) * size, size) : null, ct);
        var total = pageSize is null ? areas.Count : await TotalAsync(read, actor, moment, filter, ct);
        return new AreaListPage(areas, total);
    }

    /// <summary>The areas of a page without how many there are in all, for measuring.</summary>
    internal async Task<IReadOnlyList<AreaSummary>> RowsAsync(
        Actor actor, Moment moment, AreaOrder order, int page, int pageSize, CancellationToken ct)
    {
        await using var read = await OpenAsync(ct);
        return await AreasAsync(read, actor, moment, null, order, ((page - 1L) * pageSize, pageSize), ct);
    }

    /// <summary>Labels and jurisdictions of the areas recorded on that day, for filters.</summary>
    public async Task<(IReadOnlyList<string> Labels, IReadOnlyList<string> Jurisdictions)> ChoicesAsync(
        Actor actor, Moment moment, CancellationToken ct)
    {
        await using var read = await OpenAsync(ct);
        var sql = new AreaSql(actor, moment.KnownAt);
        await using var command = sql.Command(
            $"""
            with areas as (select a.labels, a.jurisdiction from {sql.On(AreaTables.Areas, moment.On)} a where {sql.Visible("a")})
            select array(select distinct label collate "C" from areas, unnest(labels) label order by 1),
                   array(select distinct jurisdiction collate "C" from areas order by 1)
            """, read.Connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetFieldValue<string[]>(0), reader.GetFieldValue<string[]>(1));
    }

    private static async Task<IReadOnlyList<PortfolioCount>> CountAsync(
        Read read, Actor actor, Moment moment, AreaFilter? filter, CancellationToken ct)
    {
        var sql = new AreaSql(actor, moment.KnownAt);
        await using var command = sql.Command(
            $"""
            select a.kind, a.stage, a.jurisdiction, a.status, {AreaSql.Light("a", sql.Day(moment.On))}, count(*)::int,
                   (count(*) filter (where a.open_obstacles > 0))::int, (count(*) filter (where a.milestones_reached = 0))::int
            from {sql.On(AreaTables.Areas, moment.On)} a where {sql.Where(filter, moment.On)} group by 1, 2, 3, 4, 5
            """, read.Connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var counts = new List<PortfolioCount>();
        while (await reader.ReadAsync(ct))
            counts.Add(new PortfolioCount(
                reader.GetString(0), reader.TextOrNull(1), reader.GetString(2), reader.GetString(3), reader.TextOrNull(4),
                reader.GetInt32(5), reader.GetInt32(6), reader.GetInt32(7)));
        return counts;
    }

    private static async Task<int> TotalAsync(Read read, Actor actor, Moment moment, AreaFilter? filter, CancellationToken ct)
    {
        var sql = new AreaSql(actor, moment.KnownAt);
        await using var command = sql.Command(
            $"select count(*)::int from {sql.On(AreaTables.Areas, moment.On)} a where {sql.Where(filter, moment.On)}", read.Connection);
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<IReadOnlyList<AreaSummary>> AreasAsync(
        Read read, Actor actor, Moment moment, AreaFilter? filter, AreaOrder order, (long Offset, int Limit)? page, CancellationToken ct)
    {
        var sql = new AreaSql(actor, moment.KnownAt);
        var (rows, where) = (new List<(Guid Id, AreaRow Row)>(), sql.Where(filter, moment.On));
        var holding = page is { } cut ? sql.First(order, moment.On, where, cut.Offset + cut.Limit) : sql.On(AreaTables.Areas, moment.On);
        await using (var command = sql.Command(
            $"""
            select {Columns} from {holding} a {(AreaSql.NeedsNext(order) ? sql.Next(moment.On) : "")}
            where {where} order by {sql.Order(order, moment.On)}
            {(page is { } some ? sql.Page(some.Offset, some.Limit) : "")}
            """, read.Connection))
        {
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct)) rows.Add((reader.GetGuid(0), TimelineReader.Area(reader, 1)));
        }

        if (rows.Count == 0) return [];
        var ids = rows.Select(row => row.Id).ToArray();
        var deadlines = await RowsAsync(read, AreaTables.Deadlines, moment, ids, "not reached", TimelineReader.Deadline, ct);
        var obstacles = await RowsAsync(read, AreaTables.Obstacles, moment, ids, "resolved_on is null", TimelineReader.Obstacle, ct);
        var versions = await VersionsAsync(read, ids, moment.KnownAt, ct);
        return [.. rows.Select(row => AreaSummary.Of(
            row.Id, row.Row, versions.GetValueOrDefault(row.Id), deadlines[row.Id], obstacles[row.Id], moment))];
    }

    /// <summary>The rows of another table for some areas.</summary>
    private static async Task<ILookup<Guid, TRow>> RowsAsync<TRow>(
        Read read, TimelineTable table, Moment moment, Guid[] areas, string where, Func<NpgsqlDataReader, int, TRow> row,
        CancellationToken ct)
    {
        var known = moment.KnownAt is null ? "upper_inf(known)" : "known @> $3";
        await using var command = new NpgsqlCommand(
            $"select area, {table.ColumnNames} from {table.QualifiedName} where area = any ($1) and {known} and valid @> $2 and {where}",
            read.Connection)
        { Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = areas }, new NpgsqlParameter<DateOnly> { TypedValue = moment.On } } };
        if (moment.KnownAt is { } instant)
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = instant.ToUniversalTime() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<(Guid Area, TRow Row)>();
        while (await reader.ReadAsync(ct)) rows.Add((reader.GetGuid(0), row(reader, 1)));
        return rows.ToLookup(found => found.Area, found => found.Row);
    }

    // The version is not part of a row: most events change some tables only. What counts is the last event before the first later one.
    private static async Task<Dictionary<Guid, long>> VersionsAsync(Read read, Guid[] areas, DateTimeOffset? knownAt, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            knownAt is null
                ? $"select id, version from {RenewalStore.Schema}.mt_streams where id = any ($1)"
                : $"""
                  select stream_id, coalesce(min(version) filter (where timestamp > $2) - 1, max(version))
                  from {RenewalStore.Schema}.mt_events where stream_id = any ($1) group by 1
                  """,
            read.Connection)
        { Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = areas } } };
        if (knownAt is { } instant) command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = instant.ToUniversalTime() });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var versions = new Dictionary<Guid, long>();
        while (await reader.ReadAsync(ct)) versions.Add(reader.GetGuid(0), reader.GetInt64(1));
        return versions;
    }

    private async Task<Read> OpenAsync(CancellationToken ct)
    {
        var connection = store.Storage.Database.CreateConnection();
        try
        {
            await connection.OpenAsync(ct);
            // One snapshot for all statements of a response, so that its parts agree.
            return new Read(connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private sealed record Read(NpgsqlConnection Connection, NpgsqlTransaction Transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Transaction.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }
}
