using System.ComponentModel;
using System.Diagnostics;

namespace Renewal.Postgres;

/// <summary>Runs a program to its end and returns its output.</summary>
internal static class ExternalTool
{
    internal sealed record ToolResult(int ExitCode, string Output, string Error)
    {
        internal bool Good => ExitCode == 0;

        /// <summary>The error: the last lines of the output, which name the cause.</summary>
        internal string Complaint => LastLines(string.IsNullOrWhiteSpace(Error) ? Output : Error);
    }

    /// <summary>A program that cannot be started (missing or inaccessible) gives 127, like a shell.</summary>
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
            // Another user may have no access to the current folder.
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
