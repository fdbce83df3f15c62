using System.Data.Common;
using JasperFx;
using JasperFx.Events;
using Marten;
using NpgsqlTypes;
using Weasel.Core;
using Weasel.Storage;
using ICommandBuilder = Weasel.Postgresql.ICommandBuilder;
using ISerializer = Marten.ISerializer;

namespace Renewal.Features.Store;

/// <summary>
/// One more entry of an area already on file, as one statement: it moves the stream on from the version that was looked at, files the
/// event, and renews the area's file, all of it only if the row of that file is still the very same. The store prepares the event
/// (version, time, headers, names) and runs this among its own operations; docs/decisions/0015 says why, and a spec holds each column
/// against what the store itself writes.
/// </summary>
internal sealed class NextEntry : Marten.Internal.Operations.IStorageOperation
{
    private readonly Kept<AreaCard> before;
    private readonly ISerializer serializer;

    private NextEntry(Kept<AreaCard> before, AreaCard after, IEvent entry, ISerializer serializer) =>
        (this.before, After, Entry, this.serializer) = (before, after, entry, serializer);

    public Type DocumentType => typeof(AreaCard);

    public IEvent Entry { get; }

    /// <summary>The area's file with the entry in it.</summary>
    public AreaCard After { get; }

    /// <summary>Where that file lies, once the session has been saved.</summary>
    public RowPlace Row { get; private set; }

    /// <summary>Queues it on the session; null, and nothing done, where it is not that simple: the area gets another code.</summary>
    public static NextEntry? TryFile(IDocumentSession session, Kept<AreaCard> before, IEvent entry)
    {
        var card = before.Value;
        var stream = StreamAction.Append(card.Id, [entry]);
        stream.AggregateType = typeof(AreaCard);
        stream.TenantId = StorageConstants.DefaultTenantId;
        // In this append mode places in sequence and stream are given by the database, so the store sets neither.
        var registry = (IEventRegistry)session.DocumentStore.Options.Events;
        stream.PrepareEvents(card.Area.Version, registry, new Queue<long>(), (IMetadataContext)session);
        entry.Version = card.Area.Version + 1;
        var after = AreaCardProjection.Next(card, entry)!;
        if (after.Key != card.Key) return null;
        var next = new NextEntry(before, after, entry, session.DocumentStore.Options.Serializer());
        session.QueueOperation(next);
        return next;
    }

    public OperationRole Role() => OperationRole.Events;

    public void ConfigureCommand(Weasel.Core.ICommandBuilder builder, IStorageSession session) =>
        ConfigureCommand((ICommandBuilder)builder, session);

    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        builder.Append($"with moved as (update {RenewalStore.Schema}.mt_streams set version = ");
        builder.AppendParameter(Entry.Version, NpgsqlDbType.Bigint);
        builder.Append(", timestamp = now() where id = ");
        builder.AppendParameter(Entry.StreamId, NpgsqlDbType.Uuid);
        builder.Append(" and version = ");
        builder.AppendParameter(before.Value.Area.Version, NpgsqlDbType.Bigint);
        builder.Append(
            $"""
             returning id, version), filed as (insert into {RenewalStore.Schema}.mt_events (
              seq_id, stream_id, version, is_archived, id, data, type, tenant_id, timestamp, mt_dotnet_type,
              causation_id, correlation_id, headers, user_name)
            select nextval('{RenewalStore.Schema}.mt_events_sequence'), moved.id, moved.version, false
            """);
        Value(builder, Entry.Id, NpgsqlDbType.Uuid);
        Value(builder, serializer.ToJson(Entry.Data), NpgsqlDbType.Jsonb);
        Value(builder, Entry.EventTypeName, NpgsqlDbType.Varchar);
        Value(builder, Entry.TenantId, NpgsqlDbType.Varchar);
        Value(builder, Entry.Timestamp, NpgsqlDbType.TimestampTz);
        Value(builder, Entry.DotNetTypeName, NpgsqlDbType.Varchar);
        Value(builder, Entry.CausationId, NpgsqlDbType.Varchar);
        Value(builder, Entry.CorrelationId, NpgsqlDbType.Varchar);
        Value(builder, Entry.Headers is { } headers ? serializer.ToJson(headers) : null, NpgsqlDbType.Jsonb);
        Value(builder, Entry.UserName, NpgsqlDbType.Varchar);
        builder.Append(
            $" from moved returning seq_id, stream_id, version) update {RenewalStore.Schema}.mt_doc_areacard card set data = ");
        builder.AppendParameter(serializer.ToJson(After), NpgsqlDbType.Jsonb);
        builder.Append(", mt_version = filed.version, mt_last_modified = transaction_timestamp(), name = ");
        builder.AppendParameter(After.Name, NpgsqlDbType.Varchar);
        builder.Append(" from filed where card.id = filed.stream_id and card.ctid = ");
        builder.AppendParameter(before.Row.Place, NpgsqlDbType.Tid);
        builder.Append(" and card.xmin = ");
        builder.AppendParameter(before.Row.Transaction, NpgsqlDbType.Xid);
        builder.Append(" returning filed.seq_id, card.xmin, card.ctid");
    }

    /// <summary>No row: the area has moved on, or its file was written anew, and the whole transaction falls.</summary>
    public async Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token)
    {
        if (await reader.ReadAsync(token)) (Entry.Sequence, Row) = (reader.GetInt64(0), RowPlace.Of(reader, 1));
        else exceptions.Add(new EventStreamUnexpectedMaxEventIdException(Entry.StreamId, typeof(AreaCard), before.Value.Area.Version, -1));
    }

    private static void Value(ICommandBuilder builder, object? value, NpgsqlDbType type)
    {
        builder.Append(", ");
        builder.AppendParameter(value ?? DBNull.Value, type);
    }
}
