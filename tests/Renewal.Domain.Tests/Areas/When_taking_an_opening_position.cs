using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Tests.Areas;

public sealed class When_taking_an_opening_position : AreaSpec
{
    [Fact]
    public void it_says_where_the_area_stood_and_by_which_table() =>
        Given(Registered()).When(Opening("listing", "2020-12-31", "scope-determined@2018-03-01", "demolished") with { Note = "拆迁进入挂牌" })
            .Then(new OpeningPositionTaken("listing", Day("2020-12-31"), "2020年底台账",
                [new("scope-determined", Day("2018-03-01")), new("demolished", null)], "拆迁进入挂牌"));

    [Fact]
    public void it_claims_nothing_of_the_time_before()
    {
        var scenario = Given(Registered(), Opening("listing", "2020-12-31", "demolished") with { Note = "拆迁进入挂牌" });

        var before = scenario.On("2020-12-30");
        Assert.Equal((true, null, null, 0), (before.OnFile, before.Stage, before.OpenedAt, before.Reached.Count));
        var then = scenario.On("2020-12-31");
        Assert.Equal((Stage.Listing, Day("2020-12-31"), ("拆迁进入挂牌", Day("2020-12-31"))), (then.Stage, then.StageSince, then.Progress));
        Assert.Equal((null, EvidenceGrade.Claimed), (then.DayOf("demolished"), then.Reached["demolished"].Grade));
        Assert.Null(Given(Registered(), Opening("listing", "2020-12-31")).On("2020-12-31").Progress);
    }

    [Fact]
    public void what_lies_under_an_earlier_stage_is_behind()
    {
        var listing = Given(Registered(), Opening("listing", "2020-12-31")).On("2020-12-31");
        var completion = Given(Registered(), Opening("completion", "2020-12-31")).On("2020-12-31");

        Assert.True(listing.IsBehind("expropriation-announced"));
        Assert.True(listing.IsBehind("plan-hearing-held")); // conditional: whether it was needed is nobody's question any more
        Assert.False(listing.IsBehind("demolished")); // clearance may still run while the land is listed
        Assert.False(listing.IsBehind("listing-opened"));
        Assert.True(completion.IsBehind("demolished"));
        Assert.True(completion.IsBehind("deal-confirmed"));
        Assert.False(completion.IsBehind("listing-failed")); // an ending nobody spoke of
        Assert.False(completion.IsBehind("land-delivered"));
        Assert.False(completion.IsBehind("no-such-milestone"));
    }

    [Fact]
    public void a_cleared_site_is_not_taken_for_granted_in_listing()
    {
        var cleared = Registered() with { ClearedBeforeListing = true };
        var notice = Record("listing-notice-published", "2021-03-01");

        Given(cleared, Opening("listing", "2020-12-31", "supply-plan-approved")).When(notice)
            .ThenRefused("milestone.needs", "site-cleared");
        Given(cleared, Opening("listing", "2020-12-31", "supply-plan-approved", "site-cleared")).When(notice).ThenAccepted();
        Given(Registered(), Opening("listing", "2020-12-31", "supply-plan-approved")).When(notice).ThenAccepted();
    }

    [Fact]
    public void a_failed_round_in_the_source_is_over()
    {
        var scenario = Given(Registered(), Opening("listing", "2020-12-31", "supply-plan-approved", "listing-notice-published@2020-03-01",
            "listing-opened", "listing-closed@2020-05-01", "listing-failed@2020-05-06"));

        Assert.Equal(["supply-plan-approved"], scenario.On("2020-12-31").Reached.Keys);
        Assert.Equal(["listing-notice-published", "listing-opened", "listing-closed", "listing-failed"],
            scenario.On("2020-12-31").EarlierRounds.Select(reached => reached.Milestone));
        scenario.When(Record("listing-notice-published", "2021-03-01")).ThenAccepted();
    }

    [Fact]
    public void what_the_source_dates_after_the_failure_belongs_to_the_next_round()
    {
        var state = Given(Registered(), Opening("listing", "2020-12-31", "supply-plan-approved", "listing-notice-published@2020-07-01",
            "listing-failed@2020-05-06")).On("2020-12-31");

        Assert.Equal(Day("2020-07-01"), state.DayOf("listing-notice-published"));
        Assert.Equal("listing-failed", Assert.Single(state.EarlierRounds).Milestone);
    }

