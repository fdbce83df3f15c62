using System.Globalization;
using System.Text;

namespace Renewal.Benchmarks;

/// <summary>One line of the table: ours against the limit, round by round in the same run.</summary>
/// <param name="Limit">What ours is held against.</param>
/// <param name="Target">Null where a line only explains another.</param>
/// <param name="Absolute">The target is a longest time in seconds, not a ratio.</param>
internal sealed record Line(
    string Group, string What, string Limit, string Unit, Measured[] Ours, Measured[]? Raw, double? Target, bool Absolute = false)
{
    public double[] Ratios => Raw is null ? [.. Ours.Select(round => round.Rate)] : [.. Ours.Zip(Raw, (ours, raw) => ours.Rate / raw.Rate)];

    public double Median => Rounds.Median(Ratios);

    public string Verdict => Target is not { } target ? "" : (Absolute ? Median <= target : Median >= target) ? "met" : "missed";
}

/// <summary>Collects the lines and prints them as one table, on the screen and on request into results.md.</summary>
internal sealed class Results
{
    private readonly List<Line> lines = [];

    public void Add(Line line)
    {
        lines.Add(line);
        Console.WriteLine(Row(line));
    }

    public string Table()
    {
        var text = new StringBuilder(
            "| | ours against | ours | limit | ratio (lowest–highest round) | target | | CPU µs each, client + server: ours | limit |\n");
        text.Append("|---|---|---:|---:|---:|---:|---|---:|---:|\n");
        foreach (var line in lines) text.Append(Row(line)).Append('\n');
        return text.ToString();
    }

    /// <summary>Beside the program's source, so that a change of the numbers is seen in review.</summary>
    public async Task RecordAsync(string machine)
    {
        var day = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var text = $"""
            # Benchmark results, {day}

            {machine}

            Written by `dotnet run -c Release --project tests/Renewal.Benchmarks -- --record`. Only the ratios mean something
            elsewhere: both sides of each were measured in turns, in the same run, against the same PostgreSQL.
            docs/concepts/speed.md explains each line.

            {Table()}
            """;
        await ResultsFile.WriteRatiosAsync(text);
    }

    private static string Row(Line line)
    {
        var spread = line.Ratios;
        var target = line.Target is { } wanted ? $"{(line.Absolute ? "≤" : "≥")} {Number(wanted)}" : "";
        var limit = line.Raw is null ? "" : Rate(line.Raw, line.Unit);
        return $"| {line.Group}: {line.What} | {line.Limit} | {Rate(line.Ours, line.Unit)} | {limit} "
            + $"| **{Number(line.Median)}** ({Number(spread.Min())}–{Number(spread.Max())}) | {target} | {line.Verdict} "
            + $"| {CpuOf(line.Ours)} | {CpuOf(line.Raw)} |";
    }

    private static string CpuOf(Measured[]? rounds) => rounds is null || rounds.All(round => round.ClientCpu == 0) ? ""
        : $"{Rounds.Median(rounds.Select(round => round.ClientCpu)):0} + {Rounds.Median(rounds.Select(round => round.ServerCpu)):0}";

    private static string Rate(Measured[] rounds, string unit) => Rate(Rounds.Median(rounds.Select(round => round.Rate)), unit);

    private static string Rate(double value, string unit) =>
        $"{(value >= 100 ? value.ToString("N0", CultureInfo.InvariantCulture) : Number(value))} {unit}";

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
