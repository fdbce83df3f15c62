using Marten;
using Renewal.Domain.Access;
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
        var all = await AreasAsync(read, actor, moment, filter, AreaOrder.Default, null, false, ct);
        return PortfolioView.Of(moment, counts, all.Areas);
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
        return await AreasAsync(
            read, actor, moment, filter, order, pageSize is { } size ? ((page - 1L) * size, size) : null, pageSize is not null, ct);
    }

    /// <summary>The areas of a page without how many there are in all, for measuring.</summary>
    internal async Task<IReadOnlyList<AreaSummary>> RowsAsync(
        Actor actor, Moment moment, AreaOrder order, int page, int pageSize, CancellationToken ct)
    {
        await using var read = await OpenAsync(ct);
        return (await AreasAsync(read, actor, moment, null, order, ((page - 1L) * pageSize, pageSize), false, ct)).Areas;
    }

    /// <summary>Labels and jurisdictions of the areas recorded on that day, for filters.</summary>
    public async Task<(IReadOnlyList<string> Labels, IReadOnlyList<string> Jurisdictions)> ChoicesAsync(
        Actor actor, Moment moment, CancellationToken ct)
    {
        await using var read = await OpenAsync(ct);
        var sql = new AreaSql(actor, moment.KnownAt);
        await using var reader = await read.AskAsync(ct, sql.Command(
            $"""
            with areas as (select a.labels, a.jurisdiction from {sql.On(AreaTables.Areas, moment.On)} a where {sql.Visible("a")})
            select array(select distinct label collate "C" from areas, unnest(labels) label order by 1),
                   array(select distinct jurisdiction collate "C" from areas order by 1)
            """));
        await reader.ReadAsync(ct);
        return (reader.GetFieldValue<string[]>(0), reader.GetFieldValue<string[]>(1));
    }

    private static async Task<IReadOnlyList<PortfolioCount>> CountAsync(
        PortfolioSnapshot read, Actor actor, Moment moment, AreaFilter? filter, CancellationToken ct)
    {
        var sql = new AreaSql(actor, moment.KnownAt);
        await using var reader = await read.AskAsync(ct, sql.Command(
            $"""
            select a.kind, a.stage, a.jurisdiction, a.status, {AreaSql.Light("a", sql.Day(moment.On))}, count(*)::int,
                   (count(*) filter (where a.open_obstacles > 0))::int, (count(*) filter (where a.milestones_reached = 0))::int,
                   (count(*) filter (where a.stage_basically_finished))::int,
                   (count(*) filter (where a.area in (select c.area from {sql.On(AreaTables.Contradictions, moment.On)} c)))::int
            from {sql.On(AreaTables.Areas, moment.On)} a where {sql.Where(filter, moment.On)} group by 1, 2, 3, 4, 5
            """));
        var counts = new List<PortfolioCount>();
        while (await reader.ReadAsync(ct))
            counts.Add(new PortfolioCount(
                reader.GetString(0), reader.TextOrNull(1), reader.GetString(2), reader.GetString(3), reader.TextOrNull(4),
                reader.GetInt32(5), reader.GetInt32(6), reader.GetInt32(7), reader.GetInt32(8),
                reader.GetInt32(9)));
        return counts;
    }

    private static async Task<int> TotalAsync(PortfolioSnapshot read, Actor actor, Moment moment, AreaFilter? filter, CancellationToken ct)
    {
        var sql = new AreaSql(actor, moment.KnownAt);
        await using var reader = await read.AskAsync(ct, sql.Command(sql.Total(moment.On, filter)));
        await reader.ReadAsync(ct);
        return reader.GetInt32(0);
    }

    private Task<PortfolioSnapshot> OpenAsync(CancellationToken ct) =>
        PortfolioSnapshot.OpenAsync(store.Storage.Database.CreateConnection(), ct);
}
