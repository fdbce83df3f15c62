using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

/// <summary>流拍、流标、签约比例未达到: an ending that is no success closes the round and opens the next.</summary>
public sealed class When_an_ending_reopens_milestones : AreaSpec
{
    private static AreaScenario Listed => Given(Registered(), Opening("listing", "2018-12-31", "supply-plan-approved"),
        Record("listing-notice-published", "2019-05-28"), Record("listing-opened", "2019-06-17"), Record("listing-closed", "2019-06-27"));

    private static AreaScenario Unsold => Listed.And(Record("listing-failed", "2019-07-01"));

    [Fact]
    public void an_unsold_listing_closes_its_round()
    {
        var scenario = Unsold;

        Assert.Equal("2019-06-27", scenario.On("2019-06-30").DayOf("listing-closed")?.ToString("O", null));
        Assert.Equal(["supply-plan-approved"], scenario.On("2019-07-01").Reached.Keys);
        Assert.Equal(["listing-notice-published", "listing-opened", "listing-closed", "listing-failed"],
            scenario.On("2019-07-01").EarlierRounds.Select(reached => reached.Milestone));
    }

    [Fact]
    public void the_second_round_starts_with_a_new_notice_and_its_own_clocks()
    {
        Unsold.When(Record("listing-opened", "2019-09-30")).ThenRefused("milestone.needs", "listing-notice-published");
        Unsold.When(Record("deal-confirmed", "2019-07-05")).ThenRefused("milestone.needs", "listing-closed");
        var second = Unsold.When(Record("listing-notice-published", "2019-09-02")).ThenAccepted();
        second.When(Record("listing-opened", "2019-09-20")).ThenRefused("clock.too-early");
        var sold = second.And(Record("listing-opened", "2019-09-23"), Record("listing-closed", "2019-10-08"),
            Record("deal-confirmed", "2019-10-10"));
        Assert.Equal(4, sold.On("2026-06-30").EarlierRounds.Length);
        sold.When(Record("listing-failed", "2019-10-11")).ThenRefused("milestone.excluded", "deal-confirmed");
    }

    [Fact]
    public void it_can_fail_again()
    {
        var twice = Unsold.And(Record("listing-notice-published", "2019-09-02"), Record("listing-opened", "2019-09-23"),
            Record("listing-closed", "2019-10-08")).When(Record("listing-failed", "2019-10-10")).ThenAccepted();

        Assert.Equal(8, twice.On("2026-06-30").EarlierRounds.Length);
        Unsold.When(Record("listing-failed", "2019-07-01")).ThenNothing();
        Unsold.When(Record("listing-failed", "2019-07-02")).ThenRefused("milestone.needs", "listing-closed");
    }

    [Fact]
    public void success_and_failure_exclude_each_other()
    {
        var sold = Listed.And(Record("deal-confirmed", "2019-07-01"));
        sold.When(Record("listing-failed", "2019-07-02")).ThenRefused("milestone.excluded", "deal-confirmed");
        sold.When(Record("listing-failed", "2019-06-28")).ThenRefused("milestone.conflicts", "deal-confirmed");
        Unsold.When(Record("deal-confirmed", "2019-06-28")).ThenRefused("milestone.conflicts", "listing-failed");
    }

    [Fact]
    public void nothing_is_slipped_into_a_round_that_is_over() =>
        Unsold.When(Record("listing-notice-published", "2019-05-20"))
            .ThenRefused("milestone.conflicts", "listing-notice-published");

    [Fact]
    public void a_round_that_is_over_has_its_milestones_already() =>
        Assert.Equal("2019-05-28",
            Unsold.When(Record("listing-notice-published", "2019-06-01")).ThenRefused("milestone.already").Arguments["on"]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void a_failed_tender_is_tendered_again(bool opened)
    {
        // With fewer than three bidders nothing is opened, and the tender has failed all the same.
        var scenario = Given(Registered("key-route-park-works", "2016-03-01"), Opening("listing", "2018-12-31"),
            Record("tender-notice-published", "2019-03-01"));
        if (opened) scenario = scenario.And(Record("bids-opened", "2019-03-21"));
        var failed = scenario.When(Record("tender-failed", "2019-03-25")).ThenAccepted();

        Assert.Empty(failed.On("2026-06-30").Reached);
        failed.When(Record("bids-opened", "2019-05-01")).ThenRefused("milestone.needs", "tender-notice-published");
        failed.And(Record("tender-notice-published", "2019-04-01"), Record("bids-opened", "2019-04-22"))
            .When(Record("candidates-published", "2019-04-25")).ThenAccepted();
    }

    [Fact]
    public void a_missed_threshold_opens_signing_again_or_ends_the_area()
    {
        var missed = Given(Registered(),
            Opening("preparation", "2018-12-31", [.. BeforeDecision, "expropriation-announced", "appraisal-delivered"]),
            Record("signing-opened", "2019-03-01"), Record("signing-closed", "2019-06-01"))
            .When(Record("signing-threshold-missed", "2019-06-03")).ThenAccepted();

        Assert.Equal(["signing-opened", "signing-closed", "signing-threshold-missed"],
            missed.On("2019-06-03").EarlierRounds.Select(reached => reached.Milestone));
        missed.When(Record("signing-threshold-met", "2019-07-01")).ThenRefused("milestone.needs", "signing-opened");
        missed.And(Record("signing-opened", "2019-09-01")).When(Record("signing-threshold-met", "2019-10-01")).ThenAccepted();
        missed.When(new TerminateArea(Code, Day("2019-06-10"), "签约比例未达到，不再征收", null)).ThenAccepted();
    }

    [Fact]
    public void an_ending_is_offered_once_it_can_happen()
    {
        Assert.DoesNotContain(Given(Registered()).NextSteps("2019-06-26").Next, step => step.Row.Code == "listing-failed");
        Assert.Contains(Listed.NextSteps("2019-06-27").Next, step => step.Row.Code == "listing-failed" && step.Possible);
        Assert.DoesNotContain(Listed.And(Record("deal-confirmed", "2019-07-01")).NextSteps("2019-07-01").Next,
            step => step.Row.Code == "listing-failed");
        Assert.Contains(Unsold.NextSteps("2019-07-01").Next, step => step.Row.Code == "listing-notice-published" && step.Possible);
    }
}
