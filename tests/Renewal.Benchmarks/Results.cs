using System.Globalization;
using System.Text;

namespace Renewal.Benchmarks;

/// <summary>How a line is judged.</summary>
internal enum Judged
{
    /// <summary>Our rate over the other's: at least the target.</summary>
    Ratio,

    /// <summary>How many times as long as the other we take: at most the target.</summary>
    Factor,

    /// <summary>Seconds: at most the target.</summary>
    Seconds,
}

/// <summary>One line of the table: ours against something else, round by round in the same run.</summary>
/// <param name="Against">What ours is held against.</param>
/// <param name="Target">Null where a line only explains another.</param>
internal sealed record Line(
    string Group, string What, string Against, string Unit, Measured[] Ours, Measured[]? Other, double? Target, Judged By = Judged.Ratio)
{
    public double[] Values => Other is null
        ? [.. Ours.Select(round => round.Rate)]
        : [.. Ours.Zip(Other, (ours, other) => By == Judged.Factor ? other.Rate / ours.Rate : ours.Rate / other.Rate)];

    public double Median => Rounds.Median(Values);

    public string Verdict => Target is not { } target ? "" : (By == Judged.Ratio ? Median >= target : Median <= target) ? "met" : "missed";
}

/// <summary>Collects the lines of a run and prints them as tables, on the screen and on request into results.md.</summary>
internal sealed class Results
{
    private const string Head =
        "| | against | ours | other | ratio or factor (lowest–highest round) | target | | p50 / p99 / p99.9 ms: ours | other "
        + "| CPU µs each, client + server: ours | other |\n|---|---|---:|---:|---:|---:|---|---:|---:|---:|---:|\n";

    private readonly List<(string Section, Line Line)> lines = [];
    private readonly List<(string Section, string Note)> notes = [];
    private string section = "";

    /// <summary>Whether a group ended early.</summary>
    public bool Failed { get; private set; }

    /// <summary>What comes belongs to this group.</summary>
    public void Begin(string group) => section = group;

    public void Add(Line line)
    {
        lines.Add((section, line));
        Console.WriteLine(Row(line));
    }

    /// <summary>Something to know beside the table, such as what could not be measured here.</summary>
    public void Note(string note)
    {
        notes.Add((section, note));
        Console.WriteLine(note);
    }

    public void Fail(Exception failure)
    {
        Failed = true;
        Note($"**Failed and is not complete: {failure.Message.Split('\n')[0]}**");
        Console.Error.WriteLine(failure);
    }

    /// <summary>
    /// Beside the program's source, so that a change of the numbers is seen in review. Only the group that was just measured is replaced.
    /// </summary>
    public Task RecordAsync(string machine, TimeSpan took)
    {
        var day = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var text = new StringBuilder($"Measured on {day} in {took.TotalMinutes:0.0} minutes: {machine}\n\n{Head}");
        var csv = new StringBuilder();
        foreach (var (_, line) in lines.Where(each => each.Section == section))
        {
            text.Append(Row(line)).Append('\n');
            Append(csv, line, "ours", line.Ours);
            if (line.Other is { } other) Append(csv, line, "other", other);
        }

        foreach (var (_, note) in notes.Where(each => each.Section == section)) text.Append('\n').Append(note).Append('\n');
        return ResultsFile.WriteGroupAsync(section, text.ToString(), csv.ToString());
    }

    private void Append(StringBuilder text, Line line, string side, Measured[] rounds)
    {
        for (var i = 0; i < rounds.Length; i++)
        {
            var (round, invariant) = (rounds[i], CultureInfo.InvariantCulture);
            text.Append(invariant, $"{section},{line.Group},\"{line.What}\",\"{line.Against}\",{side},{i + 1},{round.Rate:G6},")
                .Append(invariant, $"{round.ClientCpu:0.0},{round.ServerCpu:0.0},{Histogram(round.Micros)}\n");
        }
    }

    // How many took up to so many microseconds; each bucket ends a twentieth above the one before.
    private static string Histogram(double[] micros) => string.Join(' ', micros
        .GroupBy(each => (int)Math.Ceiling(Math.Log(Math.Max(1, each), 1.05))).OrderBy(bucket => bucket.Key)
        .Select(bucket => string.Create(CultureInfo.InvariantCulture, $"{Math.Pow(1.05, bucket.Key):0}:{bucket.Count()}")));

    private static string Row(Line line)
    {
        var spread = line.Values;
        var target = line.Target is { } wanted ? $"{(line.By == Judged.Ratio ? "≥" : "≤")} {Number(wanted)}" : "";
        var other = line.Other is null ? "" : Rate(line.Other, line.Unit);
        return $"| {line.Group}: {line.What} | {line.Against} | {Rate(line.Ours, line.Unit)} | {other} "
            + $"| **{Number(line.Median)}** ({Number(spread.Min())}–{Number(spread.Max())}) | {target} | {line.Verdict} "
            + $"| {Latency(line.Ours)} | {Latency(line.Other)} | {CpuOf(line.Ours)} | {CpuOf(line.Other)} |";
    }

    private static string Latency(Measured[]? rounds)
    {
        double[] all = rounds is null ? [] : [.. rounds.SelectMany(round => round.Micros).Order()];
        string At(double part) => Number(Rounds.Quantile(all, part) / 1000);
        return all.Length == 0 ? "" : $"{At(0.5)} / {At(0.99)} / {At(0.999)}";
    }

    private static string CpuOf(Measured[]? rounds) => rounds is null || rounds.All(round => round.ClientCpu == 0) ? ""
        : $"{Rounds.Median(rounds.Select(round => round.ClientCpu)):0} + {Rounds.Median(rounds.Select(round => round.ServerCpu)):0}";

    private static string Rate(Measured[] rounds, string unit) => Rate(Rounds.Median(rounds.Select(round => round.Rate)), unit);

    private static string Rate(double value, string unit) =>
        $"{(value >= 100 ? value.ToString("N0", CultureInfo.InvariantCulture) : Number(value))} {unit}";

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
