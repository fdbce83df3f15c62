using System.Text.Json;
using Npgsql;

namespace Renewal.Testing.Faults;

/// <summary>Compares the record after a fault with the acknowledged writes, without a restart.</summary>
/// <param name="Lost">Acknowledged, and not on record.</param>
/// <param name="Doubled">On record more than once.</param>
/// <param name="Torn">Streams whose versions have a hole, or whose document or stream row has another version than the events.</param>
/// <param name="Differences">Views that do not follow from the events, as <c>renewal replay</c> counts them.</param>
public sealed record FaultVerdict(
    int Acknowledged, int Lost, int Doubled, int Torn, int Differences, IReadOnlyList<string> Unexpected)
{
    public bool Good =>
        Acknowledged > 0 && Lost == 0 && Doubled == 0 && Torn == 0 && Differences == 0 && Unexpected.Count == 0;

    public override string ToString() =>
        $"{Acknowledged} acknowledged, {Lost} lost, {Doubled} doubled, {Torn} torn, "
        + $"{Differences} differences{string.Concat(Unexpected.Take(5).Select(line => "\n  " + line))}";

    public static async Task<FaultVerdict> ReachAsync(string connectionString, FaultWriters writers)
    {
        var plain = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(plain);
        await connection.OpenAsync();
        var written = new Dictionary<string, long>();
        await using (var command = new NpgsqlCommand(Entries, connection))
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) written[reader.GetString(0)] = reader.GetInt64(1);

        var replay = JsonDocument.Parse(await FaultNode.RunAsync(plain, "replay", "--json")).RootElement;
        return new FaultVerdict(
            writers.Acknowledged.Count,
            writers.Acknowledged.Count(text => !written.ContainsKey(text)),
            written.Values.Count(times => times > 1),
            (int)await NumberAsync(connection, Torns),
            replay.GetProperty("differences").GetArrayLength(),
            [.. writers.Unexpected]);
    }

    private const string Entries =
        "select data ->> 'description', count(*) from renewal.mt_events where type = 'obstacle-raised' group by 1";

    private const string Torns =
        """
        select count(*) from (
          select e.stream_id from renewal.mt_events e
            join renewal.mt_streams s on s.id = e.stream_id
            left join renewal.mt_doc_areadocument c on c.id = e.stream_id
          group by e.stream_id, s.version, c.mt_version
          having count(*) <> max(e.version) or max(e.version) <> s.version or coalesce(c.mt_version, s.version) <> s.version) torn
        """;

    private static async Task<long> NumberAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
