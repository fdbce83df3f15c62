using System.Diagnostics;
using Renewal.Fuzz;
using Renewal.Fuzz.Corpus;

namespace Renewal.Features.Tests.Imports;

/// <summary>
/// All hostile files, read one after the other in a process of their own: a file that crashes its reader crashes that process only, and
/// is named.
/// </summary>
public sealed class HostileReadings : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("renewal-hostile-").FullName;

    /// <summary>The required result of each file, if there is one.</summary>
    internal Dictionary<string, string?> Expected { get; } = [];

    internal IReadOnlyList<Measured> Measured { get; private set; } = [];

    /// <summary>The file that was being read when the process ended before its time; else null.</summary>
    internal string? EndedBy { get; private set; }

    public async ValueTask InitializeAsync()
    {
        foreach (var file in HostileFiles.All())
        {
            Expected.Add(file.Name, file.Expected);
            await File.WriteAllBytesAsync(Path.Combine(folder, file.Name), file.Content);
        }

        using var reader = Process.Start(new ProcessStartInfo("dotnet", [typeof(Measured).Assembly.Location, "measure", folder])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await reader.StandardOutput.ReadToEndAsync();
        await reader.WaitForExitAsync();
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Measured = Renewal.Fuzz.Measured.Parse(lines);
        EndedBy = reader.ExitCode == 0 ? null : $"{lines.LastOrDefault(line => line.StartsWith('>'))} (exit code {reader.ExitCode})";
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