    [Fact]
    public void what_the_source_dates_on_the_day_of_the_failure_belongs_to_the_round_that_failed()
    {
        var state = Given(Registered(), Opening("listing", "2020-12-31", "supply-plan-approved", "listing-notice-published@2020-03-01",
            "listing-opened@2020-04-01", "listing-closed@2020-05-06", "listing-failed@2020-05-06")).On("2020-12-31");

        Assert.Equal(["supply-plan-approved"], state.Reached.Keys);
        Assert.Equal(4, state.EarlierRounds.Length);
    }

    [Fact]
    public void an_area_opened_in_completion_cannot_fail_to_be_sold() =>
        Given(Registered(), Opening("completion", "2020-12-31"))
            .When(Record("listing-failed", "2021-03-01")).ThenRefused("milestone.excluded", "deal-confirmed");

    [Theory]
    [InlineData("2017-12-31", "date.before-opening")]
    [InlineData("2018-01-01", null)]
    [InlineData("2026-06-30", null)]
    [InlineData("2026-07-01", "date.in-future")]
    public void its_day_lies_between_the_opening_and_today(string asOf, string? refused) =>
        Given(Registered()).When(Opening("preparation", asOf)).ThenRefusedOrNot(refused);

    [Fact]
    public void its_milestones_are_the_table_s_own_and_lie_before_it()
    {
        var scenario = Given(Registered());
        scenario.When(Opening("preparation", "2020-12-31", "no-such")).ThenRefused("milestone.unknown");
        scenario.When(Opening("preparation", "2020-12-31", "bids-opened")).ThenRefused("milestone.other-kind");
        scenario.When(Opening("preparation", "2020-12-31", "plan-drafted@2021-01-01")).ThenRefused("opening.milestone-after");
        scenario.When(Opening("preparation", "2020-12-31", "plan-drafted@2020-12-31")).ThenAccepted();
        scenario.When(Opening("preparation", "2020-12-31", "plan-drafted", "plan-drafted")).ThenRefused("milestone.twice");
        scenario.When(Opening("preparation", "2020-12-31") with { Milestones = [null!] }).ThenRefused("milestone.unknown");
        scenario.When(Opening("preparation", "2020-12-31") with { Milestones = default }).ThenAccepted();
    }

    [Fact]
    public void it_names_its_source_and_a_known_stage()
    {
        Given(Registered()).When(Opening("preparation", "2020-12-31") with { Source = " " }).ThenRefused("text.missing");
        Given(Registered()).When(Opening("selling", "2020-12-31")).ThenRefused("stage.unknown");
        Given(Registered()).When(Opening(null!, "2020-12-31")).ThenRefused("stage.unknown");
        var taken = Given(Registered()).When(Opening("preparation", "2020-12-31") with { Source = " 2020年底台账\n" }).ThenAccepted();
        Assert.Equal("2020年底台账", taken.Area.Opening!.Source);
    }

    [Fact]
    public void it_may_say_that_the_work_of_its_stage_is_basically_finished()
    {
        var taken = Given(Registered(), Opening("preparation", "2020-12-31") with { BasicallyFinished = true });
        Assert.True(taken.Area.On(Day("2021-06-30")).StageBasicallyFinished);
        Assert.False(taken.Area.On(Day("2020-12-30")).StageBasicallyFinished);
        taken.When(Opening("preparation", "2020-12-31")).ThenRefused("opening.already");
        var moved = taken.And(new StageChanged("listing", Day("2021-03-01"), null, null, "进入挂牌", null));
        Assert.False(moved.Area.On(Day("2021-03-01")).StageBasicallyFinished);
        Given(Registered()).When(Opening("completed", "2020-12-31") with { BasicallyFinished = true })
            .ThenRefused("opening.basically-completed");
    }

    [Fact]
    public void there_is_one()
    {
        var scenario = Given(Registered(), Opening("listing", "2020-12-31", "demolished"));
        scenario.When(Opening("listing", "2020-12-31", "demolished")).ThenNothing();
        scenario.When(Opening("listing", "2020-12-31")).ThenRefused("opening.already");
        scenario.When(Opening("listing", "2020-06-30")).ThenRefused("opening.already");
    }

    [Theory]
    [InlineData("2020-12-30", "opening.too-late")]
    [InlineData("2020-12-31", "opening.too-late")]
    [InlineData("2021-01-01", null)]
    public void it_comes_before_everything_else(string recorded, string? refused) =>
        Given(Registered(), Record("planning-conformity-confirmed", recorded)).When(Opening("preparation", "2020-12-31"))
            .ThenRefusedOrNot(refused);
}
