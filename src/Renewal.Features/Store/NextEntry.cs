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
/// event, and renews the area's file. The store fetched the stream, prepares the event (version, time, headers, names) and runs this among
/// its own operations; docs/decisions/0015 says why, and a spec holds each column against what the store itself writes.
/// </summary>
internal sealed class NextEntry : Marten.Internal.Operations.IStorageOperation
{
    private readonly AreaCard before;
    private readonly AreaCard after;
    private readonly IEvent entry;
    private readonly ISerializer serializer;

    private NextEntry(AreaCard before, AreaCard after, IEvent entry, ISerializer serializer) =>
        (this.before, this.after, this.entry, this.serializer) = (before, after, entry, serializer);

    public Type DocumentType => typeof(AreaCard);

    /// <summary>Queues it on the session; false, and nothing done, where it is not that simple: the area gets another code.</summary>
    public static bool TryFile(IDocumentSession session, AreaCard before, IEvent entry)
    {
        var stream = StreamAction.Append(before.Id, [entry]);
        stream.AggregateType = typeof(AreaCard);
        stream.TenantId = StorageConstants.DefaultTenantId;
        // In this append mode places in sequence and stream are given by the database, so the store sets neither.
        var registry = (IEventRegistry)session.DocumentStore.Options.Events;
        stream.PrepareEvents(before.Area.Version, registry, new Queue<long>(), (IMetadataContext)session);
        entry.Version = before.Area.Version + 1;
        var after = AreaCardProjection.Next(before, entry)!;
        if (after.Key != before.Key) return false;
        session.QueueOperation(new NextEntry(before, after, entry, session.DocumentStore.Options.Serializer()));
        return true;
    }

    public OperationRole Role() => OperationRole.Events;

    public void ConfigureCommand(Weasel.Core.ICommandBuilder builder, IStorageSession session) =>
        ConfigureCommand((ICommandBuilder)builder, session);

    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        builder.Append($"with moved as (update {RenewalStore.Schema}.mt_streams set version = ");
        builder.AppendParameter(entry.Version, NpgsqlDbType.Bigint);
        builder.Append(", timestamp = now() where id = ");
        builder.AppendParameter(entry.StreamId, NpgsqlDbType.Uuid);
        builder.Append(" and version = ");
        builder.AppendParameter(before.Area.Version, NpgsqlDbType.Bigint);
        builder.Append(
            $" returning id, version), renewed as (update {RenewalStore.Schema}.mt_doc_areacard card set data = ");
        builder.AppendParameter(serializer.ToJson(after), NpgsqlDbType.Jsonb);
        builder.Append(", mt_version = moved.version, mt_last_modified = transaction_timestamp(), name = ");
        builder.AppendParameter(after.Name, NpgsqlDbType.Varchar);
        builder.Append(
            $"""
             from moved where card.id = moved.id)
            insert into {RenewalStore.Schema}.mt_events (
              seq_id, stream_id, version, is_archived, id, data, type, tenant_id, timestamp, mt_dotnet_type,
              causation_id, correlation_id, headers, user_name)
            select nextval('{RenewalStore.Schema}.mt_events_sequence'), moved.id, moved.version, false
            """);
        Value(builder, entry.Id, NpgsqlDbType.Uuid);
        Value(builder, serializer.ToJson(entry.Data), NpgsqlDbType.Jsonb);
        Value(builder, entry.EventTypeName, NpgsqlDbType.Varchar);
        Value(builder, entry.TenantId, NpgsqlDbType.Varchar);
        Value(builder, entry.Timestamp, NpgsqlDbType.TimestampTz);
        Value(builder, entry.DotNetTypeName, NpgsqlDbType.Varchar);
        Value(builder, entry.CausationId, NpgsqlDbType.Varchar);
        Value(builder, entry.CorrelationId, NpgsqlDbType.Varchar);
        Value(builder, entry.Headers is { } headers ? serializer.ToJson(headers) : null, NpgsqlDbType.Jsonb);
        Value(builder, entry.UserName, NpgsqlDbType.Varchar);
        builder.Append(" from moved returning seq_id");
    }

    /// <summary>No row: somebody else moved the stream on first, and the whole transaction falls.</summary>
    public async Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token)
    {
        if (await reader.ReadAsync(token)) entry.Sequence = reader.GetInt64(0);
        else exceptions.Add(new EventStreamUnexpectedMaxEventIdException(entry.StreamId, typeof(AreaCard), before.Area.Version, -1));
    }

    private static void Value(ICommandBuilder builder, object? value, NpgsqlDbType type)
    {
        builder.Append(", ");
        builder.AppendParameter(value ?? DBNull.Value, type);
    }
}
