using System.Data;
using System.Runtime.CompilerServices;
using JasperFx.Events;
using Marten;
using Npgsql;
using Renewal.Features.Replay;

namespace Renewal.Features.Store;

/// <summary>
/// Rebuilds views from the events, some streams at a time, beside readers and writers. Each step locks its streams, replaces their rows
/// and commits: a reader sees the old or the new rows of a stream, a writer waits for the step, and a rebuild that is cancelled or
/// killed leaves no half-written stream.
/// </summary>
public sealed class ViewRebuild(IDocumentStore store)
{
    // A writer that meets a step waits for it, and the guard trigger allows an event 5 s between its timestamp and its insertion.
    private const int StreamsAtATime = 100;

    // While one step folds events, another has its rows inserted.
    private const int StepsAtATime = 2;

    /// <param name="views">Their names: see <see cref="StreamType.Views"/>.</param>
    /// <param name="progress">Told the number of streams done.</param>
    /// <exception cref="ReleaseMismatchException">A newer program has written the record: its rows would be lost.</exception>
    public async Task RunAsync(IReadOnlyCollection<string> views, IProgress<long>? progress, CancellationToken ct)
    {
        await WorkedInReleases.AnnounceAsync(store, views, ct);
        foreach (var type in StreamType.All.Where(type => type.Views.Intersect(views).Any())) await RunAsync(type, views, progress, ct);
        await WorkedInReleases.MarkAsync(store, views, ct);
    }

    private async Task RunAsync(StreamType type, IReadOnlyCollection<string> views, IProgress<long>? progress, CancellationToken ct)
    {
        var (done, busy) = (new Dictionary<Guid, long>(), new List<Guid>());
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = StepsAtATime, CancellationToken = ct };
        await Parallel.ForEachAsync(StepsAsync(type, ct), parallel, async (ids, stop) =>
        {
            var locked = await StepAsync(type, views, ids, stop);
            lock (done)
            {
                foreach (var (id, version) in locked) done[id] = version;
                busy.AddRange(ids.Except(locked.Select(stream => stream.Id)));
                progress?.Report(done.Count);
            }
        });

