using System.Runtime.CompilerServices;

namespace Renewal.Benchmarks;

/// <summary>results.md: the table of ratios, and below it the load runs. Writing one leaves the other as it is.</summary>
internal static class ResultsFile
{
    private const string Marker = "<!-- load runs: newest first -->\n";

    /// <param name="rounds">Every round, as CSV.</param>
    public static async Task WriteRatiosAsync(string text, string rounds, [CallerFilePath] string source = "")
    {
        var (_, load) = await ReadAsync(source);
        await File.WriteAllTextAsync(PathBeside(source), text.TrimEnd('\n') + "\n\n" + Marker + load);
        await File.WriteAllTextAsync(PathBeside(source, "results-rounds.csv"), rounds);
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
