using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Renewal.Postgres.Tests;

public sealed class When_several_processes_share_a_database : IDisposable
{
    private readonly TempFolder folder = new();

    private string Data => folder.Below("postgres");

    private PostgresOptions Options => new() { DataFolder = Data };

    [Fact]
    public async Task a_command_beside_the_application_joins_and_leaves_without_stopping_it()
    {
        await using var application = await PostgresServer.StartAsync(Options);
        using var command = await OtherProcess.StartAsync(Data);

        Assert.True(command.Joined);
        Assert.Equal(application.ConnectionString, command.ConnectionString);

        await command.LeaveAsync();
        Assert.True(await Sql.AnswersAsync(application.ConnectionString));
    }

    [Fact]
    public async Task the_last_to_leave_stops_it_whoever_started_it()
    {
        using var application = await OtherProcess.StartAsync(Data);
        Assert.False(application.Joined);
        await using (var command = await PostgresServer.StartAsync(Options))
        {
            Assert.True(command.WasRunning);
            await application.LeaveAsync();
            Assert.True(await Sql.AnswersAsync(command.ConnectionString));
        }

        Assert.False(await Sql.AnswersAsync(application.ConnectionString));
        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task processes_that_start_at_once_get_one_server()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OtherProcess.StartAsync(Data)));

        Assert.Single(all, process => !process.Joined);
        Assert.Single(all.Select(process => process.ConnectionString).Distinct());
        foreach (var process in all)
        {
            await process.LeaveAsync();
            process.Dispose();
        }

        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task the_server_outlives_a_killed_application_and_is_picked_up_again()
    {
        using var application = await OtherProcess.StartAsync(Data);
        await Sql.AskAsync(application.ConnectionString, "create table ledger as select '伍家山' as area");
        await application.KillAsync();
        Assert.True(await Sql.AnswersAsync(application.ConnectionString));

        await using (var next = await PostgresServer.StartAsync(Options))
        {
            Assert.True(next.WasRunning);
            Assert.Equal(application.ConnectionString, next.ConnectionString);
            Assert.Equal("伍家山", await Sql.AskAsync(next.ConnectionString, "select area from ledger"));
        }

        // Taken over means: stopped in the end.
        Assert.False(await Sql.AnswersAsync(application.ConnectionString));
    }

    [Fact]
    public async Task what_was_committed_survives_the_death_of_application_and_server()
    {
        using var application = await OtherProcess.StartAsync(Data);
        await Sql.AskAsync(application.ConnectionString, "create table ledger as select '伍家山' as area");
        await application.KillAsync();
        using (var server = Process.GetProcessById(int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture)))
        {
            server.Kill();
        }

        var said = new ProgressLines();
        await using var next = await PostgresServer.StartAsync(Options, said);
        Assert.False(next.WasRunning);
        Assert.Contains(said.Lines, line => line.Contains("recovers by itself", StringComparison.Ordinal));
        Assert.Equal("伍家山", await Sql.AskAsync(next.ConnectionString, "select area from ledger"));
    }

    /// <summary>In containers small numbers come back at once; here the tests themselves are such a stranger.</summary>
    [Fact]
    public async Task a_process_number_left_behind_that_now_belongs_to_a_stranger_is_no_obstacle()
    {
        await using (await PostgresServer.StartAsync(Options))
        {
        }

        File.WriteAllText(PidFile, $"{Environment.ProcessId}\n{Data}/cluster\n1700000000\n5432\n\n127.0.0.1\n  1  1\nready\n");

        await using var next = await PostgresServer.StartAsync(Options);
        Assert.False(next.WasRunning);
        Assert.True(await Sql.AnswersAsync(next.ConnectionString));
    }

    [Fact]
    public async Task a_running_server_that_refuses_our_password_is_left_alone()
    {
        await using var application = await PostgresServer.StartAsync(Options);
        var password = await File.ReadAllTextAsync(folder.Below("postgres", "password"));
        await File.WriteAllTextAsync(folder.Below("postgres", "password"), "another");

        var refused = await Assert.ThrowsAsync<PostgresUnavailableException>(() => PostgresServer.StartAsync(Options));
        Assert.Equal("postgres.not-ours", refused.Code);
        Assert.True(await Sql.AnswersAsync(application.ConnectionString));

        await File.WriteAllTextAsync(folder.Below("postgres", "password"), password);
        Assert.Equal(password, new NpgsqlConnectionStringBuilder(application.ConnectionString).Password);
    }

    private string PidFile => folder.Below("postgres", "cluster", "postmaster.pid");

    public void Dispose() => folder.Dispose();
}
