using Renewal.Domain.Areas;
using Renewal.Features.Replay;

namespace Renewal.Features.Tests.Store;

/// <summary>Optimistic concurrency: the loser retries on the new state.</summary>
public sealed class When_many_write_about_one_area(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task each_event_is_stored_once_and_the_versions_have_no_gap()
    {
        await fixture.FileAsync(StoreFixture.Register("crowded"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            fixture.FileAsync(new RaiseObstacle("crowded", "资金", $"第{i}笔未到位", new(2018, 2, 1)))));

        Assert.Equal(Enumerable.Range(2, 12).Select(version => (long)version), answers.Select(a => a.Events.Single().Version).Order());
        Assert.Equal(12, answers.Select(a => a.Events.Single().Seq).Distinct().Count());
        Assert.Equal(13, (await fixture.AreaAsync("crowded")).Version);
        Assert.Empty((await fixture.Get<ReplayCheck>().RunAsync(null, null, null, Ct)).Differences);
    }
}
