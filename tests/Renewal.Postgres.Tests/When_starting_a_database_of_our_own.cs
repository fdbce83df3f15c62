using Npgsql;

namespace Renewal.Postgres.Tests;

public sealed class When_starting_a_database_of_our_own : IDisposable
{
    private readonly TempFolder folder = new();

    private PostgresOptions Options => new() { DataFolder = folder.Below("postgres") };

    [Fact]
    public async Task the_application_owns_its_database_and_nobody_else_gets_in()
    {
        var said = new ProgressLines();
        await using var server = await PostgresServer.StartAsync(Options, said);

        Assert.False(server.WasRunning);
        Assert.Contains("正在启动内置 PostgreSQL… / starting the embedded PostgreSQL", said.Lines);
        Assert.Contains(server.DataFolder, server.Origin, StringComparison.Ordinal);
        Assert.Equal("renewal/renewal/UTF8/127.0.0.1/on/100/off", await Sql.AskAsync(server.ConnectionString, """
            select concat_ws('/', current_database(), pg_get_userbyid(datdba), pg_encoding_to_char(encoding),
                current_setting('listen_addresses'), current_setting('fsync'), current_setting('max_connections'),
                current_setting('is_superuser'))
            from pg_database where datname = current_database()
            """));
        var address = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        Assert.Equal((100, 2), (address.MaxAutoPrepare, address.AutoPrepareMinUsages));

        address.Password = "guessed";
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Sql.AskAsync(address.ConnectionString, "select 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.Below("postgres", "password")));
        }
    }

    [Fact]
    public async Task chinese_is_sorted_by_pinyin_and_taken_for_letters()
    {
        await using var server = await PostgresServer.StartAsync(Options with { Durable = false });

        Assert.Equal("陈李王张赵", await Sql.AskAsync(
            server.ConnectionString, "select string_agg(n, '' order by n) from unnest(array['赵','张','王','李','陈']) n"));
        if (OperatingSystem.IsLinux())
        {
            Assert.NotEqual("C", await Sql.AskAsync(
                server.ConnectionString, "select datctype::text from pg_database where datname = current_database()"));
        }
    }

    [Fact]
    public async Task data_survives_a_stop_and_a_start()
    {
        string before;
        await using (var server = await PostgresServer.StartAsync(Options))
        {
            before = server.ConnectionString;
            await Sql.AskAsync(before, "create table ledger as select '伍家山' as area");
        }

        Assert.False(await Sql.AnswersAsync(before));

        await using var again = await PostgresServer.StartAsync(Options);
        Assert.False(again.WasRunning);
        Assert.Equal("伍家山", await Sql.AskAsync(again.ConnectionString, "select area from ledger"));
    }

    [Fact]
    public async Task another_database_of_the_same_server_can_be_made_and_reached()
    {
        await using var server = await PostgresServer.StartAsync(Options with { Durable = false });
        await Sql.AskAsync(server.ConnectionString, "create database elsewhere");

        Assert.Equal("elsewhere", await Sql.AskAsync(server.ForDatabase("elsewhere"), "select current_database()::text"));
    }

    [Fact]
    public async Task erasing_starts_over_but_not_under_somebody_who_uses_it()
    {
        await using (var server = await PostgresServer.StartAsync(Options with { Durable = false }))
        {
            await Sql.AskAsync(server.ConnectionString, "create table ledger (area text)");
            var refused = await Assert.ThrowsAsync<PostgresUnavailableException>(() => PostgresServer.EraseAsync(Options));
            Assert.Equal("postgres.in-use", refused.Code);
            Assert.True(await Sql.AnswersAsync(server.ConnectionString));
        }

        await PostgresServer.EraseAsync(Options);

        await using var fresh = await PostgresServer.StartAsync(Options with { Durable = false });
        Assert.Equal(DBNull.Value, await Sql.AskAsync(fresh.ConnectionString, "select to_regclass('ledger')::text"));
    }

    [Fact]
    public async Task root_keeps_the_database_where_the_servers_user_can_reach_it()
    {
        var closed = Directory.CreateDirectory(folder.Below("home", "data")).Parent!;
        if (!OperatingSystem.IsWindows())
        {
            closed.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        var options = Options with { DataFolder = folder.Below("home", "data", "postgres"), Durable = false };
        var said = new ProgressLines();
        string really;
        await using (var server = await PostgresServer.StartAsync(options, said))
        {
            really = server.DataFolder;
            if (!OsUser.ForServer().IsAnother)
            {
                // Everybody else is the server's user, and nothing is moved.
                Assert.StartsWith(options.DataFolder, really, StringComparison.Ordinal);
                return;
            }

            Assert.StartsWith("/var/lib/renewal/postgres-", really, StringComparison.Ordinal);
            Assert.Contains(said.Lines, line => line.Contains(really, StringComparison.Ordinal));
            await Sql.AskAsync(server.ConnectionString, "create table ledger as select '伍家山' as area");
        }

        // Opening the folder up afterwards must not make a full database look like an empty one.
        PackageExtraction.OpenToAll(closed.FullName);
        await using (var again = await PostgresServer.StartAsync(options))
        {
            Assert.Equal("伍家山", await Sql.AskAsync(again.ConnectionString, "select area from ledger"));
        }

        Directory.Delete(really, recursive: true);
    }

    public void Dispose() => folder.Dispose();
}
