using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Tests.Areas;

public sealed class When_lights_and_clocks_are_read : AreaSpec
{
    private static AreaScenario Enforcing => Given(Registered(), Opening("listing", "2020-12-31", "signing-closed"),
        Record("compensation-decided", "2026-03-02"));

    private static string State(AreaScenario scenario, string on, string milestone, ClockBound bound = ClockBound.Maximum) =>
        scenario.NextSteps(on).Clocks.Single(clock => clock.Clock.Milestone == milestone && clock.Clock.Rule.Bound == bound).State;

    /// <summary>"Promptly" (R590 11) is counted as fifteen days from knowledge alone: that may warn, not accuse.</summary>
    [Theory]
    [InlineData("2021-02-19", "clock-due")]
    [InlineData("2021-02-20", "clock-late-unverified")]
    [InlineData("2021-06-30", "clock-late-unverified")]
    public void a_period_nobody_has_verified_turns_yellow_at_most(string on, string reason)
    {
        var (light, reasons) = Given(Registered(), Opening("preparation", "2020-12-31", BeforePlan),
            Record("plan-consultation-opened", "2021-01-05"), Record("plan-consultation-closed", "2021-02-04")).Light(on);

        Assert.Equal("yellow", light);
        Assert.Equal(reason, Assert.Single(reasons, r => r is "clock-late" or "clock-late-unverified" or "clock-due"));
    }

    /// <summary>Served 2026-03-02: to be applied for from 09-03 to 12-02.</summary>
    [Theory]
    [InlineData("2026-09-02", "running", "running", false, "green")]
    [InlineData("2026-09-03", "open", "running", true, "green")]
    [InlineData("2026-11-16", "open", "running", true, "green")]
    [InlineData("2026-11-17", "open", "running", true, "yellow")]
    [InlineData("2026-12-02", "open", "running", true, "yellow")]
    [InlineData("2026-12-03", "open", "late", true, "red")]
    public void the_window_of_enforcement_opens_and_closes(string on, string window, string deadline, bool possible, string light)
    {
        var scenario = Enforcing;

        Assert.Equal(window, State(scenario, on, "enforcement-applied", ClockBound.After));
        Assert.Equal(deadline, State(scenario, on, "enforcement-applied"));
        var step = scenario.NextSteps(on).Next.Single(next => next.Row.Code == "enforcement-applied");
        Assert.Equal((possible, Day("2026-09-03")), (step.Possible, step.EarliestOn!.Value));
        Assert.Equal(light, scenario.Light(on).Light);
    }

    [Fact]
    public void its_deadline_shows_its_reasoning()
    {
        var clock = Enforcing.NextSteps("2026-06-30").Clocks.Single(c => c.Clock.DueOn is not null).Clock;

        Assert.Equal(Day("2026-12-02"), clock.DueOn);
        Assert.Equal([Day("2026-09-02"), Day("2026-12-02")], clock.Reckoning.Steps.Select(step => step.MovedTo));
    }

    [Theory]
    [InlineData("2026-12-02", "met")]
    [InlineData("2026-12-03", "met-late")]
    public void what_came_late_stays_late(string on, string state)
    {
        var scenario = Enforcing.Today("2026-12-31").And(Record("enforcement-applied", on));

        Assert.Equal(state, State(scenario, "2026-12-31", "enforcement-applied"));
        Assert.Equal("met", State(scenario, "2026-12-31", "enforcement-applied", ClockBound.After));
    }

    [Theory]
    [InlineData("2021-02-03", "block", "running")]
    [InlineData("2021-02-04", "open", "open")]
    public void a_consultation_is_held_until_its_last_day(string on, string gate, string state)
    {
        var scenario =
            Given(Registered(), Opening("preparation", "2020-12-31", BeforePlan), Record("plan-consultation-opened", "2021-01-05"));

        Assert.Equal(gate, scenario.NextSteps(on).Next.Single(next => next.Row.Code == "plan-consultation-closed").Gate);
        Assert.Equal(state, State(scenario, on, "plan-consultation-closed", ClockBound.Minimum));
    }

