using System.Diagnostics;
using System.Text.Json;
using Renewal.Domain;
using Renewal.Features.Replay;
using Renewal.Features.Store;

namespace Renewal.Benchmarks;

/// <summary>Folding everything on file again and comparing it with every stored view, against reading and parsing the same rows.</summary>
internal static class ReplayRuns
{
    public const int Areas = 2_000;
    public const int EventsEach = 100;

    private static readonly Dictionary<string, Type> Types = RenewalStore.EventTypes.ToDictionary(EventNameAttribute.Of);

    public static async Task RunAsync(Server server, Results results)
    {
        await using var office = await BenchmarkHost.OpenAsync(server, "replay");
        await Seeding.AreasAsync(office, [.. Enumerable.Range(0, Areas).Select(i => $"replay-{i}")], EventsEach);
        await Server.ExecuteAsync(office.ConnectionString, "vacuum analyze");
        var replays = office.Get<ReplayCheck>();

        async Task<(double, TimeSpan)> ReplayAsync()
        {
            var watch = Stopwatch.StartNew();
            var report = await replays.RunAsync(null, null, null, CancellationToken.None);
            var took = watch.Elapsed;
            if (report.Differences.Count > 0) throw new InvalidOperationException(report.Differences[0].ToString());
            return (report.Events, took);
        }

        var rates = await Rounds.OnceAsync([ReplayAsync, () => RawAsync(office, parse: true), () => RawAsync(office, parse: false)], 3);
        var what = $"{Areas * EventsEach:N0} events, {Areas:N0} documents and their rows compared";
        results.Add(new Line("replay", what, "read the same rows, parse their JSON", "ev/s", rates[0], rates[1], 0.25));
        results.Add(new Line("replay", what, "read the same rows, not parsed", "ev/s", rates[0], rates[2], null));
    }

    private static async Task<(double, TimeSpan)> RawAsync(BenchmarkHost office, bool parse)
    {
        var watch = Stopwatch.StartNew();
        var events = 0;
        await using var command = office.Source.CreateCommand(
            "select seq_id, stream_id, version, id, type, timestamp, user_name, data::text from renewal.mt_events order by seq_id");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            events++;
            _ = (reader.GetInt64(0), reader.GetGuid(1), reader.GetInt64(2), reader.GetGuid(3),
                reader.GetFieldValue<DateTimeOffset>(5), reader.GetString(6));
            var json = reader.GetFieldValue<byte[]>(7);
            if (parse) JsonSerializer.Deserialize(json, Types[reader.GetString(4)], RenewalStore.Json);
        }

        return (events, watch.Elapsed);
    }
}
