using Renewal.Domain.Areas;
using Renewal.Features.Portfolio;

namespace Renewal.Features.Tests.Portfolio;

public sealed class When_looking_at_all_areas(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly DateOnly June = new(2026, 6, 30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task what_was_just_recorded_is_there_at_once()
    {
        for (var i = 0; i < 20; i++)
        {
            var code = $"fresh-{i}";
            await fixture.FileAsync(StoreFixture.Register(code));
            Assert.Equal(1, (await SummaryAsync(code, June, null)).Version);
        }
    }

    [Fact]
    public async Task day_and_knowledge_are_asked_alone_and_together()
    {
        await fixture.FileAsync(StoreFixture.Register("moment", "2020-01-01", "micro-renovation"));
        var first = await fixture.FileAsync(new RecordMilestone("moment", "needs-collected", new(2020, 3, 1)));
        var known = (await fixture.AreaAsync("moment")).Events[^1].RecordedAt;
        await Task.Delay(5, Ct);
        await fixture.FileAsync(new CorrectFact(
            "moment", first.Events[0].Id, "日期写错", new RecordMilestone("moment", "needs-collected", new(2020, 5, 1))));

        Assert.Equal(1, (await SummaryAsync("moment", June, null)).Reached);
        Assert.Equal(0, (await SummaryAsync("moment", new(2020, 4, 1), null)).Reached);
        Assert.Equal(1, (await SummaryAsync("moment", June, known)).Reached);
        Assert.Equal(1, (await SummaryAsync("moment", June, known.ToOffset(TimeSpan.FromHours(8)))).Reached);
        Assert.Equal(2, (await fixture.AreaAsync("moment", known.ToOffset(TimeSpan.FromHours(8)))).Version);
        Assert.Equal(1, (await SummaryAsync("moment", new(2020, 4, 1), known)).Reached);
        Assert.DoesNotContain(
            (await fixture.PortfolioAsync(StoreFixture.Auditor, June, known.AddDays(-1))).Areas, area => area.Code == "moment");
        Assert.DoesNotContain(
            (await fixture.PortfolioAsync(StoreFixture.Auditor, new(2019, 12, 31))).Areas, area => area.Code == "moment");
    }

    [Fact]
    public async Task counts_add_up_and_filters_narrow()
    {
        await fixture.FileAsync(StoreFixture.Register("counted", "2020-01-01", "micro-renovation") with { Labels = ["试点"] });
        await fixture.FileAsync(new RaiseObstacle("counted", "资金", "到位不足", new(2020, 2, 1)));
        var view = await fixture.PortfolioAsync(StoreFixture.Auditor, June);

        Assert.All([view.ByStage, view.ByKind, view.ByStatus, view.ByJurisdiction],
            counts => Assert.Equal(view.Total, counts.Sum(count => count.Areas)));
        Assert.Equal(view.Total, view.ByKindAndStage.Sum(count => count.Areas));
        var found = (await fixture.PortfolioAsync(
            StoreFixture.Auditor, June, null, new AreaFilter(Label: "试点", Light: "yellow", Q: "COUNT"))).Areas;
        Assert.Equal(["counted"], found.Select(area => area.Code));
        Assert.Equal(("obstacle", 1), (found[0].LightReasons[0].Code, found[0].OpenObstacles));
    }

    [Fact]
    public async Task two_days_compared_name_what_moved_and_nothing_else()
    {
        await fixture.FileAsync(StoreFixture.Register("moved", "2020-01-01", "micro-renovation"));
        await fixture.FileAsync(StoreFixture.Register("still", "2020-01-01", "micro-renovation"));
        await fixture.FileAsync(new RecordMilestone("moved", "needs-collected", new(2021, 3, 1)));

        var changes = (await ChangesAsync(new(2021, 1, 1), new(2021, 12, 31))).Changes;

        var moved = Assert.Single(changes, change => change.Code == "moved");
        Assert.Equal(("needs-collected", "reached", new DateOnly(2021, 3, 1)),
            (moved.Milestones[0].Milestone, moved.Milestones[0].What, moved.Milestones[0].On!.Value));
        Assert.DoesNotContain(changes, change => change.Code == "still");
        Assert.True((await ChangesAsync(new(2019, 1, 1), new(2020, 6, 1)))
            .Changes.Single(c => c.Code == "moved").Added);
    }

    [Fact]
    public async Task what_was_recorded_anew_moved()
    {
        await fixture.FileAsync(StoreFixture.Register("unsold", "2018-01-01"));
        await fixture.FileAsync(new TakeOpeningPosition("unsold", "listing", new(2018, 12, 31), "台账")
        {
            Milestones = [new OpeningMilestone("planning-conditions-issued", null)],
        });
        foreach (var (milestone, day) in ((string, DateOnly)[])
        [
            ("supply-plan-approved", new(2019, 3, 4)), ("listing-notice-published", new(2019, 5, 28)),
            ("listing-opened", new(2019, 6, 17)), ("listing-closed", new(2019, 6, 27)), ("listing-failed", new(2019, 7, 1)),
            ("supply-plan-approved", new(2019, 8, 5)),
        ])
        {
            await fixture.FileAsync(new RecordMilestone("unsold", milestone, day));
        }

        var moves = (await ChangesAsync(new(2019, 7, 31), new(2019, 8, 31)))
            .Changes.Single(change => change.Code == "unsold").Milestones;

        Assert.Equal([("reopened", new DateOnly(2019, 3, 4)), ("reached", new DateOnly(2019, 8, 5))],
            moves.Select(move => (move.What, move.On!.Value)));
    }

    [Fact]
    public async Task outside_ones_jurisdiction_nothing_is_listed()
    {
        await fixture.FileAsync(StoreFixture.Register("ours"));
        Assert.Empty((await fixture.PortfolioAsync(StoreFixture.Zhang with { Jurisdictions = ["420112005"] }, June)).Areas);
    }

    [Fact]
    public async Task rights_are_todays_at_every_moment()
    {
        var filed = await fixture.FileAsync(StoreFixture.Register("handed-over"));
        var before = (await fixture.AreaAsync("handed-over")).Events[^1].RecordedAt;
        await Task.Delay(5, Ct);
        await fixture.FileAsync(new CorrectFact("handed-over", filed.Events[0].Id, "划归另一街道",
            StoreFixture.Register("handed-over") with { Jurisdiction = "420112004" }), StoreFixture.Director);

        foreach (var knownAt in new DateTimeOffset?[] { null, before })
        {
            Assert.DoesNotContain((await fixture.PortfolioAsync(StoreFixture.Zhang, June, knownAt)).Areas, area =>
                area.Code == "handed-over");
            var theirs = (await fixture.PortfolioAsync(StoreFixture.Zhang with { Jurisdictions = ["420112004"] }, June, knownAt)).Areas;
            Assert.Equal(
                knownAt is null ? "420112004" : StoreFixture.Street, theirs.Single(area => area.Code == "handed-over").Jurisdiction);
        }
    }

    private Task<PortfolioChanges> ChangesAsync(DateOnly from, DateOnly to) =>
        fixture.Get<PortfolioQueries>().ChangesAsync(StoreFixture.Auditor, from, to, null, Ct);

    private async Task<AreaSummary> SummaryAsync(string code, DateOnly on, DateTimeOffset? knownAt) =>
        (await fixture.PortfolioAsync(StoreFixture.Auditor, on, knownAt)).Areas.Single(area => area.Code == code);
}
