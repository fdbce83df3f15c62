using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Tests.Areas;

/// <summary>越权放行: an override names what it allowed, why and on whose approval, and nothing else.</summary>
public sealed class When_overriding : AreaSpec
{
    private static GateOverride Opened(params string[] gates) =>
        new(Granted.Reason, Granted.Approver, Granted.DocumentNumber, [.. gates]) { Periods = [] };

    private static GateOverride Waived(params string[] periods) =>
        new(Granted.Reason, Granted.Approver, Granted.DocumentNumber, []) { Periods = [.. periods] };

    private static RecordMilestone Overridden(string milestone, string on) => Record(milestone, on) with { OverrideWith = Granted };

    [Fact]
    public void a_shut_gate_is_named() =>
        Given(Registered()).When(Overridden("scope-determined", "2018-02-01")).Then(new MilestoneRecorded("scope-determined",
            Day("2018-02-01"), null, null, null, null, [], Opened("planning-conformity-confirmed")));

    [Fact]
    public void a_running_clock_is_named_by_its_anchor() =>
        Given(Registered(), Opening("preparation", "2020-12-31", BeforePlan), Record("plan-consultation-opened", "2021-01-05"))
            .When(Overridden("plan-consultation-closed", "2021-01-25"))
            .Then(new MilestoneRecorded("plan-consultation-closed", Day("2021-01-25"), null, null, null, null, [],
                Waived("plan-consultation-opened")));

    [Fact]
    public void a_waived_period_does_not_waive_the_step_it_runs_from()
    {
        var scenario = Given(Registered(opened: "2018-01-01"), Opening("preparation", "2020-12-31", BeforePlan),
            Record("plan-consultation-opened", "2021-01-05"), Overridden("plan-consultation-closed", "2021-01-25"));

        scenario.When(Withdraw(3)).ThenRefused("correction.conflicts", "plan-consultation-closed");
        scenario.When(Correct(3, Record("plan-consultation-opened", "2021-01-26")))
            .ThenRefused("correction.conflicts", "plan-consultation-closed");
        // The period may become shorter still: it is waived.
        scenario.When(Correct(3, Record("plan-consultation-opened", "2021-01-20"))).ThenAccepted();
    }

    [Fact]
    public void one_recorded_before_periods_were_named_apart_waives_what_it_names()
    {
        var scenario = Given(Registered(opened: "2018-01-01"), Opening("preparation", "2020-12-31", BeforePlan),
            Record("plan-consultation-opened", "2021-01-05"),
            new MilestoneRecorded("plan-consultation-closed", Day("2021-01-25"), null, null, null, null, [],
                Opened("plan-consultation-opened") with { Periods = null }));

        Assert.Empty(Consistency.Broken(scenario.Area, scenario.Context));
    }

    [Fact]
    public void its_reason_serves_for_a_warning_too_and_is_kept()
    {
        var scenario = Given(Registered());
        scenario.When(Overridden("plan-drafted", "2018-02-01")).Then(new MilestoneRecorded("plan-drafted", Day("2018-02-01"), null, null,
            null, null, [], Opened("households-surveyed")));
        scenario.When(Overridden("plan-drafted", "2018-02-01") with { Note = "调查同步" }).Then(new MilestoneRecorded("plan-drafted",
            Day("2018-02-01"), null, null, null, "调查同步", [], null));
    }

    [Fact]
    public void one_nobody_needed_is_not_kept() =>
        Given(Registered()).When(Overridden("planning-conformity-confirmed", "2018-02-01")).Then(new MilestoneRecorded(
            "planning-conformity-confirmed", Day("2018-02-01"), null, null, null, null, [], null));

    [Fact]
    public void asking_again_without_it_is_the_same_fact() =>
        Given(Registered(), Overridden("scope-determined", "2018-02-01")).When(Record("scope-determined", "2018-02-01")).ThenNothing();

    [Fact]
    public void its_words_can_be_put_right()
    {
        var scenario = Given(Registered(), Overridden("scope-determined", "2018-02-01"));
        scenario.When(Correct(2, Overridden("scope-determined", "2018-02-01"))).ThenRefused("correction.nothing-changes");
        foreach (var right in new[]
        {
            Granted with { Reason = "区政府专题会同意" }, Granted with { Approver = "区长" }, Granted with { DocumentNumber = "吴街纪〔2026〕4号" },
        })
        {
            var corrected = scenario.When(Correct(2, Record("scope-determined", "2018-02-01") with { OverrideWith = right }))
                .ThenAccepted();
            Assert.Equal(right.DocumentNumber, ((MilestoneRecorded)corrected.Area.Events[^1].Event).Override!.DocumentNumber);
        }
    }

    [Fact]
    public void it_opens_no_future_no_past_and_no_other_table()
    {
        Given(Registered()).When(Overridden("scope-determined", "2026-07-01")).ThenRefused("date.in-future");
        Given(Registered()).When(Overridden("scope-determined", "2017-12-31")).ThenRefused("date.before-opening");
        Given(Registered()).When(Overridden("bids-opened", "2018-02-01")).ThenRefused("milestone.other-kind");
        Given(Registered(), new SuspendArea(Code, Day("2018-01-15"), "规划调整", null)).When(Overridden("scope-determined", "2018-02-01"))
            .ThenRefused("area.suspended");
    }

    [Fact]
    public void it_opens_only_the_gates_it_names()
    {
        // The survey was overridden; the funds were not, so withdrawing them is a conflict.
        string[] before = [.. BeforeDecision.Except(["funds-deposited", "survey-published"])];
        var scenario = Given(Registered(), Opening("preparation", "2020-12-31", before), Record("funds-deposited", "2021-01-10"),
            Overridden("expropriation-decided", "2021-02-01"));

        Assert.Equal(["survey-published"], ((MilestoneRecorded)scenario.Area.Events[^1].Event).Override!.Gates);
        scenario.When(Withdraw(3)).ThenRefused("correction.conflicts", "expropriation-decided");
    }

    [Fact]
    public void a_stage_is_let_pass_with_what_it_lacks()
    {
        var scenario = Given(Registered("micro-renovation", "2019-01-01"), Record("needs-collected", "2019-02-01"),
            Record("list-confirmed", "2019-03-01"));
        var listing = scenario.When(Change("listing", "2019-05-01") with { OverrideWith = Granted })
            .Then(new StageChanged("listing", Day("2019-05-01"), null, null, null, Opened("budget-approved")));

        Assert.Equal(Stage.Listing, listing.On("2019-05-01").Stage);
        listing.When(Change("listing", "2019-05-01")).ThenNothing();
        listing.When(Withdraw(2)).ThenRefused("correction.conflicts", "list-confirmed", "listing");
        listing.When(Withdraw(3)).ThenRefused("correction.conflicts", "listing"); // not what was let pass
        var right = Granted with { DocumentNumber = "吴街纪〔2026〕4号" };
        listing.When(Correct(4, Change("listing", "2019-05-01") with { OverrideWith = right })).ThenAccepted();
    }

    [Fact]
    public void a_second_round_cannot_be_slipped_into_the_first()
    {
        var scenario = Given(Registered(), Opening("listing", "2018-12-31"), Overridden("listing-notice-published", "2019-05-28"),
            Record("listing-opened", "2019-06-17"), Record("listing-closed", "2019-06-27"), Record("listing-failed", "2019-07-01"));

        scenario.When(Overridden("listing-notice-published", "2019-05-20")).ThenRefused("milestone.conflicts", "listing-notice-published");
    }
}
