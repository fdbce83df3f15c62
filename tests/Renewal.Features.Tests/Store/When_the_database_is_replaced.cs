using System.Net;
using Npgsql;
using Renewal.Domain.Areas;
using Renewal.Features.Store;

namespace Renewal.Features.Tests.Store;

/// <summary>
/// Yesterday's copy replaces the database of a running application. The process reports it and relies on nothing it has in memory.
/// </summary>
public sealed class When_the_database_is_replaced
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task it_is_noticed_said_and_nothing_kept_in_memory_is_written_back()
    {
        await using var fixture = new StoreFixture { Spoilt = true };
        await fixture.InitializeAsync();
        await fixture.FileAsync(StoreFixture.Register("kept"));
        var name = new NpgsqlConnectionStringBuilder(fixture.ConnectionString).Database!;
        await CopyAsync(fixture.ConnectionString, name, $"{name}_copy");
        using var http = new HttpClient { BaseAddress = new Uri(fixture.App.Urls.First()) };
        await fixture.FileAsync(new NoteProgress("kept", new(2020, 1, 1), "昨天之后记的", null));
        Assert.Equal(2, (await fixture.AreaAsync("kept")).Version);

        await ReplaceAsync(fixture.ConnectionString, name, $"{name}_copy");

        // The copy knows one event; the next one is its second, and the lost one does not come back with it.
        await fixture.FileAsync(new RaiseObstacle("kept", "资金", "到位不足", new(2020, 2, 1)));
        var area = await fixture.AreaAsync("kept");
        Assert.Equal(["AreaRegistered", "ObstacleRaised"], area.Events.Select(e => e.Event.GetType().Name));
        Assert.Contains("is not in it", fixture.Get<DatabaseIdentity>().Replaced!, StringComparison.Ordinal);
        var said = "";
        // A check that met a broken connection keeps its result for some seconds.
        await Eventually.UntilAsync(15, async () =>
        {
            using var ready = await http.GetAsync("/health/ready", Ct);
            said = await ready.Content.ReadAsStringAsync(Ct);
            return ready.StatusCode == HttpStatusCode.OK;
        });
        Assert.Contains("database.replaced", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task one_that_lost_nothing_is_told_apart_by_its_oid_and_another_record_by_its_name()
    {
        foreach (var (change, said) in ((string, string)[])
        [
            ("select 1", "dropped and made again"), ("update renewal.incarnation set id = gen_random_uuid()", "another record"),
        ])
        {
            await using var fixture = new StoreFixture();
            await fixture.InitializeAsync();
            await fixture.FileAsync(StoreFixture.Register("whole"));
            var name = new NpgsqlConnectionStringBuilder(fixture.ConnectionString).Database!;
            await CopyAsync(fixture.ConnectionString, name, $"{name}_copy");
            await RunAsync(fixture.ConnectionString, $"{name}_copy", change);
            await ReplaceAsync(fixture.ConnectionString, name, $"{name}_copy");

            await fixture.FileAsync(StoreFixture.Register("after"));
            Assert.Contains(said, fixture.Get<DatabaseIdentity>().Replaced!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task a_connection_that_merely_broke_is_nothing_to_report()
    {
        await using var fixture = new StoreFixture();
        await fixture.InitializeAsync();
        await fixture.FileAsync(StoreFixture.Register("broken"));
        var name = new NpgsqlConnectionStringBuilder(fixture.ConnectionString).Database!;
        await RunAsync(fixture.ConnectionString, "postgres", Terminate(name));
        await Eventually.UntilAsync(10, async () =>
        {
            try
            {
                return (await fixture.AskAsync(StoreFixture.Register("broken-after"))).Refusal is null;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        });
        Assert.Null(fixture.Get<DatabaseIdentity>().Replaced);
    }

    private static string Terminate(string name) =>
        $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}' and pid <> pg_backend_pid()";

    // A template must have no other connections, and the application makes new ones at once.
    private static async Task CopyAsync(string at, string name, string copy)
    {
        await RunAsync(at, "postgres", $"alter database {name} allow_connections false");
        for (var i = 0; ; i++)
        {
            try
            {
                await RunAsync(at, "postgres", Terminate(name));
                await RunAsync(at, "postgres", $"create database {copy} template {name}");
                break;
            }
            catch (PostgresException busy) when (busy.SqlState == PostgresErrorCodes.ObjectInUse && i < 20)
            {
                await Task.Delay(100, Ct);
            }
        }

        await RunAsync(at, "postgres", $"alter database {name} allow_connections true");
    }

    private static async Task ReplaceAsync(string at, string name, string copy)
    {
        await RunAsync(at, "postgres", $"alter database {name} allow_connections false");
        await RunAsync(at, "postgres", Terminate(name));
        await Task.Delay(200, Ct);
        await RunAsync(at, "postgres", $"alter database {name} rename to {name}_old");
        await RunAsync(at, "postgres", $"alter database {copy} rename to {name}");
    }

    private static async Task RunAsync(string at, string database, string sql)
    {
        var server = new NpgsqlConnectionStringBuilder(at) { Database = database, Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
