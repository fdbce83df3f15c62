using Renewal.Domain.Areas;
using Renewal.Features.Store;

namespace Renewal.Features.Tests.Store;

/// <summary>Another process, or manual SQL, may have changed an area since this process last read it.</summary>
public sealed class When_others_write_meanwhile(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task the_next_event_follows_what_others_stored()
    {
        await fixture.FileAsync(StoreFixture.Register("behind"));
        await fixture.FileAsync(Raise("behind", "第1笔未到位"));
        await ElsewhereAsync("behind", new ObstacleRaised("资金", "第2笔未到位", new(2018, 2, 2)));

        var answer = await fixture.FileAsync(Raise("behind", "第3笔未到位"));

        Assert.Equal(4, Assert.Single(answer.Events).Version);
        Assert.Equal(["第1笔未到位", "第2笔未到位", "第3笔未到位"], await ObstaclesAsync("behind"));
        Assert.Equal(4, (await fixture.AreaAsync("behind")).Version);
    }

    [Fact]
    public async Task no_command_is_refused_by_an_old_state()
    {
        await fixture.FileAsync(StoreFixture.Register("unaware"));
        await fixture.FileAsync(Raise("unaware", "第1笔未到位"));
        var obstacle = await ElsewhereAsync("unaware", new ObstacleRaised("资金", "第2笔未到位", new(2018, 2, 2)));

        // As far as this process knows there is no such obstacle.
        var answer = await fixture.AskAsync(new ResolveObstacle("unaware", obstacle, new(2018, 3, 1), "已到位"));

        Assert.Null(answer.Refusal);
        Assert.Equal(4, Assert.Single(answer.Events).Version);
    }

    [Fact]
    public async Task a_stale_version_is_refused_by_the_present_one()
    {
        await fixture.FileAsync(StoreFixture.Register("stale-page"));
        await fixture.FileAsync(Raise("stale-page", "第1笔未到位"));
        await ElsewhereAsync("stale-page", new ObstacleRaised("资金", "第2笔未到位", new(2018, 2, 2)));

        var answer = await fixture.AskAsync(Raise("stale-page", "第3笔未到位"), ifVersion: 2);

        Assert.Equal("version.stale", answer.Refusal?.Code);
        Assert.Equal(3, answer.Version);
    }

    /// <summary>The version does not change: a stored event was corrected and the view rebuilt (docs/guides/rebuild-views.md).</summary>
    [Fact]
    public async Task a_row_written_anew_at_the_same_version_is_read_again()
    {
        fixture.Spoilt = true;
        await fixture.FileAsync(StoreFixture.Register("mended"));
        await fixture.FileAsync(Raise("mended", "资金未到位"));
        await fixture.RunAsync(
            "update renewal.mt_doc_areadocument set data = replace(data::text, '资金未到位', '首笔未到位')::jsonb where keyvalue = 'mended'");

        await fixture.FileAsync(Raise("mended", "第2笔未到位"));

        Assert.Equal(["首笔未到位", "第2笔未到位"], await ObstaclesAsync("mended"));
    }

    private static RaiseObstacle Raise(string code, string what) => new(code, "资金", what, new(2018, 2, 1));

    private async Task<IEnumerable<string>> ObstaclesAsync(string code) =>
        (await fixture.AreaAsync(code)).Events.Select(fact => fact.Event).OfType<ObstacleRaised>().Select(raised => raised.Description);

    private async Task<Guid> ElsewhereAsync(string code, AreaEvent what) =>
        (await fixture.AppendThroughTheStoreAsync(code, what, new Provenance(StoreFixture.Director, Via.Api))).Id;
}
