using System.Diagnostics;
using Renewal.Benchmarks;

// dotnet run -c Release --project tests/Renewal.Benchmarks [-- writes|shown|append|import|reads|replay|rebuild|start|fold …]
//   [--scale 0.02] [--rounds N] [--seconds N] [--record]
// dotnet run -c Release --project tests/Renewal.Benchmarks -- load [--areas N] [--events N] [--clients N] [--minutes N] [--think N]
//   [--record]
string[] known = ["fold", "writes", "shown", "append", "import", "reads", "replay", "rebuild", "start"];
var asked = args.Where(arg => known.Contains(arg)).ToHashSet();
if (asked.Count == 0) asked = [.. known];
var scale = Scale.From(args);
if (scale.Factor < 1) Rounds.MostWarming = 3;

await using var server = await Server.StartAsync();
var machine = $"{await server.DescribeAsync()} {scale.Describe()}.";
Console.WriteLine(machine);
if (args.Contains("load"))
{
    await LoadRuns.RunAsync(server, LoadSize.From(args), args.Contains("--record"));
    return 0;
}

var results = new Results();
if (asked.Contains("fold")) FoldRuns.Run();
await MeasureAsync("writes", () => WriteRuns.RunAsync(server, results, scale));
await MeasureAsync("shown", () => ShownRuns.RunAsync(server, results, scale));
await MeasureAsync("import", () => ImportRuns.RunAsync(server, results, scale));
await MeasureAsync("reads", () => ReadRuns.RunAsync(server, results, scale));
await MeasureAsync(
    "replay", () => ReplayRuns.RunAsync(server, results, scale, asked.Contains("rebuild"), asked.Contains("replay")), "rebuild");
await MeasureAsync("append", () => AppendRuns.RunAsync(server, results, scale));
await MeasureAsync("start", () => StartRuns.RunAsync(server, results));

return results.Failed ? 1 : 0;

async Task MeasureAsync(string group, Func<Task> run, string? or = null)
{
    if (!asked.Contains(group) && (or is null || !asked.Contains(or))) return;
    var watch = Stopwatch.StartNew();
    results.Begin(group);
    try
    {
        await run();
    }
    catch (Exception failure) when (asked.Count > 1)
    {
        // The other groups take an hour; what they measure is not lost for this one.
        results.Fail(failure);
    }

    if (args.Contains("--record")) await results.RecordAsync(machine, watch.Elapsed);
}
