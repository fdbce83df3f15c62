using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Renewal.App.Tests.Commands;

/// <summary>The output and exit code of a run of the program.</summary>
public sealed record CliResult(int ExitCode, string Out, string Error)
{
    /// <summary>The one document on standard output; fails when anything else is there.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public CliResult Done()
    {
        Assert.True(ExitCode == 0, $"exit {ExitCode}\n{Error}\n{Out}");
        return this;
    }

    /// <summary>Refused by code: exit code 1, one line on standard error, nothing on standard output.</summary>
    public CliResult Refused(string code)
    {
        Assert.True(ExitCode == 1 && Error.StartsWith($"{code}: ", StringComparison.Ordinal), $"exit {ExitCode}\n{Error}\n{Out}");
        return this;
    }
}

/// <summary>The built program as a process, as a user or script starts it.</summary>
public sealed class CliProgram(string? connectionString, string dataFolder)
{
    // Variables that the machine running the tests may have set.
    private static readonly string[] Cleared =
        ["LANG", "LC_ALL", "LC_MESSAGES", "RENEWAL_TOKEN", "RENEWAL_NOW", "ASPNETCORE_ENVIRONMENT", "ASPNETCORE_URLS"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>Null for the embedded database.</summary>
    public string? ConnectionString => connectionString;

    public async Task<CliResult> RunAsync(params string[] args)
    {
        using var process = Start(args);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        return new CliResult(process.ExitCode, await output, await error);
    }

    public Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "renewal.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            // Not the program's folder: the program must find its files from any folder.
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ConnectionStrings__renewal"] = ConnectionString ?? "";
        start.Environment["RENEWAL_DATA"] = dataFolder;
        foreach (var name in Cleared) start.Environment[name] = "";
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
