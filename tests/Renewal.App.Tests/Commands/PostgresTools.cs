using System.Diagnostics;
using Npgsql;

namespace Renewal.App.Tests.Commands;

/// <summary>pg_dump and pg_restore of an installed PostgreSQL, and a server made of the same binaries, as pg_dump wants.</summary>
internal static class PostgresTools
{
    private static readonly bool Windows = OperatingSystem.IsWindows();

    /// <summary>The highest installed; null where there is none. The package that the program brings has a server only.</summary>
    public static string? Folder() =>
        new[] { Environment.GetEnvironmentVariable("RENEWAL_PG_BIN") }
            .Concat(Below("/usr/lib/postgresql", "bin")).Concat(Below("/opt/homebrew/opt", "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder => !string.IsNullOrEmpty(folder)
                && new[] { "pg_dump", "pg_restore", "initdb" }.All(tool => File.Exists(Executable(folder, tool))));

    public static async Task<CliResult> RunAsync(string folder, string tool, string connectionString, params string[] args)
    {
        var there = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(Executable(folder, tool), args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PGHOST"] = there.Host, ["PGPORT"] = $"{there.Port}", ["PGUSER"] = there.Username, ["PGPASSWORD"] = there.Password,
                ["PGDATABASE"] = there.Database, ["LC_ALL"] = "C",
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new CliResult(process.ExitCode, await output, await error);
    }

    private static string Executable(string folder, string tool) => Path.Combine(folder, Windows ? tool + ".exe" : tool);

    private static IEnumerable<string> Below(string parent, string below) =>
        !Directory.Exists(parent) ? []
            : Directory.EnumerateDirectories(parent).OrderByDescending(folder => folder, StringComparer.Ordinal)
                .Select(folder => Path.Combine(folder, below));
}
