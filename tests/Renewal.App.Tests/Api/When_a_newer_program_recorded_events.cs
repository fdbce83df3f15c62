using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Renewal.App.Tests.Commands;
using Renewal.Features.Replay;
using Renewal.Features.Store;

namespace Renewal.App.Tests.Api;

/// <summary>
/// A newer program beside this one recorded an event of a type, or an area by a catalogue, that this one does not have. That area waits
/// for the update of this node; everything else goes on.
/// </summary>
public sealed class When_a_newer_program_recorded_events
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // As the newer program leaves it: event, stream, document, and the rows of the area, which say nothing of the new event.
    private const string LaterEvent =
        """
        update renewal.mt_streams set version = 2 where id = AREA;
        insert into renewal.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, user_name)
          values (nextval('renewal.mt_events_sequence'), gen_random_uuid(), AREA, 2, '{"on": "2026-01-01"}', 'later-noted',
            clock_timestamp(), '*DEFAULT*', 'zhang');
        update renewal.mt_doc_areadocument set mt_version = 2, data = jsonb_set(data, '{area,facts}', (data #> '{area,facts}')
          || jsonb_build_array(data #> '{area,facts,0}' || '{"version": 2, "place": 2}'
            || jsonb_build_object('eventId', gen_random_uuid(), 'what', '{"happened": "later-noted", "on": "2026-01-01"}'::jsonb)))
          where id = AREA;
        """;

    private const string LaterCatalogue =
        """
        alter table renewal.mt_events disable trigger user;
        update renewal.mt_events set data = jsonb_set(data, '{catalogueVersion}', '"2126-01"') where stream_id = AREA;
        alter table renewal.mt_events enable trigger user;
        update renewal.mt_doc_areadocument set data = jsonb_set(data, '{area,facts,0,what,catalogueVersion}', '"2126-01"') where id = AREA;
        """;

    [Theory]
    [InlineData(LaterEvent, "no event is named later-noted")]
    [InlineData(LaterCatalogue, "no catalogue state-land-expropriation, 2126-01 in this program")]
    public async Task health_names_them_and_the_area_answers_by_code_while_others_go_on(string change, string named)
    {
        var fixture = new ApiFixture();
        await fixture.InitializeAsync();
        try
        {
            await fixture.RegisterAsync("sound");
            var later = await fixture.RegisterAsync("later");
            var id = await fixture.ScalarAsync("select id from renewal.mt_doc_areadocument where keyvalue = 'later'");
            await CliFixture.RunAsync(fixture.ConnectionString, change.Replace("AREA", $"'{id}'", StringComparison.Ordinal));

            var stored = await DocumentAsync(fixture);

            // The area itself waits for the update; lists and other areas go on.
            var read = await fixture.Zhang.GetAsync("/api/areas/later");
            Assert.Equal(((503, "area.unreadable"), "60"), (read.Outcome, read.Header("Retry-After")));
            Assert.Contains("更新", read.Detail, StringComparison.Ordinal);
            Assert.Equal((503, "area.unreadable"),
                (await fixture.Zhang.PostAsync("/api/areas/later/labels", new { labels = new[] { "甲" } })).Outcome);
            Assert.Equal(503, (await fixture.Zhang.GetAsync("/areas/later")).Status);
            Assert.Contains("\"later\"", (await fixture.Zhang.GetAsync("/api/areas")).Text, StringComparison.Ordinal);
            Assert.Equal(200, (await fixture.Zhang.PostAsync("/api/areas/sound/labels", new { labels = new[] { "甲" } })).Status);

            // Health names the event and what to do, and the node stays ready.
            await Task.Delay(TimeSpan.FromSeconds(4.5), Ct);
            var ready = await fixture.Zhang.GetAsync("/health/ready");
            Assert.Equal((200, """{"status":"degraded","codes":["program.older"]}"""), (ready.Status, ready.Text));
            var report = await fixture.App.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Ct);
            Assert.Matches($"{named}; this program is .*, update this node", report.Entries["program"].Description!);
            var replay = fixture.App.Services.GetRequiredService<ReplayCheck>();
            Assert.Contains((await replay.RunAsync(null, null, null, Ct)).Differences,
                difference => difference.What.EndsWith(named, StringComparison.Ordinal));

            // A rebuild by this program leaves what the newer one wrote.
            await fixture.App.Services.GetRequiredService<ViewRebuild>().RunAsync([.. ViewGaps.Names], null, Ct);
            Assert.Equal(stored, await DocumentAsync(fixture));
        }
        finally
        {
            await fixture.App.StopAsync(Ct);
            await fixture.App.DisposeAsync();
        }
    }

    private static async Task<string> DocumentAsync(ApiFixture fixture) => (string)(await fixture.ScalarAsync(
        "select d.data::text || ' ' || count(t) from renewal.mt_doc_areadocument d join renewal.area_timeline t on t.area = d.id"
        + " where d.keyvalue = 'later' group by d.data"))!;
}