    [Fact]
    public void every_strength_of_gate_is_shown()
    {
        var next = Given(Registered(), Opening("preparation", "2020-12-31", "scope-determined", "plan-consultation-closed"))
            .NextSteps("2021-01-01").Next.ToDictionary(step => step.Row.Code);

        Assert.Equal(("open", 0), (next["households-surveyed"].Gate, next["households-surveyed"].Needs.Length));
        Assert.Equal(("inform", "plan-hearing-held"),
            (next["consultation-outcome-published"].Gate, next["consultation-outcome-published"].Needs[0]));
        Assert.Equal(("warn", "households-surveyed"), (next["plan-drafted"].Gate, next["plan-drafted"].Needs[0]));
        Assert.Equal(("block", "plan-drafted"), (next["plan-argued"].Gate, next["plan-argued"].Needs[0]));
        Assert.Equal("block", next["signing-opened"].Gate); // the strongest of what is not met
        Assert.Equal(["expropriation-announced", "appraisal-delivered"], next["signing-opened"].Needs);
        Assert.False(next.ContainsKey("scope-determined"));
    }

    [Fact]
    public void a_deadline_beyond_the_known_notices_is_provisional()
    {
        var scenario = Given(Registered(), Opening("listing", "2020-12-31"),
            Record("listing-notice-published", "2026-06-30") with { OverrideWith = Granted });
        Assert.False(scenario.NextSteps("2026-06-30").Next.Single(n => n.Row.Code == "listing-opened").Provisional);
        var late = Given(Registered(), Opening("listing", "2020-12-31")).Today("2026-12-20")
            .And(Record("listing-notice-published", "2026-12-20") with { OverrideWith = Granted });
        Assert.True(late.NextSteps("2026-12-20").Next.Single(n => n.Row.Code == "listing-opened").Provisional);
        // One clock of several is enough; a milestone without a clock has nothing that could change.
        var served = Given(Registered(), Opening("listing", "2020-12-31", "signing-closed"), Record("compensation-decided", "2026-06-01"));
        Assert.True(served.NextSteps("2026-06-30").Next.Single(n => n.Row.Code == "enforcement-applied").Provisional);
        Assert.False(served.NextSteps("2026-06-30").Next.Single(n => n.Row.Code == "relocation-completed").Provisional);
    }

    [Fact]
    public void what_the_opening_position_says_is_over_is_not_late()
    {
        // The consultation's outcome has no day in the ledger; the stage says that it is long behind.
        var scenario = Given(Registered(), Opening("listing", "2020-12-31", "plan-consultation-closed@2020-05-01"));

        Assert.Equal("undated", State(scenario, "2026-06-30", "consultation-outcome-published"));
        Assert.Equal("green", scenario.Light("2026-06-30").Light);
    }

    [Theory]
    [InlineData("2021-04-20", "running", "green")]
    [InlineData("2021-04-21", "running", "yellow")]
    [InlineData("2021-05-06", "running", "yellow")] // the last day fell into the May holidays
    [InlineData("2021-05-07", "lapsed", "yellow")]
    public void a_suspension_of_procedures_runs_out(string on, string state, string light)
    {
        var scenario = Given(Registered(), Opening("preparation", "2020-12-31", "scope-determined", "procedures-suspended@2020-05-01"));
        var due = scenario.NextSteps(on).Clocks.Single(clock => clock.Clock.Milestone == "procedures-suspended").Clock.DueOn;

        Assert.Equal(Day("2021-05-06"), due);
        Assert.Equal((state, light),
            (State(scenario, on, "procedures-suspended"), scenario.Light(on).Light));
    }

    [Fact]
    public void a_suspension_of_procedures_is_nobody_s_question_after_its_stage()
    {
        var scenario = Given(Registered(), Opening("listing", "2020-12-31", "procedures-suspended@2020-05-01"));

        Assert.DoesNotContain(scenario.NextSteps("2026-06-30").Clocks, clock => clock.Clock.Milestone == "procedures-suspended");
        Assert.Equal("green", scenario.Light("2026-06-30").Light);
    }

    [Fact]
    public void a_condition_that_may_not_apply_makes_nobody_red()
    {
        var scenario = Given(Registered("legacy-resolution", "2012-01-01"), Record("issue-registered", "2024-01-05"));
        Assert.Equal("passed", State(scenario, "2026-06-30", "petition-closed"));
        Assert.Equal("green", scenario.Light("2026-06-30").Light);
        Assert.Equal("green", scenario.Light("2024-03-01").Light); // nor yellow before its day
        // Planned, it does apply.
        var planned = scenario.And(new SetPlan(Code, [new PlannedMilestone("petition-closed", Day("2026-12-01"), "planned")]));
        Assert.Equal("red", planned.Light("2026-06-30").Light);
        Assert.Equal("late", State(planned, "2026-06-30", "petition-closed"));
    }

