using System.Runtime.CompilerServices;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Renewal.Domain;
using Renewal.Features.Store;

namespace Renewal.Features.Replay;

/// <summary>A row of the event table. <paramref name="Stored"/> is null when it cannot be read.</summary>
/// <param name="Trouble">Why it cannot be folded; null when it can.</param>
/// <param name="IsOfNewerProgram">Its type or its catalogue is not of this program.</param>
public sealed record EventRow(
    long Seq, Guid Stream, long Version, StoredEvent? Stored, string? Trouble, bool IsOfNewerProgram = false);

/// <summary>Reads event rows directly. A check must not rely on Marten's own reading, and reading rows is several times faster.</summary>
public static class EventRows
{
    private const string Columns = "seq_id, stream_id, version, id, type, timestamp, user_name, data";

    private static readonly Dictionary<string, Type> Types = RenewalStore.EventTypes.ToDictionary(EventNameAttribute.Of);

    /// <summary>The events of the streams with ids after one and up to another, stream by stream.</summary>
    /// <param name="toSeq">None beyond this number; null for all.</param>
    public static IAsyncEnumerable<EventRow> OfStreamsAsync(
        NpgsqlConnection connection, Guid? after, Guid? last, long? toSeq, CancellationToken ct) =>
        ReadAsync(
            new NpgsqlCommand(
                $"""
                select {Columns} from {RenewalStore.Schema}.mt_events
                where ($1::uuid is null or stream_id > $1) and ($2::uuid is null or stream_id <= $2)
                  and ($3::bigint is null or seq_id <= $3)
                order by stream_id, version
                """,
                connection)
            { Parameters = { Parameter(after), Parameter(last), Parameter(toSeq) } }, ct);

    /// <summary>The events of some streams, stream by stream.</summary>
    public static IAsyncEnumerable<EventRow> OfAsync(NpgsqlConnection connection, Guid[] streams, CancellationToken ct) => ReadAsync(
        new NpgsqlCommand(
            $"select {Columns} from {RenewalStore.Schema}.mt_events where stream_id = any($1) order by stream_id, version", connection)
        { Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = streams } } }, ct);

    /// <summary>The events after a sequence number.</summary>
    public static IAsyncEnumerable<EventRow> SinceAsync(NpgsqlConnection connection, long seq, CancellationToken ct) => ReadAsync(
        new NpgsqlCommand($"select {Columns} from {RenewalStore.Schema}.mt_events where seq_id > $1 order by seq_id", connection)
        { Parameters = { new NpgsqlParameter<long> { TypedValue = seq } } }, ct);

    private static async IAsyncEnumerable<EventRow> ReadAsync(NpgsqlCommand command, [EnumeratorCancellation] CancellationToken ct)
    {
        await using (command)
        {
            command.CommandTimeout = 0;
            await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, ct);
            while (await reader.ReadAsync(ct)) yield return Read(reader);
        }
    }

    private static EventRow Read(NpgsqlDataReader reader)
    {
        var (seq, stream, version, id) = (reader.GetInt64(0), reader.GetGuid(1), reader.GetInt64(2), reader.GetGuid(3));
        var name = reader.GetString(4);
        var at = reader.GetFieldValue<DateTimeOffset>(5);
        var by = reader.IsDBNull(6) ? "unknown" : reader.GetString(6);
        EventRow Unreadable(string why) => new(seq, stream, version, null, $"seq {seq}{why}");
        if (!Types.TryGetValue(name, out var type)) return Unreadable($": no event is named {name}") with { IsOfNewerProgram = true };
        try
        {
            var happened = (DomainEvent)JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(7), type, RenewalStore.Json)!;
            var why = StreamType.All.FirstOrDefault(streams => streams.Has(happened))?.WhyUnusable(happened);
            return new EventRow(
                seq, stream, version, new StoredEvent(id, version, at, by, happened), why is null ? null : $"seq {seq} ({name}): {why}",
                IsOfNewerProgram: why is not null);
        }
        catch (JsonException broken)
        {
            return Unreadable($" ({name}): {broken.Message}");
        }
    }

    private static NpgsqlParameter Parameter(Guid? id) => new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    private static NpgsqlParameter Parameter(long? number) =>
        new() { Value = (object?)number ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint };
}
