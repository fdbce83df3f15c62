using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Renewal.Features.Imports;

namespace Renewal.Fuzz;

/// <summary>What reading one file took.</summary>
/// <param name="PeakMegabytes">The most memory of the process while it read, above what it had before.</param>
/// <param name="KeptMegabytes">What it still has afterwards, above what it had before the first file.</param>
/// <param name="Answer">A code with its reason or subject, "read", or the name of an exception that should not be.</param>
public sealed record Measured(string Name, long Milliseconds, long PeakMegabytes, long KeptMegabytes, string Answer)
{
    public static IReadOnlyList<Measured> Parse(IEnumerable<string> lines) =>
        [.. lines.Where(line => line.StartsWith('{')).Select(line => JsonSerializer.Deserialize<Measured>(line)!)];
}

/// <summary>Reads files in this process, so that one that crashes it can be named. Each is announced before and reported after.</summary>
internal static class Measurement
{
    public static async Task<int> RunAsync(string folder)
    {
        using var turns = new FileReadLimiter();
        // The readers and their code are loaded with the first file; that is no file's fault.
        foreach (var warm in Directory.EnumerateFiles(folder, "*sound*").Order()) await ReadAsync(turns, warm);
        GC.Collect();
        var before = ResidentMemory.Now;
        foreach (var file in Directory.EnumerateFiles(folder).Order())
        {
            Console.WriteLine($"> {Path.GetFileName(file)}");
            Console.WriteLine(JsonSerializer.Serialize(await OneAsync(turns, file, before)));
        }

        return 0;
    }

    private static async Task<Measured> OneAsync(FileReadLimiter turns, string file, long first)
    {
        var (before, clock) = (ResidentMemory.Now, Stopwatch.StartNew());
        ResidentMemory.ForgetPeak();
        var answer = await ReadAsync(turns, file);
        var took = clock.ElapsedMilliseconds;
        return new Measured(Path.GetFileName(file), took, ResidentMemory.Peak - before, ResidentMemory.Now - first, answer);
    }

    private static async Task<string> ReadAsync(FileReadLimiter turns, string file)
    {
        try
        {
            var content = await File.ReadAllBytesAsync(file);
            var reading = await turns.ReadAsync(content, Path.GetFileName(file), null, CancellationToken.None);
            var problem = reading!.Problem;
            return problem is null ? "read"
                : $"{problem.Code} {problem.Arguments.GetValueOrDefault("reason") ?? problem.Arguments.GetValueOrDefault("what")}".Trim();
        }
        catch (Exception unexpected)
        {
            return $"{unexpected.GetType().Name}: {unexpected.Message.ReplaceLineEndings(" ")}";
        }
    }
}

/// <summary>Memory of this process in megabytes, as the system counts it.</summary>
internal static class ResidentMemory
{
    private const string Status = "/proc/self/status";

    public static long Now => OperatingSystem.IsLinux() ? Read("VmRSS:") : Environment.WorkingSet >> 20;

    /// <summary>The most since <see cref="ForgetPeak"/>; elsewhere than on Linux since the start, which is no less.</summary>
    public static long Peak => OperatingSystem.IsLinux() ? Read("VmHWM:") : Process.GetCurrentProcess().PeakWorkingSet64 >> 20;

    public static void ForgetPeak()
    {
        if (OperatingSystem.IsLinux()) File.WriteAllText("/proc/self/clear_refs", "5");
    }

    private static long Read(string name)
    {
        var line = File.ReadLines(Status).First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
