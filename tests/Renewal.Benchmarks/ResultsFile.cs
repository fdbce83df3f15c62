using System.Runtime.CompilerServices;

namespace Renewal.Benchmarks;

/// <summary>
/// results.md: a table of ratios for each group, and below them the load runs. Writing one leaves the others as they are.
/// </summary>
internal static class ResultsFile
{
    private const string Marker = "<!-- load runs: newest first -->\n";
    private const string Columns = "section,group,what,against,side,round,per_second,client_cpu_us,server_cpu_us,histogram_us\n";

    private const string Head =
        """
        # Benchmark results

        Written by `dotnet run -c Release --project tests/Renewal.Benchmarks -- --record`, one group after the other. Only the ratios mean
        something elsewhere: both sides of each were measured in turns, in the same run, against the same PostgreSQL. Every round is in
        results-rounds.csv. docs/concepts/speed.md explains each line.
        """;

    /// <summary>In the order of the file.</summary>
    private static readonly string[] Groups = ["writes", "shown", "append", "import", "reads", "replay", "start"];

    /// <param name="rounds">Every round, as CSV without its head.</param>
    public static async Task WriteGroupAsync(string group, string text, string rounds, [CallerFilePath] string source = "")
    {
        var (ratios, load) = await ReadAsync(source);
        var groups = ratios.Split("\n## ").Skip(1).ToDictionary(each => each.Split('\n')[0], each => each[each.IndexOf('\n')..].Trim());
        groups[group] = text.Trim();
        var all = Groups.Where(groups.ContainsKey).Select(each => $"## {each}\n\n{groups[each]}\n");
        await File.WriteAllTextAsync(PathBeside(source), $"{Head}\n\n{string.Join('\n', all)}\n{Marker}{load}");

        var csv = PathBeside(source, "results-rounds.csv");
        var kept = File.Exists(csv) ? await File.ReadAllLinesAsync(csv) : [];
        var others = $"{kept.FirstOrDefault()}\n" != Columns ? []
            : kept.Skip(1).Where(row => !row.StartsWith(group + ",", StringComparison.Ordinal));
        await File.WriteAllTextAsync(csv, Columns + string.Concat(others.Select(row => row + "\n")) + rounds);
    }

    public static async Task WriteLoadAsync(string run, [CallerFilePath] string source = "")
    {
        var (ratios, load) = await ReadAsync(source);
        await File.WriteAllTextAsync(PathBeside(source), ratios.TrimEnd('\n') + "\n\n" + Marker + "\n" + run.TrimEnd('\n') + "\n" + load);
    }

    private static async Task<(string Ratios, string Load)> ReadAsync(string source)
    {
        var parts = (await File.ReadAllTextAsync(PathBeside(source))).ReplaceLineEndings("\n").Split(Marker, 2);
        return (parts[0], parts.Length == 2 ? parts[1] : "");
    }

    private static string PathBeside(string source, string name = "results.md") => Path.Combine(Path.GetDirectoryName(source)!, name);
}
