using Microsoft.AspNetCore.Builder;
using Npgsql;
using Renewal.App.Hosting;
using Renewal.App.Tests.Commands;
using Renewal.Features.Time;
using Renewal.Testing;

namespace Renewal.App.Tests.Api;

/// <summary>
/// The application's clock and the database's differ by an hour: nothing is recorded, and every channel gives the reason.
/// </summary>
[Collection(ApiCollection.Name)]
public sealed class When_the_clock_is_off(ApiFixture fixture)
{
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task a_write_is_refused_by_name_and_readiness_says_so(int hours)
    {
        var area = $"/api/areas/{await fixture.RegisterAsync($"skewed-{(hours > 0 ? "fast" : "slow")}")}";
        var events = await fixture.EventCountAsync();
        await using var app = await StartAsync(TimeSpan.FromHours(hours));
        var zhang = fixture.Zhang.At(app);

        var chinese = await zhang.PostAsync(area + "/labels", Labels, ("Idempotency-Key", $"skewed{hours}"));
        var english = await zhang.PostAsync(area + "/labels", Labels, ("Accept-Language", "en"));

        Assert.Equal(((503, "clock.skewed"), "application/problem+json", "60"),
            (chinese.Outcome, chinese.ContentType, chinese.Header("Retry-After")));
        Assert.Contains("校准服务器时钟", chinese.Detail, StringComparison.Ordinal);
        Assert.Equal((503, "clock.skewed"), english.Outcome);
        Assert.Contains("synchronise the server clocks", english.Detail, StringComparison.Ordinal);
        Assert.Contains("3600", english.Detail, StringComparison.Ordinal);
        Assert.Equal(events, await fixture.EventCountAsync());
        Assert.Equal(200, (await zhang.GetAsync(area)).Status);

        var ready = await zhang.GetAsync("/health/ready");
        Assert.Equal((503, """{"status":"unhealthy","codes":["clock.skewed"]}"""), (ready.Status, ready.Text));

        // With the clock corrected, the same request succeeds.
        Assert.Equal(200, (await fixture.Zhang.PostAsync(area + "/labels", Labels, ("Idempotency-Key", $"skewed{hours}"))).Status);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task a_clock_that_drifts_is_said_before_it_matters()
    {
        await using var app = await StartAsync(TimeSpan.FromSeconds(3));
        var ready = await fixture.Zhang.At(app).GetAsync("/health/ready");
        Assert.Equal((200, """{"status":"degraded","codes":["clock.drifts"]}"""), (ready.Status, ready.Text));
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The command line, with a database whose clock runs an hour ahead of this machine's.</summary>
    [Fact]
    public async Task a_command_says_so()
    {
        var there = await SharedPostgres.CreateDatabaseAsync("ahead");
        var name = new NpgsqlConnectionStringBuilder(there).Database;
        // Found before the server's own, by the guard trigger and by the program alike.
        await CliFixture.RunAsync(there,
            $"""
            create schema ahead;
            create function ahead.clock_timestamp() returns timestamptz language sql volatile
              as $$ select pg_catalog.clock_timestamp() + interval '1 hour' $$;
            alter database "{name}" set search_path = ahead, pg_catalog, public;
            """);
        NpgsqlConnection.ClearPool(new NpgsqlConnection(there));
        var folder = Directory.CreateTempSubdirectory("renewal-ahead").FullName;

        var run = await new Commands.CliProgram(there, folder).RunAsync("import", "ledger", CliFixture.Sample, "--lang", "zh");

        run.Refused("clock.skewed");
        Assert.Contains("校准服务器时钟", run.Error, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static object Labels => new { labels = new[] { "甲" } };

    private async Task<WebApplication> StartAsync(TimeSpan fast)
    {
        var app = AppHost.Build(new AppSettings
        {
            ConnectionString = fixture.ConnectionString,
            Urls = "http://127.0.0.1:0",
            OfficeTime = new FrozenTime(new DateTimeOffset(2026, 6, 30, 9, 0, 0, TimeSpan.FromHours(8))),
            StoreTime = new Shifted(fast),
        });
        await app.StartAsync();
        return app;
    }

    private sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