    /// <summary>The fifteen days to publish the outcome are the office's own reminder: nobody is ever late by them.</summary>
    [Theory]
    [InlineData("2021-02-19", "running")]
    [InlineData("2021-02-20", "passed")]
    public void a_deadline_nobody_has_verified_passes_and_is_not_late(string on, string state)
    {
        var scenario = Given(Registered(), Opening("preparation", "2020-12-31", BeforePlan),
            Record("plan-consultation-opened", "2021-01-05"), Record("plan-consultation-closed", "2021-02-04"));

        Assert.Equal(state, State(scenario, on, "consultation-outcome-published"));
        var published = scenario.And(Record("consultation-outcome-published", on));
        Assert.Equal("met", State(published, "2021-03-01", "consultation-outcome-published"));
    }

    [Theory]
    [InlineData("2026-09-15", "green", "")]
    [InlineData("2026-09-16", "yellow", "plan-due")]
    [InlineData("2026-10-01", "yellow", "plan-due")]
    [InlineData("2026-10-02", "red", "plan-late")]
    public void a_planned_day_draws_near_and_passes(string on, string light, string reason)
    {
        var plan = new SetPlan(Code, [new PlannedMilestone("scope-determined", Day("2026-10-01"), "planned")]);
        var (seen, reasons) = Given(Registered(), plan).Light(on);

        Assert.Equal((light, reason), (seen, string.Join(",", reasons)));
    }

    [Fact]
    public void obstacles_and_a_halt_are_risks()
    {
        var scenario = Given(Registered(), new RaiseObstacle(Code, "资金", "缺口", Day("2020-03-01")));
        Assert.Equal(["obstacle"], scenario.Light("2020-03-01").Reasons);
        var halted = scenario.And(new SuspendArea(Code, Day("2020-04-01"), "规划调整", null));
        Assert.Equal(["suspended", "obstacle"], halted.Light("2020-04-01").Reasons);
        Assert.Equal("yellow", halted.Light("2020-04-01").Light);
        Assert.Equal("green", scenario.And(new ResolveObstacle(Code, Id(2), Day("2020-06-01"), "区财政追加")).Light("2020-06-01").Light);
    }

    [Fact]
    public void a_reason_says_which_day_and_how_many_days()
    {
        static IEnumerable<LightReason> Reasons(AreaScenario scenario, string on) =>
            Lights.Of(scenario.On(on), scenario.NextSteps(on)).Reasons;
        var planned = Given(Registered(), new SetPlan(Code, [new PlannedMilestone("scope-determined", Day("2026-10-01"), "planned")]));
        var held = Given(Registered(), new RaiseObstacle(Code, "资金", "缺口", Day("2020-03-01")));

        Assert.Equal([new("clock-due", "enforcement-applied", Day("2026-12-02"), 15)], Reasons(Enforcing, "2026-11-17"));
        Assert.Equal([new("clock-late", "enforcement-applied", Day("2026-12-02"), 3)], Reasons(Enforcing, "2026-12-05"));
        Assert.Equal([new("plan-due", "scope-determined", Day("2026-10-01"), 1)], Reasons(planned, "2026-09-30"));
        Assert.Equal([new("plan-late", "scope-determined", Day("2026-10-01"), 2)], Reasons(planned, "2026-10-03"));
        Assert.Equal([new("obstacle", null, Day("2020-03-01"), 31)], Reasons(held, "2020-04-01"));
    }

    [Fact]
    public void the_end_puts_the_lights_out()
    {
        Assert.Null(Given(Registered(), new TerminateArea(Code, Day("2020-04-01"), "不再征收", null)).Light("2020-04-01").Light);
        var completed = Given(Registered("micro-renovation"), Opening("completed", "2020-12-31")).Light("2021-01-01");
        Assert.Equal("green", completed.Light);
        Assert.Equal(["completed"], completed.Reasons);
    }
}
