using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Renewal.App.Hosting;
using Renewal.App.Tests.Commands;
using Renewal.Domain.Access;
using Renewal.Features.Accounts;
using Renewal.Features.Time;
using Renewal.Testing;

namespace Renewal.App.Tests.Api;

/// <summary>
/// Two processes and a database whose clocks jump between writes: all together, as on one machine, or one alone. What is recorded stays
/// in order, once; what cannot be recorded is refused by code.
/// </summary>
public sealed class When_the_clock_jumps : IAsyncLifetime
{
    private readonly JumpingTime first = new();
    private readonly JumpingTime second = new();
    private string connectionString = "";
    private WebApplication one = null!;
    private WebApplication two = null!;
    private Client atOne = null!;
    private Client atTwo = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        connectionString = await SharedPostgres.CreateDatabaseAsync("jumps");
        // Found before the server's own, by the guard trigger and by the program alike.
        await RunAsync(
            $"""
            create schema jumps;
            create table jumps.ahead (by interval not null);
            insert into jumps.ahead values ('0');
            create function jumps.clock_timestamp() returns timestamptz language sql volatile
              as $$ select pg_catalog.clock_timestamp() + (select by from jumps.ahead) $$;
            alter database "{new NpgsqlConnectionStringBuilder(connectionString).Database}" set search_path = jumps, pg_catalog, public;
            """);
        NpgsqlConnection.ClearPool(new NpgsqlConnection(connectionString));
        one = Build(first);
        await one.EnsureSchemaAsync(Ct);
        two = Build(second);
        await one.StartAsync(Ct);
        await two.StartAsync(Ct);
        var accounts = one.Services.GetRequiredService<Accounts>();
        await accounts.AddAsync("zhang", "张同志", Role.Officer, [ApiFixture.Street], Ct);
        var key = (await accounts.CreateTokenAsync("zhang", "script", null, Ct)).Value!.Key;
        (atOne, atTwo) = (new Client(one, key), new Client(two, key));
    }

    public async ValueTask DisposeAsync()
    {
        (first.By, second.By) = (TimeSpan.Zero, TimeSpan.Zero);
        await two.StopAsync(Ct);
        await two.DisposeAsync();
        // Every view must follow from the events.
        await one.ReplayAndStopAsync();
    }

    [Fact]
    public async Task with_the_whole_machine_everything_is_kept_in_order_and_health_names_it()
    {
        await RegisterAsync("jumped");
        var (n, last) = (0, TimeSpan.Zero);
        foreach (var by in new[] { 0, -1, 0, 24, 0, -1, 0 }.Select(hours => TimeSpan.FromHours(hours)))
        {
            await JumpAsync(by);
            foreach (var client in new[] { atOne, atTwo, atOne })
            {
                var written = await WriteAsync(client, "jumped", $"jump-{n}");
                Assert.True(written.Status == 200, written.Text);
                // Sent again by a client that did not see the answer, it is answered as before.
                Assert.Equal(written.Text, (await WriteAsync(atTwo, "jumped", $"jump-{n}")).Text);
                n++;
            }

            await RegisterAsync($"jumped-{n}");
            await Task.Delay(TimeSpan.FromSeconds(4.5), Ct);
            var ready = await atOne.GetAsync("/health/ready");
            Assert.Equal(
                by < last ? (200, """{"status":"degraded","codes":["clock.behind-record"]}""") : (200, """{"status":"healthy"}"""),
                (ready.Status, ready.Text));
            last = by > last ? by : last;
        }

        Assert.Equal(n, await CountAsync("select count(*) from renewal.mt_events where type = 'obstacle-raised'"));
        Assert.Equal(n, await CountAsync(
            "select count(distinct data ->> 'description') from renewal.mt_events where type = 'obstacle-raised'"));
        // Known ranges neither overlap nor run backwards: the table itself refuses it.
        Assert.Equal(1, await CountAsync("select count(*) from pg_constraint where conname = 'area_timeline_one_truth'"));
        Assert.Equal(0, await CountAsync("select count(*) from renewal.area_timeline where isempty(known)"));
        Assert.Equal(n, await CountAsync("select open_obstacles from renewal.area_timeline where code = 'jumped' and upper(known) is null"
            + " and upper(valid) is null"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(24)]
    public async Task of_one_process_it_records_nothing_until_the_clock_is_right_and_the_other_goes_on(int hours)
    {
        await RegisterAsync("alone");
        Assert.Equal(200, (await WriteAsync(atOne, "alone", "before")).Status);

        first.By = TimeSpan.FromHours(hours);
        var refused = await WriteAsync(atOne, "alone", "meanwhile");
        Assert.Equal(((503, "clock.skewed"), "60"), (refused.Outcome, refused.Header("Retry-After")));
        Assert.Equal(200, (await WriteAsync(atTwo, "alone", "elsewhere")).Status);
        var ready = await atOne.GetAsync("/health/ready");
        Assert.Equal((503, """{"status":"unhealthy","codes":["clock.skewed"]}"""), (ready.Status, ready.Text));

        first.By = TimeSpan.Zero;
        Assert.Equal(200, (await WriteAsync(atOne, "alone", "meanwhile")).Status);
        Assert.Equal(3, await CountAsync("select count(*) from renewal.mt_events where type = 'obstacle-raised'"));
    }

    private Task<ApiResponse> WriteAsync(Client client, string area, string text) => client.PostAsync(
        $"/api/areas/{area}/obstacles", new { category = "funds", description = text, raisedOn = "2018-02-01" }, ("Idempotency-Key", text));

    private async Task RegisterAsync(string code) => Assert.Equal(201, (await atTwo.PostAsync("/api/areas", new
    {
        code,
        name = $"{code}片",
        kind = ApiFixture.Kind,
        jurisdiction = ApiFixture.Street,
        openedOn = "2018-01-01",
    })).Status);

    /// <summary>All clocks at once.</summary>
    private async Task JumpAsync(TimeSpan by)
    {
        await RunAsync(string.Create(CultureInfo.InvariantCulture, $"update jumps.ahead set by = '{by.TotalHours} h'"));
        (first.By, second.By) = (by, by);
    }

    private Task RunAsync(string sql) => CliFixture.RunAsync(connectionString, sql);

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(Ct), CultureInfo.InvariantCulture);
    }

    private WebApplication Build(TimeProvider time) => AppHost.Build(new AppSettings
    {
        ConnectionString = connectionString,
        Urls = "http://127.0.0.1:0",
        OfficeTime = new FrozenTime(new DateTimeOffset(2026, 6, 30, 9, 0, 0, TimeSpan.FromHours(8))),
        StoreTime = time,
    });

    private sealed class JumpingTime : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;
    }
}
