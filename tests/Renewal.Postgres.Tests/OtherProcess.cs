using System.Diagnostics;

namespace Renewal.Postgres.Tests;

/// <summary>A second process on the same folder.</summary>
internal sealed class OtherProcess : IDisposable
{
    private readonly Process process;

    private OtherProcess(Process process, bool joined, string connectionString)
    {
        (this.process, Joined, ConnectionString) = (process, joined, connectionString);
    }

    internal bool Joined { get; }

    internal string ConnectionString { get; }

    internal static async Task<OtherProcess> StartAsync(string dataFolder)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Renewal.Postgres.Probe.dll"), dataFolder },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var how = await process.StandardOutput.ReadLineAsync();
        var address = await process.StandardOutput.ReadLineAsync();
        return new OtherProcess(process, how == "joined", address ?? throw new InvalidOperationException("The other process ended."));
    }

    /// <summary>A normal end.</summary>
    internal async Task LeaveAsync()
    {
        await process.StandardInput.WriteLineAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>kill -9: no line of its own runs any more.</summary>
    internal async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
