using System.Net;
using Renewal.Domain.Areas;
using Renewal.Features.Replay;
using Renewal.Features.Store;

namespace Renewal.Features.Tests.Store;

public sealed class When_a_view_has_lost_something(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("delete from renewal.mt_doc_areadocument", "AreaDocument", true)]
    [InlineData("delete from renewal.mt_doc_areadocument where keyvalue like 'lost-%-a'", "AreaDocument", false)]
    [InlineData("update renewal.mt_doc_areadocument set mt_version = mt_version - 1 where keyvalue like 'lost-%-a'", "AreaDocument", false)]
    [InlineData("delete from renewal.mt_natural_key_areadocument", "AreaDocument", true)]
    [InlineData("delete from renewal.area_timeline", "area_timeline", true)]
    [InlineData("delete from renewal.area_timeline where code like 'lost-%-a'", "area_timeline", false)]
    public async Task the_gap_is_seen_and_a_rebuild_closes_it(string damage, string view, bool empty)
    {
        var code = $"lost-{Guid.NewGuid().ToString("N")[..6]}";
        foreach (var one in new[] { $"{code}-a", $"{code}-b" })
        {
            await fixture.FileAsync(StoreFixture.Register(one));
            await fixture.FileAsync(new RaiseObstacle(one, "资金", "到位不足", new(2018, 2, 1)));
        }

        var gaps = fixture.Get<ViewGaps>();
        Assert.Empty(await gaps.LookAsync(Ct));

        await fixture.RunAsync(damage);
        var gap = Assert.Single(await gaps.LookAsync(Ct));
        Assert.Equal((view, empty), (gap.View, gap.Empty));
        Assert.True(gap.Missing + gap.Behind > 0);

        await fixture.Get<ViewRebuild>().RunAsync([view], null, Ct);
        Assert.Empty(await gaps.LookAsync(Ct));
        Assert.Empty((await fixture.Get<ReplayCheck>().RunAsync(null, null, null, Ct)).Differences);
    }

    [Fact]
    public async Task readiness_says_which_kind_it_is_until_it_is_closed()
    {
        using var http = new HttpClient { BaseAddress = new Uri(fixture.App.Urls.First()) };
        await fixture.FileAsync(StoreFixture.Register("ready"));
        await Eventually.UntilAsync(60, async () => (await http.GetAsync("/health/ready", Ct)).StatusCode == HttpStatusCode.OK);

        await fixture.RunAsync("delete from renewal.mt_doc_areadocument");
        await Eventually.UntilAsync(60, async () => await CodesAsync(http) == """{"status":"unhealthy","codes":["view.empty"]}""");
        await fixture.Get<ViewRebuild>().RunAsync(["AreaDocument"], null, Ct);
        await Eventually.UntilAsync(60, async () => (await http.GetAsync("/health/ready", Ct)).StatusCode == HttpStatusCode.OK);

        await fixture.RunAsync("alter table renewal.mt_streams disable trigger zz_keep");
        await Eventually.UntilAsync(60, async () => await CodesAsync(http) == """{"status":"unhealthy","codes":["schema.incomplete"]}""");
        await fixture.RunAsync("alter table renewal.mt_streams enable trigger zz_keep");
        await Eventually.UntilAsync(60, async () => (await http.GetAsync("/health/ready", Ct)).StatusCode == HttpStatusCode.OK);
    }

    private static async Task<string> CodesAsync(HttpClient http) =>
        await (await http.GetAsync("/health/ready", Ct)).Content.ReadAsStringAsync(Ct);
}
