using System.Diagnostics;
using System.Globalization;
using Renewal.Faults;
using Renewal.Testing.Faults;

// dotnet run dev.cs -- faults [crash kill-server kill-app terminate replace freeze disk swallow delay reset pool] [--rounds N] [--record]
// Ends by itself; talks to 127.0.0.1 and to a PostgreSQL of its own only. docs/guides/run-the-fault-tests.md says what each does.
var at = Array.IndexOf(args, "--rounds");
var rounds = at < 0 ? 3 : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
(string Name, string Promise, Func<FaultCluster, Task<FaultOutcome?>> Run)[] all =
[
    ("crash", "T-01, T-02", async cluster => await new FaultRounds(cluster, rounds).CrashAsync()),
    ("kill-server", "T-01, T-02", async cluster => await new FaultRounds(cluster, rounds).CrashAsync(kill: true)),
    ("kill-app", "T-03", async cluster => await new FaultRounds(cluster, rounds).KillAsync()),
    ("terminate", "T-04", async cluster => await new FaultRounds(cluster, rounds).TerminateAsync()),
    ("replace", "T-05", async cluster => await new FaultRounds(cluster, rounds).ReplaceAsync()),
    ("freeze", "T-06", async cluster => await new FaultRounds(cluster, rounds).FreezeAsync(TimeSpan.FromSeconds(30))),
    ("disk", "T-07", _ => FullDisk.RunAsync()),
    ("swallow", "T-08", async cluster => await new FaultRounds(cluster, 1).SwallowAsync(TimeSpan.FromSeconds(60))),
    ("delay", "T-08", async cluster => await new FaultRounds(cluster, 1).SwallowAsync(TimeSpan.FromSeconds(15), ProxyMode.Slow)),
    ("reset", "T-08", async cluster => await new FaultRounds(cluster, rounds).SwallowAsync(TimeSpan.FromSeconds(5), ProxyMode.Resets)),
    ("rebuild", "T-21", async cluster => await KilledRebuilds.RunAsync(cluster, 10 * rounds)),
    ("pool", "T-09", async cluster => await UsedUpPool.RunAsync(cluster)),
];
var asked = all.Where(fault => args.Contains(fault.Name)).ToList();
if (asked.Count == 0) asked = [.. all];

var table = new List<string>();
var failed = 0;
await using (var cluster = await FaultCluster.StartAsync())
{
    foreach (var (name, promise, run) in asked)
    {
        var clock = Stopwatch.StartNew();
        var outcome = await run(cluster);
        var good = outcome is { Verdict.Good: true, Broken.Count: 0 };
        if (outcome is not null && !good) failed++;
        var result = outcome is null ? "not run: needs root and Linux" : good ? "holds" : "FAILS";
        Console.WriteLine($"{name} ({promise}): {result} in {clock.Elapsed.TotalSeconds:0} s\n{outcome}");
        foreach (var broken in outcome?.Broken ?? []) Console.WriteLine("  " + broken);
        table.Add(outcome is null ? $"| {name} | {promise} | {result} | | | | |" : string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {promise} | {result} | {outcome.Verdict.Acknowledged} | {outcome.Verdict.Lost} / {outcome.Verdict.Doubled} / "
            + $"{outcome.Verdict.Torn} | {outcome.Verdict.Differences} | "
            + $"{outcome.Writers.Slowest.TotalSeconds:0.0} |"));
    }
}

if (args.Contains("--record")) await Results.WriteAsync(rounds, table);
return failed == 0 ? 0 : 1;
