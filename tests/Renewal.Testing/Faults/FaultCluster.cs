using System.Diagnostics;
using Npgsql;
using Renewal.Postgres;

namespace Renewal.Testing.Faults;

/// <summary>
/// A PostgreSQL cluster that a test may stop, crash and start again on the same port: always a separate one, durable as in production,
/// never the server named by RENEWAL_TEST_POSTGRES.
/// </summary>
public sealed class FaultCluster : IAsyncDisposable
{
    private readonly PostgresServer server;
    private readonly PostgresOptions options;
    private readonly string data;
    private readonly string bin;

    private FaultCluster(PostgresServer server, PostgresOptions options)
    {
        (this.server, this.options) = (server, options);
        data = Path.Combine(server.DataFolder, "cluster");
        var line = File.ReadAllText(Path.Combine(data, "postmaster.opts")).Trim();
        bin = Path.GetDirectoryName(line.Split(" \"")[0].Split(' ')[0].Trim('"'))!;
        Port = new NpgsqlConnectionStringBuilder(server.ConnectionString).Port;
    }

    public int Port { get; }

    public static async Task<FaultCluster> StartAsync(string? folder = null)
    {
        var options = new PostgresOptions
        {
            DataFolder = folder ?? Path.Combine(Path.GetTempPath(), "renewal-faults-" + Path.GetRandomFileName()),
        };
        return new FaultCluster(await PostgresServer.StartAsync(options), options);
    }

    /// <summary>A fresh database on it.</summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        await RunAsync(server.ForDatabase("postgres"), $"create database \"{name}\" template template0");
        return new NpgsqlConnectionStringBuilder(server.ForDatabase(name)) { IncludeErrorDetail = true }.ConnectionString;
    }

    /// <summary>As a crash of the server: nothing is written any more, no connection is closed in order.</summary>
    public Task CrashAsync() => ControlAsync("stop", "-m", "immediate", "-w");

    /// <summary>The postmaster dies without a word; its children notice by themselves.</summary>
    public async Task KillAsync()
    {
        var postmaster = int.Parse(File.ReadLines(Path.Combine(data, "postmaster.pid")).First(), null);
        await SignalAsync(postmaster, "KILL");
        await Task.Delay(500);
    }

    /// <summary>Whether the server runs at all, ready or not.</summary>
    public async Task<bool> RunsAsync()
    {
        try
        {
            await ControlAsync("status");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Starts it again where it was, and waits until it answers.</summary>
    public async Task StartAgainAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await ControlAsync("start", "-w", "-t", "60", "-l", Path.Combine(data, "start.log"), "-o", $"-p {Port}");
                return;
            }
            catch (InvalidOperationException) when (attempt < 10)
            {
                // Children of a killed postmaster still hold its memory.
                await Task.Delay(500);
            }
        }
    }

    /// <summary>Ends connections of the application, as many as asked for, at random.</summary>
    public Task TerminateAsync(string database, int most) => RunAsync(server.ForDatabase("postgres"),
        $"""
        select pg_terminate_backend(pid) from (
          select pid from pg_stat_activity where datname = '{database}' and backend_type = 'client backend'
          order by random() limit {most}) one
        """);

    public static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task SignalAsync(int process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await server.DisposeAsync();
        await PostgresServer.EraseAsync(options);
        foreach (var folder in new[] { server.DataFolder, options.DataFolder }.Where(Directory.Exists)) Directory.Delete(folder, true);
    }

    private async Task ControlAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(bin, "pg_ctl"), [arguments[0], "-D", data, .. arguments[1..]])
        {
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (await OwnerAsync() is { } owner && owner != Environment.UserName) start.UserName = owner;
        using var control = Process.Start(start)!;
        await control.WaitForExitAsync();
        if (control.ExitCode != 0) throw new InvalidOperationException($"pg_ctl {arguments[0]}: {control.ExitCode}");
    }

    private async Task<string?> OwnerAsync()
    {
        using var list = Process.Start(new ProcessStartInfo("ls", ["-ld", data]) { RedirectStandardOutput = true })!;
        var line = await list.StandardOutput.ReadToEndAsync();
        return line.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2);
    }
}
