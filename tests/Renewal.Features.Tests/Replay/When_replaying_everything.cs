using Renewal.Domain.Areas;
using Renewal.Features.Replay;

namespace Renewal.Features.Tests.Replay;

public sealed class When_replaying_everything(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task the_views_follow_from_the_events_and_a_tampered_one_is_named()
    {
        await fixture.FileAsync(StoreFixture.Register("replayed"));
        var recorded = await fixture.FileAsync(
            new RecordMilestone("replayed", "planning-conformity-confirmed", new(2018, 2, 1)) { Note = "备注" });
        await fixture.FileAsync(new CorrectFact("replayed", recorded.Events[0].Id, "日期写错",
            new RecordMilestone("replayed", "planning-conformity-confirmed", new(2018, 3, 1))));

        var report = await fixture.Get<ReplayCheck>().RunAsync(null, null, null, Ct);
        Assert.Empty(report.Differences);
        Assert.Equal((4L, 1), (report.Events, report.Areas));
        Assert.True(report.Compared > 4);

        fixture.Spoilt = true;
        await fixture.RunAsync("update renewal.mt_doc_areadocument set data = jsonb_set(data, '{area,facts,1,what,note}', '\"改过\"')");
        var difference = Assert.Single((await fixture.Get<ReplayCheck>().RunAsync(null, null, null, Ct)).Differences);
        Assert.Equal(("area-document", "replayed"), (difference.View, difference.Code));
        Assert.Equal("version 2, what.note: events say \"备注\", stored is \"改过\"", difference.What);
    }
}
