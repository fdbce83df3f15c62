using Npgsql;
using NpgsqlTypes;
using Renewal.Features.Store;

namespace Renewal.Features.Replay;

/// <summary>
/// Finds damage that the program itself never causes and no view shows: a stream whose version is not that of its last event, events or
/// streams marked as archived, which the store then leaves out, and codes that lead to another area than the one that has them.
/// </summary>
public static class RecordDamage
{
    private const string StreamView = "stream";
    private const string CodeView = "code";

    private const string StreamsSql =
        $"""
        select s.id, d.keyvalue, s.version, s.is_archived, e.number, e.last, e.archived
        from (select * from {RenewalStore.Schema}.mt_streams where ($1::uuid is null or id = $1) and ($2::uuid is null or id > $2)
              order by id limit $3) s
        left join {RenewalStore.Schema}.mt_doc_areadocument d on d.id = s.id
        cross join lateral (
          select count(*) as number, coalesce(max(version), 0) as last, count(*) filter (where is_archived) as archived
          from {RenewalStore.Schema}.mt_events where stream_id = s.id) e
        where s.is_archived or s.version <> e.last or e.number <> e.last or e.archived > 0
        order by s.id
        """;

    // A code has one row in the key table: of two areas with one code, at least one has no row.
    private const string CodesSql =
        $"""
        select d.id, d.keyvalue, k.stream_id from {RenewalStore.Schema}.mt_doc_areadocument d
        join {RenewalStore.Schema}.mt_natural_key_areadocument k on k.natural_key_value = d.keyvalue
        where k.stream_id <> d.id and ($1::uuid is null or d.id = $1) order by d.keyvalue, d.id limit 1000
        """;

    /// <summary>All streams, or one.</summary>
    public static async Task<IReadOnlyList<ReplayDifference>> StreamsAsync(
        NpgsqlConnection connection, Guid? stream, CancellationToken ct) =>
        await ReadAsync(connection, stream, null, null, ct);

    /// <summary>The next streams by id, and the last of them to go on after; null when there are no more.</summary>
    public static async Task<(IReadOnlyList<ReplayDifference> Found, Guid? Last)> PageAsync(
        NpgsqlConnection connection, Guid? after, int streams, CancellationToken ct)
    {
        var found = await ReadAsync(connection, null, after, streams, ct);
        await using var next = new NpgsqlCommand(
            $"select id from {RenewalStore.Schema}.mt_streams where $1::uuid is null or id > $1 order by id offset $2 limit 1", connection)
        { Parameters = { Uuid(after), new() { Value = streams - 1 } } };
        return (found, await next.ExecuteScalarAsync(ct) as Guid?);
    }

    /// <summary>Areas whose code maps to another area.</summary>
    public static async Task<IReadOnlyList<ReplayDifference>> CodesAsync(NpgsqlConnection connection, Guid? stream, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(CodesSql, connection) { Parameters = { Uuid(stream) } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<ReplayDifference>();
        while (await reader.ReadAsync(ct))
            found.Add(new ReplayDifference(
                CodeView, reader.GetGuid(0), reader.GetString(1), $"its code leads to another area, {reader.GetGuid(2)}"));
        return found;
    }

    private static async Task<IReadOnlyList<ReplayDifference>> ReadAsync(
        NpgsqlConnection connection, Guid? stream, Guid? after, int? limit, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(StreamsSql, connection)
        {
            CommandTimeout = 0,
            Parameters =
            {
                Uuid(stream), Uuid(after), new() { Value = (object?)limit ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<ReplayDifference>();
        while (await reader.ReadAsync(ct))
        {
            var code = await reader.IsDBNullAsync(1, ct) ? null : reader.GetString(1);
            var (version, number, last, archived) = (reader.GetInt64(2), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6));
            var said = new List<string>();
            if (version != last) said.Add($"stream version is {version}, that of its last event {last}");
            if (number != last) said.Add($"{number} events up to version {last}");
            if (reader.GetBoolean(3)) said.Add("the stream is archived");
            if (archived > 0) said.Add($"{archived} of {number} events are archived");
            found.Add(new ReplayDifference(StreamView, reader.GetGuid(0), code, string.Join("; ", said)));
        }

        return found;
    }

    private static NpgsqlParameter Uuid(Guid? id) => new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };
}
