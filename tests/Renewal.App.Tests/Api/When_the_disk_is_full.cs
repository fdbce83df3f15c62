using Npgsql;

namespace Renewal.App.Tests.Api;

/// <summary>
/// As PostgreSQL says it (SQLSTATE 53100) where a file cannot be extended. A disk that is really full is tried by tests/Renewal.Faults,
/// which needs a file system of its own for it.
/// </summary>
public sealed class When_the_disk_is_full : IAsyncLifetime
{
    private const string Full = "begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end";

    private readonly ApiFixture fixture = new();

    public async ValueTask InitializeAsync() => await fixture.InitializeAsync();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task writes_are_refused_by_name_and_readiness_says_so_until_there_is_room()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("full")}";
        var name = new NpgsqlConnectionStringBuilder(fixture.ConnectionString).Database;
        await fixture.ScalarAsync(
            $"""
            create schema full_disk;
            create function full_disk.fails() returns trigger language plpgsql as $$ {Full} $$;
            create function full_disk.md5(text) returns text language plpgsql as $$ {Full} $$;
            create trigger fails before insert on renewal.mt_events execute function full_disk.fails();
            alter database "{name}" set search_path = full_disk, pg_catalog, public;
            """);
        NpgsqlConnection.ClearPool(new NpgsqlConnection(fixture.ConnectionString));
        // As after a restart.
        await fixture.App.StopAsync(TestContext.Current.CancellationToken);
        await using var app = await fixture.StartAsync(fixture.ConnectionString);
        var zhang = fixture.Zhang.At(app);
        var before = await zhang.GetAsync("/health/ready");
        Assert.Equal((200, """{"status":"healthy"}"""), (before.Status, before.Text));

        var refused = await zhang.PostAsync(area + "/labels", new { labels = new[] { "甲" } }, ("Idempotency-Key", "full"));

        Assert.Equal(((503, "store.disk-full"), "30"), (refused.Outcome, refused.Header("Retry-After")));
        var ready = await zhang.GetAsync("/health/ready");
        Assert.Equal((503, """{"status":"unhealthy","codes":["database.disk-full"]}"""), (ready.Status, ready.Text));

        await fixture.ScalarAsync("drop schema full_disk cascade");
        Assert.Equal(200, (await zhang.GetAsync("/health/ready")).Status);
        Assert.Equal(200, (await zhang.PostAsync(area + "/labels", new { labels = new[] { "甲" } }, ("Idempotency-Key", "full"))).Status);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }
}
