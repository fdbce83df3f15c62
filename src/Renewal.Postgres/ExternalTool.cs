using System.ComponentModel;
using System.Diagnostics;

namespace Renewal.Postgres;

/// <summary>Runs a program to its end and tells what it said.</summary>
internal static class ExternalTool
{
    internal sealed record ToolResult(int ExitCode, string Output, string Error)
    {
        internal bool Good => ExitCode == 0;

        /// <summary>What it complained about, without the chatter before: the last lines are those that name the cause.</summary>
        internal string Complaint => LastLines(string.IsNullOrWhiteSpace(Error) ? Output : Error);
    }

    /// <summary>A program that cannot be started at all (absent, out of that user's reach) answers 127, as a shell would.</summary>
    internal static async Task<ToolResult> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellation, string? asUser = null, bool capture = true,
        string? workingFolder = null, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = capture,
            RedirectStandardError = capture,
            // Another user may not be allowed to stand where we stand.
            WorkingDirectory = workingFolder ?? (OperatingSystem.IsWindows() ? Path.GetTempPath() : "/"),
        };
        if (asUser is not null)
        {
            start.UserName = asUser;
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            return new ToolResult(127, "", failure.Message);
        }

        process.StandardInput.Close();
        var output = capture ? process.StandardOutput.ReadToEndAsync(cancellation) : Task.FromResult("");
        var error = capture ? process.StandardError.ReadToEndAsync(cancellation) : Task.FromResult("");
        try
        {
            await process.WaitForExitAsync(cancellation);
            return new ToolResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    internal static string LastLines(string text) => string.Join(
        Environment.NewLine, text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(6));

    internal static string Executable(string folder, string name) =>
        Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);
}
