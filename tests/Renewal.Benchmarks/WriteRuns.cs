using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;

namespace Renewal.Benchmarks;

/// <summary>A milestone through the bus and the handler, against inserting its row by hand in a transaction of its own.</summary>
internal static class WriteRuns
{
    private const int TopUp = 4_000;
    private static readonly int[] Writers = [1, 8, 32];

    public static async Task RunAsync(Server server, Results results, TimeSpan window)
    {
        await using var office = await BenchmarkHost.OpenAsync(server, "writes");
        await using var unprepared = await BenchmarkHost.OpenAsync(server, "unprepared", prepared: false);
        var (areas, unpreparedAreas) = (new Areas(office), new Areas(unprepared));
        var raw = await RawWrites.OpenAsync(office);
        var variants = Writers.SelectMany(n => new[]
        {
            new Variant(n, areas.WriterAsync, areas.TopUpAsync),
            new Variant(n, raw.WriterAsync),
        }).Append(new Variant(Writers[1], unpreparedAreas.WriterAsync, unpreparedAreas.TopUpAsync)).ToList();
        var rates = await Rounds.RunAsync(variants, 7, window);
        for (var i = 0; i < Writers.Length; i++)
        {
            results.Add(new Line(
                "write", $"a milestone, {Writers[i]} writer{(Writers[i] > 1 ? "s" : "")}",
                "insert event, update stream, BEGIN … COMMIT", "/s",
                rates[i * 2], rates[i * 2 + 1], 0.5));
        }

        results.Add(new Line("write", "… 8 writers, Max Auto Prepare=0", "ours, prepared", "/s", rates[^1], rates[2], null));
    }

    /// <summary>Freshly registered areas, each good for a few milestones, so that files stay as small as real ones are young.</summary>
    private sealed class Areas(BenchmarkHost office)
    {
        private const int Each = 6;
        private readonly ConcurrentQueue<string> fresh = [];
        private int made;

        public async Task TopUpAsync()
        {
            var missing = TopUp - fresh.Count;
            if (missing <= 0) return;
            var codes = Enumerable.Range(0, missing).Select(_ => $"write-{made++}").ToList();
            await Seeding.AreasAsync(office, codes, 1);
            foreach (var code in codes) fresh.Enqueue(code);
        }

        public Task<Func<Task>> WriterAsync()
        {
            var (code, step) = ("", Each);
            return Task.FromResult<Func<Task>>(async () =>
            {
                if (step >= Each)
                {
                    if (!fresh.TryDequeue(out code!)) throw new InvalidOperationException("No fresh areas left in this window.");
                    step = 0;
                }

                var answer = await office.AskAsync(Script.Milestones[step++](code));
                if (answer.Events.Count != 1) throw new InvalidOperationException($"{code}: nothing was recorded.");
            });
        }
    }
}

/// <summary>
/// The limit: the same row into a like-shaped table, and the stream's version, by somebody who knows all of it beforehand.
/// </summary>
internal sealed class RawWrites
{
    private readonly BenchmarkHost office;
    private readonly SeedEvent row;

    private RawWrites(BenchmarkHost office, SeedEvent row) => (this.office, this.row) = (office, row);

    public static Task<RawWrites> OpenAsync(BenchmarkHost office)
    {
        var area = Script.Events("raw", 2);
        return Task.FromResult(new RawWrites(office, Seeding.Row(0, Guid.Empty, 2, area[1], DateTimeOffset.UtcNow)));
    }

    public async Task<Func<Task>> WriterAsync()
    {
        var mine = Enumerable.Range(0, 200).Select(_ => Guid.CreateVersion7()).ToList();
        await using (var connection = await office.Source.OpenConnectionAsync())
        {
            await Seeding.CopyAsync(connection, "raw.streams (id, type, version)", mine, async (copy, id) =>
            {
                await copy.WriteAsync(id);
                await copy.WriteAsync("area_card", NpgsqlDbType.Varchar);
                await copy.WriteAsync(1L);
            });
        }

        var turn = 0;
        return async () =>
        {
            var (stream, version) = (mine[turn % mine.Count], 2L + turn / mine.Count);
            turn++;
            await using var connection = await office.Source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var insert = Insert(connection, stream, version);
            await insert.ExecuteNonQueryAsync();
            await using var update = new NpgsqlCommand("update raw.streams set version = $2, timestamp = now() where id = $1", connection)
            {
                Parameters = { new() { Value = stream }, new() { Value = version } },
            };
            await update.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        };
    }

    private NpgsqlCommand Insert(NpgsqlConnection connection, Guid stream, long version) => new(
        """
        insert into raw.events (
          seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, correlation_id, causation_id, headers, user_name)
        values (nextval('raw.events_sequence'), $1, $2, $3, $4, $5, now(), $6, $7, $8, $9, $10)
        """,
        connection)
    {
        Parameters =
        {
            new() { Value = Guid.CreateVersion7() }, new() { Value = stream }, new() { Value = version },
            new() { Value = row.Data, NpgsqlDbType = NpgsqlDbType.Jsonb }, new() { Value = row.Type }, new() { Value = row.DotnetType },
            new() { Value = "94d3f64c-05ed-4fbf-b6d2-9d119ebdba2d" }, new() { Value = "08df498b-d1bf-f39b-e6f8-b5b098fc0000" },
            new() { Value = """{"via": "api", "role": "officer"}""", NpgsqlDbType = NpgsqlDbType.Jsonb }, new() { Value = "zhang" },
        },
    };
}
