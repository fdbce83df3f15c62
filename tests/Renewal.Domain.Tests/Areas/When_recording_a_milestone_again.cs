using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

/// <summary>
/// 流拍后另行报批供地方案，签约比例未达到后另行作出决定: an ending may invalidate the basis of a milestone. The milestone counts until it is recorded again, and
/// then stays in the history.
/// </summary>
public sealed class When_recording_a_milestone_again : AreaSpec
{
    private static AreaScenario Unsold => Given(Registered(), Opening("listing", "2018-12-31"),
        Record("planning-conditions-issued", "2019-01-07"), Record("supply-plan-approved", "2019-03-04"),
        Record("listing-notice-published", "2019-05-28"), Record("listing-opened", "2019-06-17"), Record("listing-closed", "2019-06-27"),
        Record("listing-failed", "2019-07-01"));

    private static AreaScenario Missed => Given(Registered(), Opening("preparation", "2018-12-31", BeforeDecision),
        Record("expropriation-decided", "2019-01-07"), Record("expropriation-announced", "2019-01-09"),
        Record("signing-opened", "2019-03-01") with { Note = "评估报告随后送达" }, Record("signing-closed", "2019-06-03"),
        Record("signing-threshold-missed", "2019-06-05"));

    [Theory]
    [InlineData("2019-06-30", "milestone.already")] // before the ending the first approval is the only one there can be
    [InlineData("2019-07-01", null)]
    [InlineData("2019-08-05", null)]
    public void a_new_supply_plan_follows_an_unsold_listing(string on, string? refused) =>
        Unsold.When(Record("supply-plan-approved", on)).ThenRefusedOrNot(refused);

    [Fact]
    public void the_first_approval_stays_true_of_its_days_and_in_the_history()
    {
        var scenario = Unsold.And(Record("supply-plan-approved", "2019-08-05"));

        Assert.Equal(Day("2019-03-04"), scenario.On("2019-08-04").DayOf("supply-plan-approved"));
        Assert.Equal(Day("2019-08-05"), scenario.On("2019-08-05").DayOf("supply-plan-approved"));
        Assert.Equal(("supply-plan-approved", Day("2019-03-04")),
            (scenario.On("2019-08-05").EarlierRounds[^1].Milestone, scenario.On("2019-08-05").EarlierRounds[^1].On!.Value));
        Assert.Empty(Consistency.Broken(scenario.Area, scenario.Context));
    }

    [Fact]
    public void until_then_the_first_approval_counts()
    {
        Assert.True(Unsold.On("2019-07-01").IsBehind("supply-plan-approved"));
        Unsold.When(Record("listing-notice-published", "2019-07-02")).ThenAccepted();
        var next = Unsold.NextSteps("2019-07-01").Next;
        Assert.Contains(next, step => step.Row.Code == "supply-plan-approved" && step.Possible);
    }

    [Fact]
    public void once_for_every_ending_and_no_longer_than_it_stands()
    {
        var anew = Unsold.And(Record("supply-plan-approved", "2019-08-05"));
        anew.When(Record("supply-plan-approved", "2019-08-06")).ThenRefused("milestone.already");

        var second = Unsold.And(Record("listing-notice-published", "2019-09-02"), Record("listing-opened", "2019-09-23"),
            Record("listing-closed", "2019-10-08"));
        second.And(Record("listing-failed", "2019-10-10")).When(Record("supply-plan-approved", "2019-11-04")).ThenAccepted();
        second.And(Record("deal-confirmed", "2019-10-10")).When(Record("supply-plan-approved", "2019-11-04"))
            .ThenRefused("milestone.already");
        // The ending itself was a mistake: then the second approval has no room.
        anew.When(Withdraw(8)).ThenRefused("correction.conflicts", "supply-plan-approved");
    }

    [Fact]
    public void nothing_else_is_recorded_anew() =>
        Unsold.When(Record("planning-conditions-issued", "2019-08-05")).ThenRefused("milestone.already");

