using System.Diagnostics;
using System.Net;
using Npgsql;

namespace Renewal.Testing.Faults;

/// <summary>
/// Each fault as a run of its own on a fresh database: start the program, let eight clients write, fail <paramref name="rounds"/> times,
/// stop writing, and look at what is there.
/// </summary>
public sealed class FaultRounds(FaultCluster cluster, int rounds)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(45);

    /// <summary>PostgreSQL stops at once under a single process, and is started again (T-01, T-02).</summary>
    public async Task<FaultOutcome> CrashAsync(bool kill = false)
    {
        var there = await cluster.CreateDatabaseAsync("crash" + (kill ? "_kill" : ""));
        await using var node = await FaultNode.StartAsync(there);
        await using var writers = FaultWriters.Start(await FaultWriters.PrepareAsync(there, node.Url), Patient, node.Url);
        var broken = new List<string>();
        for (var round = 0; round < rounds; round++)
        {
            await Task.Delay(Between);
            await (kill ? cluster.KillAsync() : cluster.CrashAsync());
            await NotReadyAsync(node, broken);
            await cluster.StartAgainAsync();
        }

        return await EndAsync(there, writers, broken, [node]);
    }

    /// <summary>The only process is killed and started again at its address (T-03).</summary>
    public async Task<FaultOutcome> KillAsync()
    {
        var there = await cluster.CreateDatabaseAsync("kill");
        var node = await FaultNode.StartAsync(there);
        try
        {
            await using var writers = FaultWriters.Start(await FaultWriters.PrepareAsync(there, node.Url), Patient, node.Url);
            for (var round = 0; round < rounds; round++)
            {
                await Task.Delay(Between);
                await node.KillAsync();
                node = await FaultNode.StartAsync(there, node.Url);
            }

            return await EndAsync(there, writers, [], [node]);
        }
        finally
        {
            await node.DisposeAsync();
        }
    }

    /// <summary>Connections are ended by the server while they are used (T-04).</summary>
    public async Task<FaultOutcome> TerminateAsync()
    {
        var there = await cluster.CreateDatabaseAsync("terminate");
        await using var node = await FaultNode.StartAsync(there);
        await using var writers = FaultWriters.Start(await FaultWriters.PrepareAsync(there, node.Url), Patient, node.Url);
        for (var n = 0; n < 15 * rounds; n++)
        {
            await Task.Delay(300);
            // Now and then all of them, among them those that work in the background.
            await cluster.TerminateAsync("terminate", n % 5 == 4 ? 100 : 3);
        }

        return await EndAsync(there, writers, [], [node]);
    }

    /// <summary>One of two nodes stands still, the other goes on, and the first wakes (T-06).</summary>
    public async Task<FaultOutcome> FreezeAsync(TimeSpan still)
    {
        var there = await cluster.CreateDatabaseAsync("freeze");
        await using var one = await FaultNode.StartAsync(there, nodes: true);
        await using var two = await FaultNode.StartAsync(there, nodes: true);
        // As behind a proxy: who does not answer in time is asked no more for this request.
        await using var writers = FaultWriters.Start(
            await FaultWriters.PrepareAsync(there, one.Url), TimeSpan.FromSeconds(5), one.Url, two.Url);
        for (var round = 0; round < rounds; round++)
        {
            await Task.Delay(Between);
            var frozen = round % 2 == 0 ? one : two;
            await frozen.FreezeAsync();
            await Task.Delay(still);
            await frozen.ThawAsync();
        }

        return await EndAsync(there, writers, [], [one, two]);
    }

    /// <summary>One of three nodes is killed, the one that works the view among them sooner or later (T-05).</summary>
    public async Task<FaultOutcome> ReplaceAsync()
    {
        var there = await cluster.CreateDatabaseAsync("replace");
        List<FaultNode> nodes = [];
        try
        {
            for (var n = 0; n < 3; n++) nodes.Add(await FaultNode.StartAsync(there, nodes: true));
            await using var writers = FaultWriters.Start(
                await FaultWriters.PrepareAsync(there, nodes[0].Url), TimeSpan.FromSeconds(10), [.. nodes.Select(node => node.Url)]);
            for (var round = 0; round < rounds; round++)
            {
                await Task.Delay(Between);
                var dies = nodes[round % nodes.Count];
                await dies.KillAsync();
                await Task.Delay(TimeSpan.FromSeconds(12));
                nodes[round % nodes.Count] = await FaultNode.StartAsync(there, dies.Url, nodes: true);
            }

            return await EndAsync(there, writers, [], nodes);
        }
        finally
        {
            foreach (var node in nodes) await node.DisposeAsync();
        }
    }

    /// <summary>Nothing comes through between program and database for a while, or late, or connections are reset (T-08).</summary>
    public async Task<FaultOutcome> SwallowAsync(TimeSpan quiet, ProxyMode passage = ProxyMode.Swallows)
    {
        var there = await cluster.CreateDatabaseAsync($"passage_{passage}".ToLowerInvariant());
        await using var proxy = new TcpProxy(cluster.Port);
        var through = new NpgsqlConnectionStringBuilder(there) { Port = proxy.Port }.ConnectionString;
        await using var node = await FaultNode.StartAsync(through);
        await using var writers = FaultWriters.Start(await FaultWriters.PrepareAsync(there, node.Url), Patient, node.Url);
        var broken = new List<string>();
        for (var round = 0; round < rounds; round++)
        {
            await Task.Delay(Between);
            proxy.Set(passage);
            var clock = Stopwatch.StartNew();
            if (passage != ProxyMode.Slow) await NotReadyAsync(node, broken);
            if (quiet > clock.Elapsed) await Task.Delay(quiet - clock.Elapsed);
            proxy.Set(ProxyMode.Open);
        }

        return await EndAsync(there, writers, broken, [node]);
    }

    /// <summary>Ready must be answered with 503 within seconds of the fault, each time in less than five.</summary>
    private static async Task NotReadyAsync(FaultNode node, List<string> broken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        var (fault, status) = (Stopwatch.StartNew(), (HttpStatusCode?)HttpStatusCode.OK);
        while (status == HttpStatusCode.OK && fault.Elapsed < TimeSpan.FromSeconds(10))
        {
            var asked = Stopwatch.StartNew();
            status = await FaultNode.ReadyAsync(http, node.Url);
            if (asked.Elapsed > TimeSpan.FromSeconds(5)) broken.Add($"readiness took {asked.Elapsed.TotalSeconds:0.0} s");
            await Task.Delay(100);
        }

        if (status != HttpStatusCode.ServiceUnavailable) broken.Add($"readiness said {status}");
        if (fault.Elapsed > TimeSpan.FromSeconds(5.5)) broken.Add($"readiness noticed after {fault.Elapsed.TotalSeconds:0.0} s");
    }

    /// <summary>Writing goes on for a moment after the fault, then ends; the nodes must become ready by themselves.</summary>
    public static async Task<FaultOutcome> EndAsync(
        string connectionString, FaultWriters writers, List<string> broken, IReadOnlyList<FaultNode> nodes)
    {
        var since = Stopwatch.StartNew();
        await Task.Delay(Between);
        await writers.StopAsync();
        var verdict = await FaultVerdict.ReachAsync(connectionString, writers);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        foreach (var node in nodes)
        {
            var status = await FaultNode.ReadyAsync(http, node.Url);
            for (var wait = Stopwatch.StartNew(); status != HttpStatusCode.OK && wait.Elapsed < TimeSpan.FromSeconds(10);)
            {
                await Task.Delay(200);
                status = await FaultNode.ReadyAsync(http, node.Url);
            }

            if (status != HttpStatusCode.OK) broken.Add($"{node.Url} is not ready afterwards: {status}\n{node.Log}");
        }

        return new FaultOutcome(verdict, broken, writers, string.Join('\n', nodes.Select(node => node.Log)));
    }
}
