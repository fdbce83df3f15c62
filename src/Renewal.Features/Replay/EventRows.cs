using System.Runtime.CompilerServices;
using System.Text.Json;
using Npgsql;
using Renewal.Domain;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;
using Renewal.Features.Store;

namespace Renewal.Features.Replay;

/// <summary>A stored event as its row says, before any projection. <paramref name="Recorded"/> is null when it is unreadable.</summary>
public sealed record EventRow(long Seq, Guid Stream, string Type, RecordedEvent<AreaEvent>? Recorded, string? Trouble);

/// <summary>
/// Reads event rows directly, in the order of the sequence. A check of the store must not trust the store's own reading, and reading rows
/// is several times faster than materialising them through it.
/// </summary>
public static class EventRows
{
    private static readonly Dictionary<string, Type> Types = RenewalStore.EventTypes.ToDictionary(EventNameAttribute.Of);

    public static async IAsyncEnumerable<EventRow> ReadAsync(
        NpgsqlConnection connection, Guid? stream, long afterSeq, long? toSeq, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select seq_id, stream_id, version, id, type, timestamp, user_name, data from {RenewalStore.Schema}.mt_events
            where ($1::uuid is null or stream_id = $1) and ($2::bigint is null or seq_id <= $2) and seq_id > $3
            order by seq_id
            """,
            connection);
        command.CommandTimeout = 0;
        command.Parameters.Add(
            new NpgsqlParameter { Value = (object?)stream ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        command.Parameters.Add(
            new NpgsqlParameter { Value = (object?)toSeq ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });
        command.Parameters.AddWithValue(afterSeq);
        await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, ct);
        while (await reader.ReadAsync(ct)) yield return Read(reader);
    }

    private static EventRow Read(NpgsqlDataReader reader)
    {
        var (seq, stream, version, id) = (reader.GetInt64(0), reader.GetGuid(1), reader.GetInt64(2), reader.GetGuid(3));
        var name = reader.GetString(4);
        var at = reader.GetFieldValue<DateTimeOffset>(5);
        var by = reader.IsDBNull(6) ? "unknown" : reader.GetString(6);
        if (!Types.TryGetValue(name, out var type)) return new EventRow(seq, stream, name, null, $"seq {seq}: no event is named {name}");
        try
        {
            return JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(7), type, RenewalStore.Json) is AreaEvent happened
                ? new EventRow(
                    seq, stream, name, new RecordedEvent<AreaEvent>(id, version, at, by, happened), Unworkable(seq, name, happened))
                : new EventRow(seq, stream, name, null, null);
        }
        catch (JsonException broken)
        {
            return new EventRow(seq, stream, name, null, $"seq {seq} ({name}): {broken.Message}");
        }
    }

    // Readable, and still nothing can be worked out from it: which milestones count is in a table this program has not got.
    private static string? Unworkable(long seq, string name, AreaEvent happened) =>
        happened is AreaRegistered registered && !Catalogues.Has(registered.Kind, registered.Regime, registered.CatalogueVersion)
            ? $"seq {seq} ({name}): no table {registered.Kind}, {registered.Regime}, {registered.CatalogueVersion} in this program"
            : null;
}
