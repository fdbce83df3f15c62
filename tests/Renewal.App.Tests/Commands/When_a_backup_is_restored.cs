using Npgsql;
using Renewal.Postgres;

namespace Renewal.App.Tests.Commands;

/// <summary>The commands of docs/guides/back-up-and-restore.md, with the tools and a server of an installed PostgreSQL.</summary>
public sealed class When_a_backup_is_restored
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task the_restored_record_is_the_same_and_an_incomplete_restore_leaves_nothing()
    {
        if (PostgresTools.Folder() is not { } tools)
        {
            // The gate installs them. On a machine with the .NET SDK and npm only there is no pg_dump to try.
            Assert.Null(Environment.GetEnvironmentVariable("CI"));
            TestContext.Current.SendDiagnosticMessage("No pg_dump here: apt-get install postgresql to run this test.");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("renewal-restore").FullName;
        var options = new PostgresOptions { DataFolder = Path.Combine(folder, "postgres"), BinFolder = tools, Durable = false };
        try
        {
            await using var server = await PostgresServer.StartAsync(options, cancellationToken: Ct);
            await TryAsync(server, tools, Path.Combine(folder, "renewal.dump"));
        }
        finally
        {
            await PostgresServer.EraseAsync(options);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task TryAsync(PostgresServer server, string tools, string dump)
    {
        var owner = server.ConnectionString;
        await CliFixture.RunAsync(owner, "create role renewal_app login password 'adds'");
        var source = new CliProgram(owner, Path.GetTempPath());
        (await source.RunAsync("schema", "apply", "--grant", "renewal_app")).Done();
        (await source.RunAsync("import", "ledger", CliFixture.Sample)).Done();
        var before = (await source.RunAsync("portfolio", "--json")).Done().Out;

        (await PostgresTools.RunAsync(tools, "pg_dump", owner, "-Fc", "-f", dump)).Done();
        // The dump names no compression method, so a server built without lz4 accepts it too.
        var script = (await PostgresTools.RunAsync(tools, "pg_restore", owner, "--schema-only", "-f", "-", dump)).Done();
        Assert.DoesNotContain("COMPRESSION", script.Out, StringComparison.OrdinalIgnoreCase);

        await CliFixture.RunAsync(
            owner, "create database restored template template0 encoding 'UTF8' locale_provider icu icu_locale 'zh-Hans-CN'");
        var target = server.ForDatabase("restored");
        string[] restore = ["--single-transaction", "--exit-on-error", "--no-owner", "-d", "restored", dump];

        // If a role of the dump is missing, the restore fails and leaves nothing behind.
        await CliFixture.RunAsync(owner, "alter role renewal_app rename to renewal_app_aside");
        var stopped = await PostgresTools.RunAsync(tools, "pg_restore", target, restore);
        Assert.Equal(1, stopped.ExitCode);
        Assert.Contains("renewal_app", stopped.Error, StringComparison.Ordinal);
        NpgsqlConnection.ClearAllPools();
        (await new CliProgram(target, Path.GetTempPath()).RunAsync("schema", "check")).Refused("schema.missing");

        await CliFixture.RunAsync(owner, "alter role renewal_app_aside rename to renewal_app");
        await CliFixture.RunAsync(owner, "alter role renewal_app password 'adds'");
        (await PostgresTools.RunAsync(tools, "pg_restore", target, restore)).Done();

        var restored = new CliProgram(target, Path.GetTempPath());
        (await restored.RunAsync("schema", "apply", "--grant", "renewal_app")).Done();
        (await restored.RunAsync("schema", "check")).Done();
        Assert.Equal(0, (await restored.RunAsync("replay", "--json")).Done().Json.GetProperty("differences").GetArrayLength());
        Assert.Equal(before, (await restored.RunAsync("portfolio", "--json")).Done().Out);
        var serving = new NpgsqlConnectionStringBuilder(target) { Username = "renewal_app", Password = "adds" }.ConnectionString;
        await using var served = await ServerProcess.StartAsync(new CliProgram(serving, Path.GetTempPath()), "serve");
    }
}
