using JasperFx;
using JasperFx.Events;
using Marten;
using Npgsql;
using NpgsqlTypes;
using Renewal.Features.Timelines;
using ExistingStreamIdCollisionException = Marten.Exceptions.ExistingStreamIdCollisionException;

namespace Renewal.Features.Store;

/// <summary>
/// Stores many new streams at once, in the transaction of a session: streams, events, natural keys, documents and bitemporal rows go in by
/// COPY, which takes about a third of the time the store needs stream by stream. The store still prepares the events and sets versions,
/// times and headers; docs/decisions/0013 says why the rows are written here, and a test compares every column of every table with what
/// the store itself writes.
/// </summary>
internal static class BulkInsert
{
    // Few enough that the timestamps of a page are less than 5 s old when its last row is written, as the guard trigger requires.
    private const int Page = 500;

    private const string Streams = $"copy {RenewalStore.Schema}.mt_streams (id, type, version, tenant_id) from stdin (format binary)";

    private const string Events =
        $"""
        copy {RenewalStore.Schema}.mt_events (
          seq_id, id, stream_id, version, data, type, tenant_id, timestamp, mt_dotnet_type, is_archived,
          causation_id, correlation_id, headers, user_name) from stdin (format binary)
        """;

    /// <summary>Stores every stream with its first events, in the order given, and sets their sequence numbers.</summary>
    /// <exception cref="ExistingStreamIdCollisionException">One of them was stored in the meantime; nothing is written.</exception>
    public static async Task RunAsync(
        IDocumentSession session, StreamType type, IReadOnlyList<(Guid Id, IReadOnlyList<IEvent> Events)> streams, CancellationToken ct)
    {
        if (streams.Count == 0) return;
        await session.BeginTransactionAsync(ct);
        await using (var check = new NpgsqlCommand($"call {RenewalStore.Schema}.{WorkedInReleases.Check}($1)", session.Connection))
        {
            check.Parameters.Add(new() { Value = WorkedInReleases.Known });
            await check.ExecuteNonQueryAsync(ct);
        }

        foreach (var page in streams.Chunk(Page))
        {
            var prepared = page.Select(stream => Prepared(session, type, stream.Id, [.. stream.Events])).ToList();
            try
            {
                await WriteAsync(session, type, prepared, ct);
            }
            catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                throw new ExistingStreamIdCollisionException(taken.Detail ?? taken.MessageText, type.Document);
            }
        }
    }

    private static StreamAction Prepared(IDocumentSession session, StreamType type, Guid id, IEvent[] events)
    {
        var stream = StreamAction.Start(id, events);
        stream.AggregateType = type.Document;
        stream.TenantId = StorageConstants.DefaultTenantId;
        // In this append mode Marten assigns no sequence numbers beforehand.
        stream.PrepareEvents(0, Registry(session), new Queue<long>(), (IMetadataContext)session);
        return stream;
    }

    private static IEventRegistry Registry(IDocumentSession session) => (IEventRegistry)session.DocumentStore.Options.Events;

    private static async Task WriteAsync(IDocumentSession session, StreamType type, List<StreamAction> streams, CancellationToken ct)
    {
        var connection = session.Connection;
        var serializer = session.DocumentStore.Options.Serializer();
        var alias = Registry(session).AggregateAliasFor(type.Document);
        var events = streams.SelectMany(stream => stream.Events).ToList();
        // Views follow from the events alone, so they are folded while the database takes the events in.
        var folding = Task.Run(() => streams.ConvertAll(stream => type.Fold(stream.Id, stream.Events)), ct);
        await NumberAsync(connection, events, ct);
        await CopyAsync(connection, Streams, streams, (row, stream) =>
        {
            row.Write(stream.Id, NpgsqlDbType.Uuid);
            row.Write(alias, NpgsqlDbType.Varchar);
            row.Write((long)stream.Events.Count, NpgsqlDbType.Bigint);
            row.Write(stream.TenantId, NpgsqlDbType.Varchar);
        }, ct);
        await CopyAsync(connection, Events, events, (row, e) => Write(row, e, serializer), ct);

        var folded = await folding;
        await WriteDocumentsAsync(session.DocumentStore, connection, type, folded, ct);
        foreach (var table in type.Timelines) await WriteTimelineAsync(connection, table, folded, ct);
    }

    /// <summary>Writes documents and natural keys that are not there.</summary>
    public static async Task WriteDocumentsAsync(
        IDocumentStore store, NpgsqlConnection connection, StreamType type, IEnumerable<FoldedStream> streams, CancellationToken ct)
    {
        var (serializer, mapping) = (store.Options.Serializer(), store.Options.FindOrResolveDocumentType(type.Document));
        var documents = streams.Where(stream => stream.Document is not null).ToList();
        var extra = string.Concat(type.DocumentColumns.Select(column => $", {column.Name}"));
        await CopyAsync(
            connection, $"copy {NaturalKeys(mapping.Alias)} (natural_key_value, stream_id) from stdin (format binary)",
            documents.Where(stream => stream.Code is not null), (row, stream) =>
            {
                row.Write(stream.Code!, NpgsqlDbType.Varchar);
                row.Write(stream.Id, NpgsqlDbType.Uuid);
            }, ct);
        await CopyAsync(
            connection, $"copy {mapping.TableName.QualifiedName} (id, data, mt_dotnet_type, mt_version{extra}) from stdin (format binary)",
            documents, (row, stream) =>
            {
                row.Write(stream.Id, NpgsqlDbType.Uuid);
                row.Write(serializer.ToJson(stream.Document!), NpgsqlDbType.Jsonb);
                row.Write(type.Document.FullName, NpgsqlDbType.Varchar);
                row.Write(stream.Version, NpgsqlDbType.Bigint);
                foreach (var column in type.DocumentColumns) row.Write(column.Value(stream.Document!), column.Type);
            }, ct);
    }

    public static Task WriteTimelineAsync(
        NpgsqlConnection connection, TimelineTable table, IEnumerable<FoldedStream> streams, CancellationToken ct) => table.CopyAsync(
        connection, streams.SelectMany(stream => stream.Facts.Where(fact => fact.Entry.Row.GetType() == table.Row)
            .Select(fact => (stream.Id, fact))), ct);

    /// <summary>The table in which Marten keeps the natural keys of a document.</summary>
    public static string NaturalKeys(string alias) => $"{RenewalStore.Schema}.mt_natural_key_{alias}";

    private static async Task NumberAsync(NpgsqlConnection connection, List<IEvent> events, CancellationToken ct)
    {
        await using var numbers = new NpgsqlCommand(
            $"select nextval('{RenewalStore.Schema}.mt_events_sequence') from generate_series(1, $1)", connection)
        { Parameters = { new() { Value = events.Count } } };
        await using var reader = await numbers.ExecuteReaderAsync(ct);
        foreach (var e in events)
        {
            await reader.ReadAsync(ct);
            e.Sequence = reader.GetInt64(0);
        }
    }

    private static void Write(NpgsqlBinaryImporter row, IEvent e, ISerializer serializer)
    {
        row.Write(e.Sequence, NpgsqlDbType.Bigint);
        row.Write(e.Id, NpgsqlDbType.Uuid);
        row.Write(e.StreamId, NpgsqlDbType.Uuid);
        row.Write(e.Version, NpgsqlDbType.Bigint);
        row.Write(serializer.ToJson(e.Data), NpgsqlDbType.Jsonb);
        row.Write(e.EventTypeName, NpgsqlDbType.Varchar);
        row.Write(e.TenantId, NpgsqlDbType.Varchar);
        row.Write(e.Timestamp, NpgsqlDbType.TimestampTz);
        row.Write(e.DotNetTypeName, NpgsqlDbType.Varchar);
        row.Write(false, NpgsqlDbType.Boolean);
        Text(row, e.CausationId);
        Text(row, e.CorrelationId);
        if (e.Headers is { } headers) row.Write(serializer.ToJson(headers), NpgsqlDbType.Jsonb);
        else row.WriteNull();
        Text(row, e.UserName);
    }

    private static void Text(NpgsqlBinaryImporter row, string? text)
    {
        if (text is null) row.WriteNull();
        else row.Write(text, NpgsqlDbType.Varchar);
    }

    private static async Task CopyAsync<T>(
        NpgsqlConnection connection, string table, IEnumerable<T> rows, Action<NpgsqlBinaryImporter, T> write, CancellationToken ct)
    {
        await using var importer = await connection.BeginBinaryImportAsync(table, ct);
        foreach (var row in rows)
        {
            await importer.StartRowAsync(ct);
            write(importer, row);
        }

        await importer.CompleteAsync(ct);
    }
}