        await using var connection = await OpenAsync(ct);
        // One at a time: a rebuild that holds one lock and never waits for a second cannot deadlock.
        foreach (var id in busy) done[id] = await OneAsync(connection, type, views, id, ct);
        await RemoveStraysAsync(connection, type, views, ct);
        // Otherwise a writer that read a damaged document before the step would write it back after it.
        foreach (var id in await MovedSinceAsync(connection, type, done, ct)) await OneAsync(connection, type, views, id, ct);
        progress?.Report(done.Count);
    }

    private async IAsyncEnumerable<Guid[]> StepsAsync(StreamType type, [EnumeratorCancellation] CancellationToken ct)
    {
        for (Guid? after = null; ;)
        {
            Guid[] ids;
            await using (var connection = await OpenAsync(ct))
                ids = [.. (await StreamsAsync(
                    connection, "($2::uuid is null or id > $2) order by id limit $3", type, after, StreamsAtATime, ct))
                    .Select(stream => stream.Id)];
            if (ids.Length == 0) yield break;
            yield return ids;
            after = ids[^1];
        }
    }

    /// <returns>The streams that were replaced; those that a writer had locked are left for the end.</returns>
    private async Task<List<(Guid Id, long Version)>> StepAsync(
        StreamType type, IReadOnlyCollection<string> views, Guid[] ids, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var locked = await StreamsAsync(
            connection, "id = any ($2) and $3::int is null order by id for update skip locked", type, ids, null, ct);
        await ReplaceAsync(connection, type, views, [.. locked.Select(stream => stream.Id)], ct);
        await transaction.CommitAsync(ct);
        return locked;
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        return connection;
    }

    private async Task<long> OneAsync(
        NpgsqlConnection connection, StreamType type, IReadOnlyCollection<string> views, Guid id, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var locked = await StreamsAsync(connection, "id = $2 and $3::int is null for update", type, id, null, ct);
        await ReplaceAsync(connection, type, views, [id], ct);
        await transaction.CommitAsync(ct);
        return locked.Single().Version;
    }

    private async Task ReplaceAsync(
        NpgsqlConnection connection, StreamType type, IReadOnlyCollection<string> views, Guid[] ids, CancellationToken ct)
    {
        if (ids.Length == 0) return;
        var (events, newer) = (new Dictionary<Guid, List<StoredEvent>>(), new HashSet<Guid>());
        await foreach (var row in EventRows.OfAsync(connection, ids, ct))
        {
            if (row.IsOfNewerProgram) newer.Add(row.Stream);
            if (row.Stored is null) continue;
            if (!events.TryGetValue(row.Stream, out var list)) events.Add(row.Stream, list = []);
            list.Add(row.Stored);
        }

        // A newer program has written their rows: without its events this one would only spoil them. Health names them.
        ids = [.. ids.Except(newer)];
        foreach (var stream in newer) events.Remove(stream);
        var folded = events.AsParallel().Select(stream => type.Fold(stream.Key, stream.Value)).ToList();
        if (views.Contains(type.DocumentView))
        {
            var document = store.Options.FindOrResolveDocumentType(type.Document);
            await DeleteAsync(connection, BulkInsert.NaturalKeys(document.Alias), "stream_id", ids, ct);
            await DeleteAsync(connection, document.TableName.QualifiedName, "id", ids, ct);
            await BulkInsert.WriteDocumentsAsync(store, connection, type, folded, ct);
        }

        foreach (var table in type.Timelines.Where(table => views.Contains(table.Name)))
        {
            await DeleteAsync(connection, table.QualifiedName, table.Stream, ids, ct);
            await BulkInsert.WriteTimelineAsync(connection, table, folded, ct);
        }
    }

    /// <summary>Rows of streams that do not exist, as after an edit by hand.</summary>
    private async Task RemoveStraysAsync(
        NpgsqlConnection connection, StreamType type, IReadOnlyCollection<string> views, CancellationToken ct)
    {
        var document = store.Options.FindOrResolveDocumentType(type.Document).TableName.QualifiedName;
        foreach (var (table, column) in type.Timelines.Where(table => views.Contains(table.Name)).Select(t => (t.QualifiedName, t.Stream))
            .Concat(views.Contains(type.DocumentView) ? [(document, "id")] : []))
        {
            await using var command = new NpgsqlCommand(
                $"delete from {table} v where not exists (select from {RenewalStore.Schema}.mt_streams s where s.id = v.{column})",
                connection);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private async Task<IReadOnlyList<Guid>> MovedSinceAsync(
        NpgsqlConnection connection, StreamType type, Dictionary<Guid, long> done, CancellationToken ct) =>
        [.. (await StreamsAsync(connection, "$2::int is null and $3::int is null", type, null, null, ct))
            .Where(stream => done.TryGetValue(stream.Id, out var version) && stream.Version > version).Select(stream => stream.Id)];

    private async Task<List<(Guid Id, long Version)>> StreamsAsync(
        NpgsqlConnection connection, string where, StreamType type, object? first, object? second, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"select id, version from {RenewalStore.Schema}.mt_streams where type = $1 and {where}", connection)
        {
            Parameters =
            {
                new() { Value = ((IEventRegistry)store.Options.Events).AggregateAliasFor(type.Document) },
                new() { Value = first ?? DBNull.Value }, new() { Value = second ?? DBNull.Value },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<(Guid, long)>();
        while (await reader.ReadAsync(ct)) found.Add((reader.GetGuid(0), reader.GetInt64(1)));
        return found;
    }

    private static async Task DeleteAsync(NpgsqlConnection connection, string table, string column, Guid[] ids, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"delete from {table} where {column} = any($1)", connection)
        { Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = ids } } };
        await command.ExecuteNonQueryAsync(ct);
    }
}
