using System.Data;
using System.Runtime.CompilerServices;
using JasperFx.Events;
using Marten;
using Npgsql;
using NpgsqlTypes;
using Renewal.Features.Store;

namespace Renewal.Features.Replay;

/// <summary>A stored value that does not follow from the events.</summary>
/// <param name="View">
/// The view (such as area-document or area_timeline), event where an event itself cannot be read or folded, stream where a stream
/// contradicts
/// its events, or code where one code stands for two areas.
/// </param>
public sealed record ReplayDifference(string View, Guid Stream, string? Code, string What);

/// <param name="Areas">Streams with a document.</param>
/// <param name="Compared">Documents and bitemporal rows that were compared.</param>
public sealed record ReplayReport(long Events, int Areas, long LastSeq, long Compared, IReadOnlyList<ReplayDifference> Differences);

/// <summary>Folds every stream again from its events and compares the result with every view there is.</summary>
public sealed class ReplayCheck(IDocumentStore store)
{
    private const int StreamsAtATime = 200;

    /// <param name="stream">One stream only.</param>
    /// <param name="toSeq">Fold no further than this number; views of streams that go on after it are not compared.</param>
    public async Task<ReplayReport> RunAsync(Guid? stream, long? toSeq, IProgress<long>? progress, CancellationToken ct)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        // One snapshot for events and views, because a write in between would look like a difference.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var run = new ReplayRun(toSeq);
        await foreach (var page in PagesAsync(connection, stream, toSeq, ct).ReadAheadAsync(1, ct))
        {
            run.Add(page[0]);
            progress?.Report(run.Events);
        }

        if (toSeq is null)
        {
            run.Differences.AddRange(await RecordDamage.StreamsAsync(connection, stream, ct));
            run.Differences.AddRange(await RecordDamage.CodesAsync(connection, stream, ct));
        }

        return run.Report();
    }

    /// <summary>Compares the next streams by id; the last of them to go on after, null when there are no more.</summary>
    public async Task<(IReadOnlyList<ReplayDifference> Found, Guid? Last)> PageAsync(Guid? after, int streams, CancellationToken ct)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var (run, ids) = (new ReplayRun(null), await StreamsAsync(connection, null, after, streams, ct));
        var last = ids.Count < streams ? null : ids[^1].Id as Guid?;
        run.Add(await ReadAsync(connection, ids, after, last, null, ct));
        return (run.Report().Differences, last);
    }

    private async IAsyncEnumerable<ReplayPage> PagesAsync(
        NpgsqlConnection connection, Guid? only, long? toSeq, [EnumeratorCancellation] CancellationToken ct)
    {
        if (only is { } one)
        {
            var before = Before(one);
            yield return await ReadAsync(connection, await StreamsAsync(connection, one, null, 1, ct), before, one, toSeq, ct);
            yield break;
        }

        for (Guid? after = null; ;)
        {
            var streams = await StreamsAsync(connection, null, after, StreamsAtATime, ct);
            // The last page is open at the end: a row of a view may belong to no stream.
            var last = streams.Count < StreamsAtATime ? null : streams[^1].Id as Guid?;
            yield return await ReadAsync(connection, streams, after, last, toSeq, ct);
            if (last is null) yield break;
            after = last;
        }
    }

    private async Task<ReplayPage> ReadAsync(
        NpgsqlConnection connection, IReadOnlyList<StreamRow> streams, Guid? after, Guid? last, long? toSeq, CancellationToken ct)
    {
        var events = await EventRows.OfStreamsAsync(connection, after, last, toSeq, ct).ToListAsync(ct);
        var types = new List<ReplayViews>();
        foreach (var type in StreamType.All)
        {
            var table = store.Options.FindOrResolveDocumentType(type.Document).TableName.QualifiedName;
            var views = new ReplayViews(
                type, ((IEventRegistry)store.Options.Events).AggregateAliasFor(type.Document),
                await DocumentsAsync(connection, type, table, after, last, ct), []);
            foreach (var timeline in type.Timelines)
                views.Rows.Add(timeline, await TimelineRows.ReadAsync(connection, timeline, after, last, ct));
            types.Add(views);
        }

        return new ReplayPage(streams, events, types);
    }

    private static async Task<List<StreamRow>> StreamsAsync(
        NpgsqlConnection connection, Guid? only, Guid? after, int most, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select id, type, version from {RenewalStore.Schema}.mt_streams
            where ($1::uuid is null or id = $1) and ($2::uuid is null or id > $2) order by id limit $3
            """,
            connection)
        { Parameters = { Uuid(only), Uuid(after), new() { Value = most } } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var streams = new List<StreamRow>();
        while (await reader.ReadAsync(ct))
            streams.Add(new StreamRow(reader.GetGuid(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetInt64(2)));
        return streams;
    }

    private static async Task<Dictionary<Guid, StoredDocument>> DocumentsAsync(
        NpgsqlConnection connection, StreamType type, string table, Guid? after, Guid? last, CancellationToken ct)
    {
        var columns = string.Concat(type.DocumentColumns.Select(column => $", {column.Name}"));
        await using var command = new NpgsqlCommand(
            $"select id, data{columns} from {table} where ($1::uuid is null or id > $1) and ($2::uuid is null or id <= $2)", connection)
        { Parameters = { Uuid(after), Uuid(last) } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<Guid, StoredDocument>();
        while (await reader.ReadAsync(ct))
        {
            var values = Enumerable.Range(2, type.DocumentColumns.Count).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i));
            found.Add(reader.GetGuid(0), new StoredDocument(reader.GetFieldValue<byte[]>(1), [.. values]));
        }

        return found;
    }

    // Ids compare by their bytes, as the database does.
    private static Guid? Before(Guid id)
    {
        var bytes = id.ToByteArray(bigEndian: true);
        for (var i = bytes.Length - 1; i >= 0; i--)
            if (bytes[i]-- != 0) return new Guid(bytes, bigEndian: true);
        return null;
    }

    private static NpgsqlParameter Uuid(Guid? id) => new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };
}
