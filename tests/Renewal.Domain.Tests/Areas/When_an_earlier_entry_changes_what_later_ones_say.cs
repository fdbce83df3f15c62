using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

/// <summary>Nothing that stands is made untrue in silence: the whole record is looked at after every command.</summary>
public sealed class When_an_earlier_entry_changes_what_later_ones_say : AreaSpec
{
    private static ChangeStage Overridden(string stage, string on) => Change(stage, on) with { OverrideWith = Granted };

    private static readonly AreaScenario Moved = Given(Registered("micro-renovation", "2019-01-01"),
        Overridden("listing", "2019-05-01"), Overridden("completion", "2019-09-01"));

    [Fact]
    public void a_step_back_does_not_become_a_step_to_the_same_stage()
    {
        var back = Given(Registered("micro-renovation", "2019-01-01"), Overridden("listing", "2019-05-01"),
            Change("preparation", "2019-08-01") with { Reason = "重新摸底" });

        back.When(Withdraw(2)).ThenRefused("correction.conflicts", "preparation");
        back.When(Correct(2, Overridden("listing", "2019-05-02"))).ThenAccepted();
    }

    [Fact]
    public void an_opening_position_does_not_turn_a_later_step_around()
    {
        var scenario = Given(Registered("micro-renovation", "2019-01-01"), Opening("preparation", "2019-02-01"),
            Overridden("listing", "2019-05-01"));

        scenario.When(Correct(2, Opening("completion", "2019-02-01"))).ThenRefused("correction.conflicts", "listing");
        scenario.When(Correct(2, Opening("listing", "2019-02-01"))).ThenRefused("correction.conflicts", "listing");
        scenario.When(Correct(2, Opening("completion", "2019-02-01")) with { OverrideWith = Granted }).ThenAccepted();

        Given(Registered("micro-renovation", "2019-01-01"), Overridden("listing", "2019-05-01"))
            .When(Opening("completion", "2019-02-01")).ThenRefused("opening.conflicts", "listing");
    }

    [Fact]
    public void an_opening_position_does_not_repeat_what_is_recorded_in_either_order()
    {
        Given(Registered(), Record("planning-conformity-confirmed", "2019-03-01"))
            .When(Opening("preparation", "2019-02-01", "planning-conformity-confirmed"))
            .ThenRefused("opening.conflicts", "planning-conformity-confirmed");
        Given(Registered(), Opening("preparation", "2019-02-01", "planning-conformity-confirmed"))
            .When(Record("planning-conformity-confirmed", "2019-03-01")).ThenRefused("milestone.already");
    }

    [Fact]
    public void a_stage_entered_earlier_names_the_steps_it_would_break() =>
        Assert.Equal(["listing"], Moved.When(Overridden("listing", "2019-03-01")).ThenRefused("stage.before").Needs);

    [Fact]
    public void a_reason_is_asked_for_where_something_loses_what_it_is_expected_to_follow()
    {
        var scenario = Given(Registered(),
            Opening("preparation", "2020-12-31",
                [.. BeforeDecision, "expropriation-decided", "expropriation-announced", "appraisal-delivered"]),
            Record("signing-opened", "2021-02-01"), Record("signing-closed", "2021-04-01"),
            Record("household-compensation-published", "2021-05-01"));
        var missed = Record("signing-threshold-missed", "2021-04-15");

        // The round ends: its closing no longer precedes the publication.
        scenario.When(missed).ThenRefused("record.needs-reason", "household-compensation-published");
        scenario.When(missed with { Note = "分批公布" }).ThenAccepted();
        scenario.When(Record("signing-threshold-missed", "2021-05-02")).ThenAccepted();
    }
}
