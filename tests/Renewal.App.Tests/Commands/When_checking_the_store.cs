namespace Renewal.App.Tests.Commands;

public sealed class When_checking_the_store(CliFixture cli) : IClassFixture<CliFixture>
{
    [Fact]
    public async Task replay_finds_a_view_that_was_tampered_with_and_names_it()
    {
        var sound = (await cli.Program.RunAsync("replay", "--json")).Done().Json;
        Assert.Equal(0, sound.GetProperty("differences").GetArrayLength());
        Assert.Equal(13, sound.GetProperty("areas").GetInt32());

        Assert.Equal(5, (await cli.Program.RunAsync("replay", "--to", "5", "--json")).Done().Json.GetProperty("lastSeq").GetInt64());

        await cli.RunAsync(
            "update renewal.mt_doc_areadocument set data = replace(data::text, '海口村片', '海口村')::jsonb where data::text like '%haikoucun%'");

        var found = await cli.Program.RunAsync("replay", "--json");
        Assert.Equal(1, found.ExitCode);
        Assert.StartsWith("replay.differs: ", found.Error, StringComparison.Ordinal);
        var difference = Assert.Single(found.Json.GetProperty("differences").EnumerateArray());
        Assert.Equal(
            ("area-document", "haikoucun"), (difference.GetProperty("view").GetString(), difference.GetProperty("code").GetString()));

        var text = await cli.Program.RunAsync("replay", "--area", "haikoucun");
        Assert.Equal(1, text.ExitCode);
        Assert.Contains("haikoucun", text.Out, StringComparison.Ordinal);
        (await cli.Program.RunAsync("replay", "--area", "wanguo")).Done();
        (await cli.Program.RunAsync("replay", "--area", "atlantis")).Refused("area.unknown");
    }

    [Fact]
    public async Task the_schema_is_applied_granted_and_checked()
    {
        Assert.Contains("一致", (await cli.Program.RunAsync("schema", "check")).Done().Out, StringComparison.Ordinal);
        Assert.True((await cli.Program.RunAsync("schema", "apply", "--json")).Done().Json.GetProperty("applied").GetBoolean());
        (await cli.Program.RunAsync("schema", "apply", "--grant", "nobody_of_that_name")).Refused("schema.refused");

        await cli.RunAsync("alter table renewal.mt_doc_areadocument drop column name");
        (await cli.Program.RunAsync("schema", "check")).Refused("schema.differs");
        (await cli.Program.RunAsync("schema", "apply")).Done();
        await cli.RunAsync("alter table renewal.area_timeline drop column officer");
        Assert.Contains("column renewal.area_timeline.officer",
            (await cli.Program.RunAsync("schema", "check")).Refused("schema.differs").Out, StringComparison.Ordinal);
        (await cli.Program.RunAsync("schema", "apply")).Done();
        (await cli.Program.RunAsync("schema", "check")).Done();
    }

    [Fact]
    public async Task the_owner_prepares_a_database_for_a_role_that_may_only_add_to_it()
    {
        var owner = await global::Renewal.Testing.SharedPostgres.CreateDatabaseAsync("cli_roles");
        var role = $"renewal_app_{Guid.NewGuid():N}"[..24];
        await CliFixture.RunAsync(owner, $"create role {role} login password 'adds'");
        try
        {
            var prepared = await new CliProgram(owner, Path.GetTempPath()).RunAsync("schema", "apply", "--grant", role);
            Assert.Contains(role, prepared.Done().Out, StringComparison.Ordinal);
            var serving = new Npgsql.NpgsqlConnectionStringBuilder(owner) { Username = role, Password = "adds" }.ConnectionString;
            var program = new CliProgram(serving, Path.GetTempPath());

            await using (var served = await ServerProcess.StartAsync(program, "serve"))
            {
                (await program.RunAsync("import", "ledger", CliFixture.Sample)).Done();
                var left = (await served.StopAsync()).Done();
                // The start logs that it started and that there is no account.
                Assert.All(LogLine.Read(left.Error), line => Assert.Equal(typeof(Hosting.StartLog).FullName, line.Category));
            }

            // Even so the marker of a record is set: no demo may use the database.
            (await program.RunAsync("demo", "--urls", ServerProcess.FreeUrl())).Refused("demo.real-record");
            (await program.RunAsync("schema", "apply")).Refused("schema.refused");
        }
        finally
        {
            await CliFixture.RunAsync(owner, $"grant {role} to current_user; drop owned by {role}; drop role {role}");
        }
    }

    [Fact]
    public async Task an_empty_database_has_no_schema_to_check()
    {
        var empty = await global::Renewal.Testing.SharedPostgres.CreateDatabaseAsync("cli_empty");
        (await new CliProgram(empty, Path.GetTempPath()).RunAsync("schema", "check")).Refused("schema.missing");
    }

    [Fact]
    public async Task a_database_that_does_not_answer_is_said_so()
    {
        var nowhere = new CliProgram("Host=127.0.0.1;Port=1;Database=renewal;Timeout=2", Path.GetTempPath());
        (await nowhere.RunAsync("portfolio")).Refused("store.unavailable");
    }
}