    /// <summary>Where the plan lets the decision lapse with the agreements, everything that rests on it is made again.</summary>
    [Theory]
    [InlineData("expropriation-decided", "2019-06-04", "milestone.already")]
    [InlineData("expropriation-decided", "2019-06-05", null)]
    [InlineData("expropriation-announced", "2019-06-04", "milestone.already")]
    [InlineData("expropriation-announced", "2019-06-05", null)]
    [InlineData("consultation-outcome-published", "2019-06-05", "milestone.already")]
    public void a_lapsed_decision_is_made_anew(string milestone, string on, string? refused) =>
        Missed.When(Record(milestone, on)).ThenRefusedOrNot(refused);

    [Fact]
    public void a_new_decision_leads_to_another_round_of_signing()
    {
        var scenario = Missed.And(Record("expropriation-decided", "2019-09-02"), Record("expropriation-announced", "2019-09-04"),
            Record("signing-opened", "2019-11-04") with { Note = "评估报告随后送达" });

        scenario.When(Record("signing-threshold-met", "2019-12-02")).ThenAccepted();
        Assert.Equal(["signing-opened", "signing-closed", "signing-threshold-missed", "expropriation-decided", "expropriation-announced"],
            scenario.On("2019-11-04").EarlierRounds.Select(reached => reached.Milestone));
    }

    /// <summary>A compensation decision stands on agreements that took effect and a period that is over (R590 26).</summary>
    [Fact]
    public void a_missed_threshold_does_not_follow_a_compensation_decision()
    {
        var decided = Given(Registered(), Opening("preparation", "2018-12-31", [.. BeforeDecision, "expropriation-announced"]),
            Record("signing-opened", "2019-03-01") with { Note = "评估报告随后送达" }, Record("signing-closed", "2019-06-03"),
            Record("compensation-decided", "2019-06-10"));

        decided.When(Record("signing-threshold-missed", "2019-06-10")).ThenRefused("milestone.excluded", "compensation-decided");
        decided.When(Record("signing-threshold-missed", "2019-06-05")).ThenRefused("milestone.conflicts", "compensation-decided");
        Assert.DoesNotContain(decided.NextSteps("2019-06-10").Next, step => step.Row.Code == "signing-threshold-missed");
    }

    [Theory]
    [InlineData("listing-failed@2018-06-01", null, null)]
    [InlineData("listing-failed@2018-06-01", "supply-plan-approved@2018-03-01", null)]
    [InlineData("listing-failed@2018-06-01", "supply-plan-approved@2018-09-03", "milestone.already")] // the new one already
    [InlineData("listing-failed@2018-06-01", "supply-plan-approved", null)] // without a day it may be the old one
    public void a_failure_in_the_opening_position_leaves_room_too(string failed, string? approved, string? refused)
    {
        string[] given = approved is null ? [failed] : [failed, approved];
        Given(Registered("state-land-expropriation", "2018-01-01"), Opening("listing", "2018-12-31", given),
                Record("planning-conditions-issued", "2019-01-07"))
            .When(Record("supply-plan-approved", "2019-03-04")).ThenRefusedOrNot(refused);
    }

    [Fact]
    public void an_earlier_entry_is_still_put_right()
    {
        var scenario = Unsold.And(Record("supply-plan-approved", "2019-08-05"));

        var right = scenario.When(Correct(4, Record("supply-plan-approved", "2019-03-05"))).ThenAccepted();
        Assert.Equal(Day("2019-03-05"), right.On("2019-08-05").EarlierRounds[^1].On);
        scenario.When(Correct(4, Record("supply-plan-approved", "2019-09-02"))).ThenRefused("milestone.already");
        // The same where the round was opened again rather than its ground renewed.
        var again = Unsold.And(Record("listing-notice-published", "2019-09-02"));
        again.When(Correct(5, Record("listing-notice-published", "2019-05-27"))).ThenAccepted();
        again.When(Correct(5, Record("listing-notice-published", "2019-06-03"))).ThenRefused("correction.conflicts", "listing-opened");
    }
}
