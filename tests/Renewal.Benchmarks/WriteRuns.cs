using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;

namespace Renewal.Benchmarks;

/// <summary>
/// A milestone through the bus and the handler, against a hand-written transaction that leaves the same rows, and against inserting the row
/// of its event alone.
/// </summary>
internal static class WriteRuns
{
    private static readonly int[] Writers = [1, 8, 32];

    public static async Task RunAsync(Server server, Results results, Scale scale)
    {
        await using var office = await BenchmarkHost.OpenAsync(server, "writes");
        await using var byHand = await BenchmarkHost.OpenAsync(server, "hand");
        await using var unprepared = await BenchmarkHost.OpenAsync(server, "unprepared", prepared: false);
        await WriteProof.RunAsync(office, byHand);

        var (areas, handAreas, raw) = (new FreshAreas(office), new FreshAreas(byHand), new RawWrites(byHand));
        var unpreparedAreas = new FreshAreas(unprepared);
        var hand = HandWrites.Of(byHand.Source, FreshAreas.Each);
        var without = new Variant(8, unpreparedAreas.WriterAsync, unpreparedAreas.TopUpAsync);
        // First, so that its few connections are there before many writers need theirs.
        var rates = await Rounds.RunAsync([without, .. Writers.SelectMany(n => new[]
        {
            new Variant(n, areas.WriterAsync, areas.TopUpAsync),
            new Variant(n, () => Task.FromResult(hand.Writer(handAreas.Next, batched: true)), handAreas.TopUpAsync),
            new Variant(n, () => Task.FromResult(hand.Writer(handAreas.Next, batched: false)), handAreas.TopUpAsync),
            new Variant(n, raw.WriterAsync),
        })], scale.Count, scale.Window);
        for (var i = 0; i < Writers.Length; i++)
        {
            var what = $"a milestone, {Writers[i]} writer{(Writers[i] > 1 ? "s" : "")}";
            void Add(string against, int other, double? target) =>
                results.Add(new Line("write", what, against, "/s", rates[1 + (i * 4)], rates[1 + (i * 4) + other], target));
            Add("by hand, the same rows, all statements in one round trip", 1, 0.5);
            Add("by hand, the same rows, statement after statement", 2, null);
            Add("the event row and the stream's version alone", 3, null);
        }

        results.Add(new Line("write", "a milestone, 8 writers, Max Auto Prepare=0", "ours, prepared", "/s", rates[0], rates[5], null));
        await WriteProof.ReplayAsync(office);
        await WriteProof.ReplayAsync(byHand);
    }
}

/// <summary>Freshly registered areas, each good for a few milestones, so that documents stay as small as those of young areas.</summary>
internal sealed class FreshAreas(BenchmarkHost office)
{
    public const int Each = 6;

    private const int TopUp = 4_000;
    private readonly ConcurrentQueue<SeededArea> fresh = [];
    private int made;

    public SeededArea Next() =>
        fresh.TryDequeue(out var area) ? area : throw new InvalidOperationException("No fresh areas left in this window.");

    public async Task TopUpAsync()
    {
        var missing = TopUp - fresh.Count;
        if (missing <= 0) return;
        var seeded = await Seeding.AreasAsync(office, [.. Enumerable.Range(0, missing).Select(_ => $"write-{made++}")], 1);
        foreach (var area in seeded) fresh.Enqueue(area);
    }

    public Task<Func<Task>> WriterAsync()
    {
        var (code, step) = ("", Each);
        return Task.FromResult<Func<Task>>(async () =>
        {
            if (step >= Each) (code, step) = (Next().Code, 0);
            var answer = await office.AskAsync(Script.Milestones[step++](code));
            if (answer.Events.Count != 1) throw new InvalidOperationException($"{code}: nothing was recorded.");
        });
    }
}

/// <summary>The row of the event into a like-shaped table without triggers, and the stream's version.</summary>
internal sealed class RawWrites(BenchmarkHost office)
{
    private readonly SeedEvent row = Seeding.Row(0, Guid.Empty, 2, Script.Events("raw", 2)[1], DateTimeOffset.UtcNow);

    public async Task<Func<Task>> WriterAsync()
    {
        var mine = Enumerable.Range(0, 200).Select(_ => Guid.CreateVersion7()).ToList();
        await using (var connection = await office.Source.OpenConnectionAsync())
        {
            await Seeding.CopyAsync(connection, "raw.streams (id, type, version)", mine, async (copy, id) =>
            {
                await copy.WriteAsync(id);
                await copy.WriteAsync("area_document", NpgsqlDbType.Varchar);
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
            new() { Value = Seeding.Headers, NpgsqlDbType = NpgsqlDbType.Jsonb }, new() { Value = "zhang" },
        },
    };
}
