using Npgsql;

namespace Renewal.Benchmarks;

/// <summary>A milestone through the handler with ten million events in the store, against the same with a million.</summary>
internal static class AppendRuns
{
    private static readonly int[] Writers = [1, 8];

    public static async Task RunAsync(Server server, Results results, Scale scale)
    {
        await using var large = await OpenAsync(server, "large", scale.StoredEvents);
        await using var small = await OpenAsync(server, "tenth", scale.StoredEvents / 10);
        var (largeAreas, smallAreas) = (new FreshAreas(large), new FreshAreas(small));
        var rates = await Rounds.RunAsync([.. Writers.SelectMany(n => new[]
        {
            new Variant(n, largeAreas.WriterAsync, largeAreas.TopUpAsync), new Variant(n, smallAreas.WriterAsync, smallAreas.TopUpAsync),
        })], scale.Count, scale.Window);
        for (var i = 0; i < Writers.Length; i++)
            results.Add(new Line(
                "append", $"a milestone at {scale.StoredEvents:N0} events, {Writers[i]} writer{(Writers[i] > 1 ? "s" : "")}",
                $"the same at {scale.StoredEvents / 10:N0}", "/s", rates[i * 2], rates[(i * 2) + 1], 1.25, Judged.Factor));
    }

    /// <summary>
    /// The store's own tables grow; documents and bitemporal rows are those of the areas that are written to. Streams of fifty notes each,
    /// in an order in which they take turns, copied by the database from the row of one note.
    /// </summary>
    private static async Task<BenchmarkHost> OpenAsync(Server server, string name, int events)
    {
        const int EventsEach = 50;
        var office = await BenchmarkHost.OpenAsync(server, name);
        var note = Seeding.Row(0, Guid.Empty, 2, Script.Events("large", EventsEach, variant: 0)[^1], DateTimeOffset.UtcNow);
        await using var connection = await office.Source.OpenConnectionAsync();
        async Task ExecuteAsync(string sql, params object[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
            await command.ExecuteNonQueryAsync();
        }

        var streams = events / EventsEach;
        await ExecuteAsync("alter table renewal.mt_events disable trigger user");
        // Streams without a type: they have no document, and nothing asks for one.
        await ExecuteAsync(
            "insert into renewal.mt_streams (id, version) select md5('stream ' || i)::uuid, $2 from generate_series(1, $1) i",
            streams, (long)EventsEach);
        await ExecuteAsync(
            """
            insert into renewal.mt_events (
              seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, correlation_id, causation_id, headers, user_name)
            select i, md5('event ' || i)::uuid, md5('stream ' || (1 + i % $1))::uuid, 1 + i / $1, $3::jsonb, $4,
              timestamptz '2020-01-01' + i * interval '10 s', $5, '94d3f64c-05ed-4fbf-b6d2-9d119ebdba2d',
              '08df498b-d1bf-f39b-e6f8-b5b098fc0000', $6::jsonb, 'zhang'
            from generate_series(0, $2 - 1) i
            """,
            streams, streams * EventsEach, System.Text.Encoding.UTF8.GetString(note.Data), note.Type, note.DotnetType, Seeding.Headers);
        await ExecuteAsync($"select setval('renewal.mt_events_sequence', {events + 1})");
        await ExecuteAsync("alter table renewal.mt_events enable trigger user");
        await ExecuteAsync("vacuum analyze");
        return office;
    }
}
