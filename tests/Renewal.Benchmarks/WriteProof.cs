using Npgsql;
using Renewal.Features.Replay;
using Renewal.Features.Timelines;

namespace Renewal.Benchmarks;

/// <summary>
/// That the hand-written transaction leaves what the handler leaves: the rows of one area, written both ways, are equal but for ids and
/// times, and the replay of either database finds no difference.
/// </summary>
internal static class WriteProof
{
    private const string Code = "proof-1";

    // Ids, times and what differs from write to write are left out; whether a column is null is not.
    private const string EventsSql =
        """
        select version::text, type, mt_dotnet_type, data::text, headers::text, user_name, tenant_id, is_archived::text,
               (causation_id is null)::text, (correlation_id is null)::text
        from renewal.mt_events where stream_id = $1 order by version
        """;

    private const string DocumentSql =
        """
        select mt_version::text, mt_dotnet_type, keyvalue, name, s.version::text, s.type
        from renewal.mt_doc_areadocument d join renewal.mt_streams s on s.id = d.id where d.id = $1
        """;

    public static async Task RunAsync(BenchmarkHost office, BenchmarkHost byHand)
    {
        var area = (await Seeding.AreasAsync(office, [Code], 1))[0];
        foreach (var milestone in Script.Milestones.Take(FreshAreas.Each)) await office.AskAsync(milestone(Code));
        var other = (await Seeding.AreasAsync(byHand, [Code], 1))[0];
        var hand = HandWrites.Of(byHand.Source, FreshAreas.Each);
        var write = hand.Writer(() => other, batched: true);
        for (var i = 0; i < FreshAreas.Each; i++) await write();
        var (ours, theirs) = (await RowsAsync(office, area.Id), await RowsAsync(byHand, other.Id));
        var (missing, more) = (ours.Except(theirs).ToList(), theirs.Except(ours).ToList());
        if (missing.Count + more.Count > 0 || ours.Count != theirs.Count)
            throw new InvalidOperationException(
                "The hand-written transaction leaves other rows than the handler:\n"
                + string.Join('\n', [.. missing.Take(2), "", .. more.Take(2)]));
        await ReplayAsync(byHand);
    }

    public static async Task ReplayAsync(BenchmarkHost office)
    {
        var replay = await office.Get<ReplayCheck>().RunAsync(null, null, null, CancellationToken.None);
        // A difference would mean that speed was bought with truth.
        if (replay.Differences.Count > 0) throw new InvalidOperationException(replay.Differences[0].ToString());
    }

    private static async Task<List<string>> RowsAsync(BenchmarkHost office, Guid id)
    {
        await using var connection = await office.Source.OpenConnectionAsync();
        var rows = await TextsAsync(connection, EventsSql, id);
        rows.AddRange(await TextsAsync(connection, DocumentSql, id));
        foreach (var table in AreaTables.All)
        {
            var own = table.Columns.Where(column => column.Type != ColumnType.Id).Select(column => $"t.{column.Name}::text");
            rows.AddRange(await TextsAsync(
                connection,
                $"""
                select '{table.Name}', t.valid::text, {string.Join(", ", own)},
                  (select version::text from renewal.mt_events e where e.stream_id = $1 and e.timestamp = lower(t.known)),
                  (select version::text from renewal.mt_events e where e.stream_id = $1 and e.timestamp = upper(t.known))
                from {table.QualifiedName} t where t.{table.Stream} = $1
                """, id));
        }

        return rows;
    }

    private static async Task<List<string>> TextsAsync(NpgsqlConnection connection, string sql, Guid id)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = id } } };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join(
                " | ", Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "null" : reader.GetString(i))));
        return rows;
    }
}
