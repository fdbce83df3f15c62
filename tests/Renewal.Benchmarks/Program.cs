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
var watch = Stopwatch.StartNew();

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
if (asked.Contains("writes")) await WriteRuns.RunAsync(server, results, scale);
if (asked.Contains("shown")) await ShownRuns.RunAsync(server, results, scale);
if (asked.Contains("import")) await ImportRuns.RunAsync(server, results, scale);
if (asked.Contains("reads")) await ReadRuns.RunAsync(server, results, scale);
if (asked.Overlaps(["replay", "rebuild"]))
    await ReplayRuns.RunAsync(server, results, scale, asked.Contains("rebuild"), asked.Contains("replay"));
if (asked.Contains("append")) await AppendRuns.RunAsync(server, results, scale);
if (asked.Contains("start")) await StartRuns.RunAsync(server, results);

Console.WriteLine(results.Table());
if (args.Contains("--record")) await results.RecordAsync(machine, string.Join(' ', args), watch.Elapsed);
return 0;
