using System.Globalization;
using Renewal.Benchmarks;

// dotnet run -c Release --project tests/Renewal.Benchmarks [-- fold|writes|import|reads|replay|rebuild|start|all] [--seconds N] [--record]
// dotnet run -c Release --project tests/Renewal.Benchmarks -- load [--areas N] [--events N] [--clients N] [--minutes N] [--think N]
//   [--record]
string[] known = ["fold", "writes", "import", "reads", "replay", "rebuild", "start"];
var asked = args.Where(arg => known.Contains(arg)).ToHashSet();
if (asked.Count == 0) asked = [.. known];
var at = Array.IndexOf(args, "--seconds");
var window = TimeSpan.FromSeconds(at < 0 ? 0.7 : double.Parse(args[at + 1], CultureInfo.InvariantCulture));

await using var server = await Server.StartAsync();
Console.WriteLine(await server.DescribeAsync());
if (args.Contains("load"))
{
    await LoadRuns.RunAsync(server, LoadSize.From(args), args.Contains("--record"));
    return 0;
}

var results = new Results();
if (asked.Contains("fold")) FoldRuns.Run();
if (asked.Contains("writes")) await WriteRuns.RunAsync(server, results, window);
if (asked.Contains("import")) await ImportRuns.RunAsync(server, results);
if (asked.Contains("reads")) await ReadRuns.RunAsync(server, results, window);
if (asked.Contains("replay")) await ReplayRuns.RunAsync(server, results);
if (asked.Contains("rebuild")) await RebuildRuns.RunAsync(server, results);
if (asked.Contains("start")) await StartRuns.RunAsync(server, results);

Console.WriteLine(results.Table());
if (args.Contains("--record")) await results.RecordAsync(await server.DescribeAsync());
return 0;
