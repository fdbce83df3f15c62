using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

public sealed class When_confirming : AreaSpec
{
    private static readonly ConfirmMilestone Confirm = new(Code, "planning-conformity-confirmed");

    private static AreaScenario Recorded => Given(Registered(), Record("planning-conformity-confirmed", "2018-02-01"));

    [Fact]
    public void a_manager_vouches_for_the_entry_itself()
    {
        var scenario = Recorded.When(Confirm).Then(new MilestoneConfirmed("planning-conformity-confirmed", Id(2), Today));

        Assert.Equal(EvidenceGrade.Confirmed, scenario.On("2026-06-30").Reached["planning-conformity-confirmed"].Grade);
    }

    [Fact]
    public void it_counts_from_its_own_day_on() =>
        Assert.Equal(EvidenceGrade.Claimed, Recorded.And(Confirm).On("2026-06-29").Reached["planning-conformity-confirmed"].Grade);

    [Fact]
    public void there_must_be_something_to_vouch_for()
    {
        Given(Registered()).When(Confirm).ThenRefused("milestone.not-reached");
        Given(Registered()).When(new ConfirmMilestone(Code, "bids-opened")).ThenRefused("milestone.other-kind");
        Given(Registered()).When(new ConfirmMilestone(Code, null!)).ThenRefused("milestone.unknown");
        // What an opening position says has its own source.
        Given(Registered(), Opening("preparation", "2020-12-31", "planning-conformity-confirmed")).When(Confirm)
            .ThenRefused("milestone.not-reached");
    }

    [Fact]
    public void a_replaced_entry_loses_its_confirmation()
    {
        var scenario = Recorded.And(Confirm, Correct(2, Record("planning-conformity-confirmed", "2018-02-02")));

        Assert.Equal(EvidenceGrade.Claimed, scenario.On("2026-06-30").Reached["planning-conformity-confirmed"].Grade);
        scenario.When(Confirm).Then(new MilestoneConfirmed("planning-conformity-confirmed", Id(5), Today));
    }

    [Fact]
    public void a_confirmation_can_be_taken_back_but_not_rewritten()
    {
        var scenario = Recorded.And(Confirm);
        scenario.When(Correct(3, Confirm)).ThenRefused("correction.not-possible");
        var after = scenario.When(Withdraw(3)).ThenAccepted();
        Assert.Equal(EvidenceGrade.Claimed, after.On("2026-06-30").Reached["planning-conformity-confirmed"].Grade);
        after.When(Confirm).ThenAccepted();
    }
}
