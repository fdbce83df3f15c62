using JasperFx;
using JasperFx.Events;
using Marten;
using Npgsql;
using NpgsqlTypes;
using ExistingStreamIdCollisionException = Marten.Exceptions.ExistingStreamIdCollisionException;

namespace Renewal.Features.Store;

/// <summary>
/// Puts many new areas on file at once, in the transaction of a session: their streams, events, codes and files go in by COPY, which
/// takes about a third of the time the store needs stream by stream. The store still prepares the events and sets versions, times and
/// headers; docs/decisions/0013 says why the rows are written here, and a spec holds each column against what the store itself writes.
/// </summary>
internal static class NewAreas
{
    // Few enough that the times of a page are still those of its writing when the last row goes in: the guard allows 5 s.
    private const int Page = 500;

    private const string Streams = $"copy {RenewalStore.Schema}.mt_streams (id, type, version, tenant_id) from stdin (format binary)";

    private const string Keys =
        $"copy {RenewalStore.Schema}.mt_natural_key_areacard (natural_key_value, stream_id) from stdin (format binary)";

    private const string Cards =
        $"""
        copy {RenewalStore.Schema}.mt_doc_areacard (id, data, mt_dotnet_type, mt_version, keyvalue, name) from stdin (format binary)
        """;

    private const string Events =
        $"""
        copy {RenewalStore.Schema}.mt_events (
          seq_id, id, stream_id, version, data, type, tenant_id, timestamp, mt_dotnet_type, is_archived,
          causation_id, correlation_id, headers, user_name) from stdin (format binary)
        """;

    /// <summary>Files every area with its first events, in the order given; each event then carries its place in the sequence.</summary>
    /// <exception cref="ExistingStreamIdCollisionException">Somebody filed one of them in the meantime; nothing is kept.</exception>
    public static async Task FileAsync(
        IDocumentSession session, IReadOnlyList<(Guid Id, IReadOnlyList<IEvent> Events)> areas, CancellationToken ct)
    {
        if (areas.Count == 0) return;
        await session.BeginTransactionAsync(ct);
        foreach (var page in areas.Chunk(Page))
        {
            var streams = page.Select(area => Prepared(session, area.Id, [.. area.Events])).ToList();
            try
            {
                await WriteAsync(session, streams, ct);
            }
            catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                throw new ExistingStreamIdCollisionException(taken.Detail ?? taken.MessageText, typeof(AreaCard));
            }
        }
    }

    private static StreamAction Prepared(IDocumentSession session, Guid id, IEvent[] events)
    {
        var stream = StreamAction.Start(id, events);
        stream.AggregateType = typeof(AreaCard);
        stream.TenantId = StorageConstants.DefaultTenantId;
        // In this append mode numbers in the sequence are not the store's to give beforehand, so it asks for none.
        stream.PrepareEvents(0, Registry(session), new Queue<long>(), (IMetadataContext)session);
        return stream;
    }

    private static IEventRegistry Registry(IDocumentSession session) => (IEventRegistry)session.DocumentStore.Options.Events;

    private static async Task WriteAsync(IDocumentSession session, List<StreamAction> streams, CancellationToken ct)
    {
        var connection = session.Connection;
        var serializer = session.DocumentStore.Options.Serializer();
        var type = Registry(session).AggregateAliasFor(typeof(AreaCard));
        var events = streams.SelectMany(stream => stream.Events).ToList();
        await NumberAsync(connection, events, ct);
        await CopyAsync(connection, Streams, streams, (row, stream) =>
        {
            row.Write(stream.Id, NpgsqlDbType.Uuid);
            row.Write(type, NpgsqlDbType.Varchar);
            row.Write((long)stream.Events.Count, NpgsqlDbType.Bigint);
            row.Write(stream.TenantId, NpgsqlDbType.Varchar);
        }, ct);
        await CopyAsync(connection, Events, events, (row, e) => Write(row, e, serializer), ct);

        var cards = streams.Select(stream => stream.Events.Aggregate((AreaCard?)null, AreaCardProjection.Next)!).ToList();
        await CopyAsync(connection, Keys, cards, (row, card) =>
        {
            row.Write(card.Key.Value, NpgsqlDbType.Varchar);
            row.Write(card.Id, NpgsqlDbType.Uuid);
        }, ct);
        await CopyAsync(connection, Cards, cards, (row, card) =>
        {
            row.Write(card.Id, NpgsqlDbType.Uuid);
            row.Write(serializer.ToJson(card), NpgsqlDbType.Jsonb);
            row.Write(typeof(AreaCard).FullName, NpgsqlDbType.Varchar);
            row.Write(card.Area.Version, NpgsqlDbType.Bigint);
            row.Write(card.Key.Value, NpgsqlDbType.Varchar);
            row.Write(card.Name, NpgsqlDbType.Varchar);
        }, ct);
    }

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
