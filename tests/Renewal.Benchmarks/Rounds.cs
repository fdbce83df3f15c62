using System.Diagnostics;
using System.Runtime;

namespace Renewal.Benchmarks;

/// <summary>
/// Something measured over and over for a while. <paramref name="Writer"/> makes the loop body of one worker; what it prepares is not
/// counted.
/// </summary>
/// <param name="Window">Measures a window itself, for what runs in another process; null to loop over the body here.</param>
internal sealed record Variant(
    int Workers, Func<Task<Func<Task>>> Writer, Func<Task>? Prepare = null, Func<int, TimeSpan, Task<Measured>>? Window = null)
{
    /// <summary>One worker doing the same each time.</summary>
    public static Variant Of(Func<Task> body) => new(1, () => Task.FromResult(body));
}

/// <summary>What one round got done: how much a second, and microseconds of processor time for each, of us and of PostgreSQL.</summary>
/// <param name="Micros">How long each one took, in microseconds; empty where only the whole was timed.</param>
internal sealed record Measured(double Rate, double ClientCpu, double ServerCpu, double[] Micros)
{
    public static Measured Of(double amount, TimeSpan took, (double Client, double Server) before, double[]? micros = null)
    {
        var (client, server) = Cpu.Now();
        return new Measured(
            amount / took.TotalSeconds, (client - before.Client) / amount * 1e6, (server - before.Server) / amount * 1e6, micros ?? []);
    }
}

/// <summary>Takes turns: a machine that is busy with something else for a while then slows both sides of a ratio.</summary>
internal static class Rounds
{
    /// <summary>Turns that are thrown away at most. Fewer for a run that only tries the program out.</summary>
    public static int MostWarming { get; set; } = 12;

    /// <summary>At rest, less than this part of one core compiles.</summary>
    private const double Resting = 0.02;

    /// <summary>Rates per second, by variant and round, once the compiler has come to rest: an office's server runs for weeks.</summary>
    public static async Task<Measured[][]> RunAsync(IReadOnlyList<Variant> variants, int rounds, TimeSpan window)
    {
        for (var turn = 0; turn < MostWarming; turn++)
        {
            var compiling = JitInfo.GetCompilationTime();
            var watch = Stopwatch.StartNew();
            await TurnAsync(variants, window);
            compiling = JitInfo.GetCompilationTime() - compiling;
            if (compiling < watch.Elapsed * Resting) break;
        }

        var turns = new List<Measured[]>();
        while (turns.Count < rounds) turns.Add(await TurnAsync(variants, window));
        return [.. variants.Select((_, i) => turns.Select(turn => turn[i]).ToArray())];
    }

    private static async Task<Measured[]> TurnAsync(IReadOnlyList<Variant> variants, TimeSpan window)
    {
        var turn = new Measured[variants.Count];
        for (var i = 0; i < turn.Length; i++)
        {
            if (variants[i].Prepare is { } prepare) await prepare();
            turn[i] = variants[i].Window is { } elsewhere
                ? await elsewhere(variants[i].Workers, window) : await WindowAsync(variants[i], window);
        }

        return turn;
    }

    /// <summary>As <see cref="RunAsync"/> for something done once a round, which says how much it got done in how long.</summary>
    /// <param name="warm">Rounds thrown away: what runs once a round is compiled for speed only after some of them.</param>
    public static async Task<Measured[][]> OnceAsync(
        IReadOnlyList<Func<Task<(double Amount, TimeSpan Took)>>> variants, int rounds, int warm = 1)
    {
        var rates = variants.Select(_ => new List<Measured>()).ToList();
        for (var round = 0; round < warm + rounds; round++)
        {
            for (var i = 0; i < variants.Count; i++)
            {
                var before = Cpu.Now();
                var (amount, took) = await variants[i]();
                if (round >= warm) rates[i].Add(Measured.Of(amount, took, before));
            }
        }

        return [.. rates.Select(found => found.ToArray())];
    }

    public static double Median(IEnumerable<double> values) => Quantile([.. values.Order()], 0.5);

    /// <param name="sorted">In ascending order.</param>
    public static double Quantile(double[] sorted, double part)
    {
        if (sorted.Length == 0) return 0;
        var place = part * (sorted.Length - 1);
        var (low, high) = (sorted[(int)place], sorted[Math.Min(sorted.Length - 1, (int)place + 1)]);
        return low + ((high - low) * (place - (int)place));
    }

    private static async Task<Measured> WindowAsync(Variant variant, TimeSpan window)
    {
        var bodies = new List<Func<Task>>();
        for (var i = 0; i < variant.Workers; i++) bodies.Add(await variant.Writer());
        var before = Cpu.Now();
        var watch = Stopwatch.StartNew();
        var micros = await Task.WhenAll(bodies.Select(body => Task.Run(async () =>
        {
            var each = new List<double>();
            for (var start = watch.Elapsed; start < window; start = watch.Elapsed)
            {
                await body();
                each.Add((watch.Elapsed - start).TotalMicroseconds);
            }

            return each;
        })));
        var took = watch.Elapsed;
        double[] all = [.. micros.SelectMany(each => each)];
        return Measured.Of(all.Length, took, before, all);
    }
}
