using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Renewal.Features.Store;

/// <summary>A view in which areas are missing, or stand at an earlier entry, although it should have them.</summary>
/// <param name="View">The name of its projection, as <c>renewal rebuild</c> takes it.</param>
/// <param name="Areas">Areas on file.</param>
/// <param name="Missing">Those the view does not have, or has no code for.</param>
/// <param name="Behind">Those it has as of an earlier entry.</param>
public sealed record ViewGap(string View, long Areas, long Missing, long Behind)
{
    /// <summary>It has none at all, as after a restore that left the view's table out.</summary>
    public bool Empty => Missing == Areas;
}

/// <summary>
/// Compares every view with the streams by number and version, without reading a document: a table that was lost and made again is empty,
/// and no query on it fails. What the daemon has not come to yet is not a gap.
/// </summary>
public sealed class ViewGaps(IDocumentStore store)
{
    private sealed record View(string Name, string Table, string? Progress, string? Keys);

    private readonly List<View> views = [.. Views(store)];

    private readonly string streamType = ((IEventRegistry)store.Options.Events).AggregateAliasFor(typeof(AreaCard));

    /// <summary>Names of all views, as <c>renewal rebuild</c> takes them.</summary>
    public IReadOnlyList<string> Names => [.. views.Select(view => view.Name)];

    /// <summary>Every view that has a gap. Costs one pass over the streams and each view's keys: some 30 ms for 40,000 areas.</summary>
    public async Task<IReadOnlyList<ViewGap>> LookAsync(CancellationToken ct)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        var gaps = new List<ViewGap>();
        foreach (var view in views) gaps.Add(await LookAsync(connection, view, ct));
        return [.. gaps.Where(gap => gap.Missing > 0 || gap.Behind > 0)];
    }

    private async Task<ViewGap> LookAsync(NpgsqlConnection connection, View view, CancellationToken ct)
    {
        // One statement, so one snapshot. The event a row ought to have next is looked up only where versions differ, and it tells a view
        // that lost something from a stream whose version was raised by hand.
        await using var command = new NpgsqlCommand(
            $"""
            with worked as (
              select case when $2::text is null then {long.MaxValue}
                else coalesce((select last_seq_id from {RenewalStore.Schema}.mt_event_progression where name = $2), 0) end as seq)
            select count(*), count(*) filter (where due.is_due and v.id is null {(view.Keys is null ? "" : "or k.stream_id is null")}),
                   count(*) filter (where due.is_due and v.id is not null)
            from worked cross join {RenewalStore.Schema}.mt_streams s
            left join {view.Table} v on v.id = s.id
            {(view.Keys is null ? "" : $"left join (select distinct stream_id from {view.Keys}) k on k.stream_id = s.id")}
            left join lateral (
              select true as is_due from {RenewalStore.Schema}.mt_events e
              where coalesce(v.mt_version, 0) < s.version and e.stream_id = s.id and e.version = coalesce(v.mt_version, 0) + 1
                and e.seq_id <= worked.seq) due on true
            where s.type = $1
            """,
            connection);
        command.Parameters.AddWithValue(streamType);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = view.Progress });
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return new ViewGap(view.Name, reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    private static IEnumerable<View> Views(IDocumentStore store)
    {
        var options = (StoreOptions)store.Options;
        var tables = store.Storage.AllObjects().OfType<Table>().Select(table => table.Identifier.QualifiedName).ToHashSet();
        foreach (var projection in options.Projections.All)
        {
            var document = store.Options.FindOrResolveDocumentType(projection.PublishedTypes().Single());
            var keyTable = $"{RenewalStore.Schema}.mt_natural_key_{document.Alias}";
            yield return new View(
                projection.Name, document.TableName.QualifiedName,
                projection.Lifecycle == ProjectionLifecycle.Async ? $"{projection.Name}:All" : null,
                tables.Contains(keyTable) ? keyTable : null);
        }
    }
}
