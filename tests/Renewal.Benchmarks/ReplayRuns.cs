using System.Diagnostics;
using System.Text.Json;
using Renewal.Domain;
using Renewal.Features.Replay;
using Renewal.Features.Store;
using Renewal.Features.Timelines;

namespace Renewal.Benchmarks;

/// <summary>
/// Writing a bitemporal table anew, and comparing every view with what follows from the events, against a projection that does nothing in
/// the store's daemon, and against reading and parsing the same rows.
/// </summary>
internal static class ReplayRuns
{
    private const int EventsEach = 100;

    private static readonly Dictionary<string, Type> Types = RenewalStore.EventTypes.ToDictionary(EventNameAttribute.Of);

    public static async Task RunAsync(Server server, Results results, Scale scale, bool rebuild, bool replay)
    {
        await using var office = await BenchmarkHost.OpenAsync(server, "replay");
        var streams = Enumerable.Range(0, scale.ReplayStreams).Select(i => $"replay-{i}").ToList();
        await Seeding.AreasAsync(office, streams, EventsEach);
        await Server.ExecuteAsync(office.ConnectionString, "vacuum analyze");
        var events = scale.ReplayStreams * EventsEach;
        using var idle = new IdleDaemon(office, events);
        List<(string Group, string What, Func<Task<(double, TimeSpan)>> Run)> ours = [];
        if (rebuild) ours.Add(("rebuild", $"one bitemporal table, {events:N0} events taking turns", () => RebuildAsync(office, events)));
        var compared = $"{events:N0} events, {streams.Count:N0} documents and their rows compared";
        if (replay) ours.Add(("replay", compared, () => ReplayAsync(office)));
        Func<Task<(double, TimeSpan)>>[] others =
            [idle.RunAsync, () => RawAsync(office, parse: true), () => RawAsync(office, parse: false)];
        var rates = await Rounds.OnceAsync([.. others, .. ours.Select(each => each.Run)], 3);
        for (var i = 0; i < ours.Count; i++)
        {
            void Add(string against, int other, double? target) =>
                results.Add(new Line(ours[i].Group, ours[i].What, against, "ev/s", rates[3 + i], rates[other], target));
            Add("a projection that does nothing, in the daemon", 0, 0.4);
            Add("read the same rows, parse their JSON", 1, null);
            Add("read the same rows, not parsed", 2, null);
        }
    }

    private static async Task<(double, TimeSpan)> RebuildAsync(BenchmarkHost office, int events)
    {
        var watch = Stopwatch.StartNew();
        await office.Get<ViewRebuild>().RunAsync([AreaTables.Areas.Name], null, CancellationToken.None);
        return (events, watch.Elapsed);
    }

    private static async Task<(double, TimeSpan)> ReplayAsync(BenchmarkHost office)
    {
        var watch = Stopwatch.StartNew();
        var report = await office.Get<ReplayCheck>().RunAsync(null, null, null, CancellationToken.None);
        var took = watch.Elapsed;
        if (report.Differences.Count > 0) throw new InvalidOperationException(report.Differences[0].ToString());
        return (report.Events, took);
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
