using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Renewal.Domain.Areas;
using Renewal.Features.Replay;

namespace Renewal.Features.Tests.Store;

public sealed class When_an_event_cannot_be_read
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("milestone-recorded", """{"milestone": "scope-determined", "effectiveOn": "yesterday"}""")]
    // Can be read but not folded: it names a catalogue table that this program does not have.
    [InlineData(
        "area-registered",
        """
        {"code": "later", "name": "后来片", "kind": "legacy-resolution", "regime": "permit-legacy", "catalogueVersion": "2126-01",
         "openedOn": "2018-01-01", "jurisdiction": "420112001", "labels": [], "clearedBeforeListing": false}
        """)]
    public async Task the_view_stops_health_turns_red_and_the_event_is_named(string type, string data)
    {
        await using var fixture = new StoreFixture { Spoilt = true };
        await fixture.InitializeAsync();
        using var http = new HttpClient { BaseAddress = new Uri(fixture.App.Urls.First()) };
        await fixture.FileAsync(StoreFixture.Register("sound"));
        await Eventually.UntilAsync(15, async () => (await http.GetAsync("/health/ready", Ct)).StatusCode == HttpStatusCode.OK);

        var poisoned = await fixture.FileAsync(StoreFixture.Register("poisoned"));
        var seq = await InsertAsync(fixture, poisoned.AreaId, type, data);

        // A view counts as stopped once it lacks an event for 15 s.
        await Eventually.UntilAsync(
            40, async () => (await http.GetAsync("/health/ready", Ct)).StatusCode == HttpStatusCode.ServiceUnavailable);
        // Anybody may ask: the answer names the kind of trouble, the event itself is for the log.
        var body = await (await http.GetAsync("/health/ready", Ct)).Content.ReadAsStringAsync(Ct);
        // A catalogue of a newer program has a code of its own as well.
        Assert.Contains(body.Replace("\"program.older\",", "", StringComparison.Ordinal),
            """{"status":"unhealthy","codes":["view.stopped"]}""", StringComparison.Ordinal);
        var report = await fixture.Get<HealthCheckService>().CheckHealthAsync(Ct);
        Assert.Contains(
            report.Entries.Values, entry => entry.Description?.Contains($"seq {seq} ({type})", StringComparison.Ordinal) == true);

        // Earlier events are still served, later ones are not lost, and replay names it too.
        await fixture.FileAsync(new RaiseObstacle("sound", "资金", "到位不足", new(2018, 2, 1)));
        var listed = (await fixture.PortfolioAsync(StoreFixture.Auditor, new(2026, 6, 30))).Areas;
        Assert.Equal((2L, 1), listed.Where(area => area.Code == "sound").Select(area => (area.Version, area.OpenObstacles)).Single());
        Assert.Contains((await fixture.Get<ReplayCheck>().RunAsync(null, null, null, Ct)).Differences,
            d => d.What.StartsWith($"seq {seq} ", StringComparison.Ordinal));
    }

    private static async Task<long> InsertAsync(StoreFixture fixture, Guid stream, string type, string data)
    {
        await using var connection = new NpgsqlConnection(fixture.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand("update renewal.mt_streams set version = 2 where id = $1", connection);
        command.Parameters.AddWithValue(stream);
        await command.ExecuteNonQueryAsync(Ct);
        await using var insert = new NpgsqlCommand(
            """
            insert into renewal.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, user_name)
            values (
              nextval('renewal.mt_events_sequence'), gen_random_uuid(), $1, 2, $2::jsonb, $3, clock_timestamp(), '*DEFAULT*', 'nobody')
            returning seq_id
            """,
            connection);
        insert.Parameters.AddWithValue(stream);
        insert.Parameters.AddWithValue(data);
        insert.Parameters.AddWithValue(type);
        return (long)(await insert.ExecuteScalarAsync(Ct))!;
    }
}
