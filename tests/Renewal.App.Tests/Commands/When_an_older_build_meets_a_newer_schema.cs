using Renewal.Testing;

namespace Renewal.App.Tests.Commands;

/// <summary>
/// While nodes are updated one after the other, the earlier build runs on the later schema. What a later schema may add without a stop
/// (docs/guides/size-a-server.md) does not break it.
/// </summary>
public sealed class When_an_older_build_meets_a_newer_schema
{
    [Fact]
    public async Task more_tables_columns_and_indexes_are_none_of_its_business()
    {
        var owner = await SharedPostgres.CreateDatabaseAsync("cli_newer");
        var role = $"renewal_app_{Guid.NewGuid():N}"[..24];
        await CliFixture.RunAsync(owner, $"create role {role} login password 'adds'");
        try
        {
            (await new CliProgram(owner, Path.GetTempPath()).RunAsync("schema", "apply", "--grant", role)).Done();
            await CliFixture.RunAsync(owner,
                """
                create table renewal.mt_doc_later (id uuid primary key, data jsonb not null);
                alter table renewal.mt_events add column later text;
                alter table renewal.mt_doc_areadocument add column later varchar;
                alter table renewal.milestone_timeline add column later integer not null default 0;
                create index mt_doc_areadocument_later on renewal.mt_doc_areadocument (later);
                create function renewal.later() returns integer language sql as 'select 1';
                """);
            var serving = new Npgsql.NpgsqlConnectionStringBuilder(owner) { Username = role, Password = "adds" }.ConnectionString;
            var program = new CliProgram(serving, Path.GetTempPath());
            await using var served = await ServerProcess.StartAsync(program, "serve");
            (await program.RunAsync("import", "ledger", CliFixture.Sample)).Done();
            var replay = (await program.RunAsync("replay", "--json")).Done().Json;
            Assert.Equal((13, 0), (replay.GetProperty("areas").GetInt32(), replay.GetProperty("differences").GetArrayLength()));
            (await program.RunAsync("health")).Done();
            await served.StopAsync();
        }
        finally
        {
            await CliFixture.RunAsync(owner, $"grant {role} to current_user; drop owned by {role}; drop role {role}");
        }
    }
}
