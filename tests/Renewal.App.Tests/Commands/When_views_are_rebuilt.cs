using Npgsql;

namespace Renewal.App.Tests.Commands;

public sealed class When_views_are_rebuilt(CliFixture cli) : IClassFixture<CliFixture>
{
    [Fact]
    public async Task the_schema_step_and_the_command_fill_what_was_lost()
    {
        await cli.RunAsync("drop table renewal.mt_doc_areadocument");
        var applied = (await cli.Program.RunAsync("schema", "apply", "--json")).Done().Json;
        Assert.Contains("AreaDocument", applied.GetProperty("rebuilt").EnumerateArray().Select(view => view.GetString()));
        Assert.Equal(13, await cli.CountAsync("select count(*) from renewal.mt_doc_areadocument"));

        var rows = await cli.CountAsync("select count(*) from renewal.area_timeline");
        await cli.RunAsync("delete from renewal.area_timeline");
        Assert.Contains("area_timeline", (await cli.Program.RunAsync("rebuild", "area_timeline")).Done().Out, StringComparison.Ordinal);
        Assert.Equal(rows, await cli.CountAsync("select count(*) from renewal.area_timeline"));

        // A dropped table is created and filled by the next start with the necessary rights.
        await cli.RunAsync("drop table renewal.milestone_timeline");
        (await cli.Program.RunAsync("portfolio")).Done();
        (await cli.Program.RunAsync("rebuild", "--json")).Done();
        (await cli.Program.RunAsync("replay")).Done();
        Assert.Equal(2, (await cli.Program.RunAsync("rebuild", "Nothing")).ExitCode);
    }

    [Fact]
    public async Task a_server_may_go_on_running()
    {
        await using var served = await ServerProcess.StartAsync(cli.Program, "serve");
        await cli.RunAsync("delete from renewal.mt_doc_areadocument");
        Assert.Contains("AreaDocument", (await cli.Program.RunAsync("rebuild", "AreaDocument")).Done().Out, StringComparison.Ordinal);
        Assert.Equal(13, await cli.CountAsync("select count(*) from renewal.mt_doc_areadocument"));
        (await cli.Program.RunAsync("replay")).Done();
        // The framework's own would empty the view first.
        (await cli.Program.RunAsync("projections", "rebuild", "-p", "AreaDocument")).Refused("view.rebuild-own");
        (await served.StopAsync()).Done();
    }

    [Fact]
    public async Task one_at_a_time_while_everything_else_goes_on()
    {
        await using var rebuilding = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(cli.ConnectionString) { Pooling = false }.ConnectionString);
        await rebuilding.OpenAsync();
        await using var holding = new NpgsqlCommand("select pg_advisory_lock(x'72656E6577616C'::bigint)", rebuilding);
        await holding.ExecuteNonQueryAsync();
        (await cli.Program.RunAsync("rebuild")).Refused("view.rebuild-running");
        (await cli.Program.RunAsync("portfolio")).Done();
    }

    [Fact]
    public async Task one_whose_lock_is_lost_says_so_and_ends_well()
    {
        await using var writing = new NpgsqlConnection(cli.ConnectionString);
        await writing.OpenAsync(TestContext.Current.CancellationToken);
        await using var held = await writing.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var stream = new NpgsqlCommand(
            "select from renewal.mt_streams where id = (select min(id::text)::uuid from renewal.mt_doc_areadocument) for update", writing))
            await stream.ExecuteScalarAsync(TestContext.Current.CancellationToken);

        // It waits for the stream that somebody writes to.
        var running = cli.Program.RunAsync("rebuild", "--lang", "en");
        await UntilAsync(
            """
            select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
            and query like '%mt_streams%'
            """);
        await UntilAsync(
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and application_name = 'rebuild'
            """);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        await held.RollbackAsync(TestContext.Current.CancellationToken);

        Assert.Contains("lock of this rebuild is lost", (await running).Done().Error, StringComparison.Ordinal);
        (await cli.Program.RunAsync("rebuild")).Done();
        (await cli.Program.RunAsync("replay")).Done();
    }

    [Fact]
    public async Task a_start_without_a_table_or_a_right_names_it_and_the_command()
    {
        var owner = await global::Renewal.Testing.SharedPostgres.CreateDatabaseAsync("cli_incomplete");
        var role = $"renewal_app_{Guid.NewGuid():N}"[..24];
        await CliFixture.RunAsync(owner, $"create role {role} login password 'adds'");
        try
        {
            (await new CliProgram(owner, Path.GetTempPath()).RunAsync("schema", "apply", "--grant", role)).Done();
            var serving = new NpgsqlConnectionStringBuilder(owner) { Username = role, Password = "adds" }.ConnectionString;
            var program = new CliProgram(serving, Path.GetTempPath());
            await CliFixture.RunAsync(
                owner, $"drop table renewal.request_keys; revoke insert on wolverine.wolverine_nodes from {role}");

            var refused = (await program.RunAsync("serve", "--urls", ServerProcess.FreeUrl())).Refused("schema.incomplete").Error;
            Assert.Contains("table renewal.request_keys, right insert on wolverine.wolverine_nodes", refused, StringComparison.Ordinal);
            Assert.Contains($"renewal schema apply --grant {role}", refused, StringComparison.Ordinal);
            var check = await program.RunAsync("schema", "check");
            Assert.Contains("request_keys", check.Refused("schema.differs").Out, StringComparison.Ordinal);

            (await new CliProgram(owner, Path.GetTempPath()).RunAsync("schema", "apply", "--grant", role)).Done();
            (await program.RunAsync("portfolio")).Done();
            (await program.RunAsync("schema", "check")).Done();
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await CliFixture.RunAsync(owner, $"grant {role} to current_user; drop owned by {role}; drop role {role}");
        }
    }

    private async Task UntilAsync(string count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await cli.CountAsync(count) == 0) await Task.Delay(50, limit.Token);
    }
}
