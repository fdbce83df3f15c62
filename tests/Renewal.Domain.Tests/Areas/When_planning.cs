using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

public sealed class When_planning : AreaSpec
{
    private static PlannedMilestone Planned(string milestone, string? on, string grade = "planned") =>
        new(milestone, on is null ? null : Day(on), grade);

    private static SetPlan Plan(params PlannedMilestone[] milestones) => new(Code, [.. milestones]);

    private static AreaScenario WithPlan =>
        Given(Registered(), Plan(Planned("scope-determined", "2026-09-01"), Planned("plan-drafted", "2026-10-01")));

    [Fact]
    public void days_are_set_as_of_today()
    {
        var scenario = Given(Registered())
            .When(Plan(Planned("scope-determined", "2026-09-01"), Planned("plan-drafted", "2026-10-01", "forecast")))
            .Then(new PlanSet(Today, [Planned("scope-determined", "2026-09-01"), Planned("plan-drafted", "2026-10-01", "forecast")], null));

        Assert.Equal(EvidenceGrade.Planned, scenario.On("2026-06-30").Plan["scope-determined"].Grade);
        Assert.Equal(EvidenceGrade.Forecast, scenario.On("2026-06-30").Plan["plan-drafted"].Grade);
        Assert.Empty(scenario.On("2026-06-29").Plan);
    }

    [Theory]
    [InlineData("2099-12-31", null)]
    [InlineData("2100-01-01", "date.impossible")]
    [InlineData("9999-12-31", "date.impossible")]
    public void a_day_nobody_here_will_see_is_a_slip(string on, string? refused) =>
        Given(Registered()).When(Plan(Planned("scope-determined", on))).ThenRefusedOrNot(refused);

    [Fact]
    public void an_ending_other_than_success_is_not_planned()
    {
        var refusal = Given(Registered()).When(Plan(Planned("listing-failed", "2026-12-01"))).ThenRefused("plan.ending");
        Assert.Equal("deal-confirmed", refusal.Arguments["other"]);
        Given(Registered(), new PlanSet(Today, [Planned("listing-failed", "2026-12-01")], null))
            .When(Plan(Planned("listing-failed", null)) with { Reason = "不应列入计划" }).ThenAccepted();
    }

    [Fact]
    public void only_what_changes_is_kept() =>
        WithPlan.When(Plan(Planned("scope-determined", "2026-09-01"), Planned("survey-published", "2026-11-01")))
            .Then(new PlanSet(Today, [Planned("survey-published", "2026-11-01")], null));

    [Fact]
    public void the_same_again_changes_nothing()
    {
        WithPlan.When(Plan(Planned("plan-drafted", "2026-10-01"))).ThenNothing();
        WithPlan.When(Plan(Planned("survey-published", null))).ThenNothing(); // nothing was planned, nothing is dropped
    }

    [Fact]
    public void moving_or_dropping_a_day_needs_a_reason()
    {
        WithPlan.When(Plan(Planned("plan-drafted", "2026-10-02"))).ThenRefused("plan.needs-reason", "plan-drafted");
        WithPlan.When(Plan(Planned("plan-drafted", null))).ThenRefused("plan.needs-reason", "plan-drafted");
        WithPlan.When(Plan(Planned("plan-drafted", "2026-10-01", "forecast"))).ThenRefused("plan.needs-reason", "plan-drafted");
        WithPlan.When(Plan(Planned("plan-drafted", "2026-10-02")) with { Reason = "汛期" })
            .Then(new PlanSet(Today, [Planned("plan-drafted", "2026-10-02")], "汛期"));
        var dropped = WithPlan.When(Plan(Planned("plan-drafted", null)) with { Reason = "并入二期" }).ThenAccepted();
        Assert.Equal(["scope-determined"], dropped.On("2026-06-30").Plan.Keys);
        // The grade of a planned day does not matter when the day is removed.
        WithPlan.When(Plan(Planned("plan-drafted", null, "")) with { Reason = "并入二期" }).ThenAccepted();
    }

    [Theory]
    [InlineData("2017-12-31", "date.before-opening")]
    [InlineData("2018-01-01", null)]
    [InlineData("2099-12-31", null)]
    public void a_planned_day_may_be_any_after_the_opening(string on, string? refused) =>
        Given(Registered()).When(Plan(Planned("plan-drafted", on))).ThenRefusedOrNot(refused);

    [Theory]
    [InlineData("2020-12-30", "date.before-opening")]
    [InlineData("2020-12-31", null)]
    public void with_an_opening_position_it_is_after_that(string on, string? refused) =>
        Given(Registered(), Opening("preparation", "2020-12-31")).When(Plan(Planned("plan-drafted", on))).ThenRefusedOrNot(refused);

    [Fact]
    public void every_row_of_the_table_can_be_planned_at_once()
    {
        var scenario = Given(Registered());
        var table = scenario.Area.Catalogue.On(Day("2026-09-01"));
        scenario.When(Plan([.. scenario.Area.Catalogue.Milestones.Where(code => table.FindAny(code)?.InsteadOf is null)
            .Select(code => Planned(code, "2026-09-01"))])).ThenAccepted();
    }

    [Fact]
    public void an_older_plan_is_put_right_without_touching_the_newer()
    {
        var scenario = Given(Registered()).Today("2026-01-10").And(Plan(Planned("plan-drafted", "2026-09-01")))
            .Today("2026-03-10").And(Plan(Planned("plan-drafted", "2026-10-01")) with { Reason = "汛期" }).Today("2026-06-30");
        var corrected = scenario.When(Correct(2, Plan(Planned("plan-drafted", "2026-08-01")))).ThenAccepted();

        Assert.Equal(Day("2026-08-01"), corrected.On("2026-01-10").Plan["plan-drafted"].On);
        Assert.Equal(Day("2026-10-01"), corrected.On("2026-06-30").Plan["plan-drafted"].On);
    }

    [Fact]
    public void what_is_planned_is_a_row_of_the_table_and_named_once()
    {
        var scenario = Given(Registered());
        scenario.When(Plan(Planned("no-such", "2026-09-01"))).ThenRefused("milestone.unknown");
        scenario.When(Plan(Planned("no-such", null))).ThenRefused("milestone.unknown");
        scenario.When(Plan(Planned("bids-opened", "2026-09-01"))).ThenRefused("milestone.other-kind");
        scenario.When(Plan(Planned(null!, "2026-09-01"))).ThenRefused("milestone.unknown");
        scenario.When(Plan([null!])).ThenRefused("milestone.unknown");
        scenario.When(Plan()).ThenRefused("plan.empty");
        scenario.When(new SetPlan(Code, default)).ThenRefused("plan.empty");
        scenario.When(Plan(Planned("plan-drafted", "2026-09-01"), Planned("plan-drafted", "2026-09-02"))).ThenRefused("milestone.twice");
        var rows = scenario.Area.Catalogue.Milestones.Length;
        scenario.When(Plan([.. Enumerable.Repeat(Planned("plan-drafted", "2026-09-01"), rows + 1)])).ThenRefused("list.too-long");
    }

    [Theory]
    [InlineData("claimed")]
    [InlineData("")]
    [InlineData(null)]
    public void a_planned_day_is_planned_or_forecast(string? grade) =>
        Given(Registered()).When(Plan(Planned("plan-drafted", "2026-09-01", grade!))).ThenRefused("plan.grade-unknown");

    [Fact]
    public void a_milestone_can_be_planned_and_reached()
    {
        var scenario = Given(Registered(), Plan(Planned("planning-conformity-confirmed", "2026-06-10")),
            Record("planning-conformity-confirmed", "2026-06-15"));
        var state = Assert.Single(scenario.NextSteps("2026-06-30").Plan);

        Assert.Equal((true, Day("2026-06-15"), 5), (state.Reached, state.ActualOn, state.DaysLate));
        Assert.Equal("green", scenario.Light("2026-06-30").Light); // reached late is no longer late
    }

    [Fact]
    public void planned_days_are_shown_in_their_order_and_ahead_of_time_nothing_is_late() =>
        Assert.Equal([("scope-determined", 0), ("plan-drafted", 0)],
            Given(Registered(), Plan(Planned("plan-drafted", "2026-10-01"), Planned("scope-determined", "2026-09-01")))
                .NextSteps("2026-06-30").Plan.Select(state => (state.Planned.Milestone, state.DaysLate)));

    [Fact]
    public void what_the_opening_position_says_is_over_is_not_late()
    {
        var scenario = Given(Registered(), Opening("listing", "2020-12-31"), Plan(Planned("plan-drafted", "2021-03-01")));
        var state = Assert.Single(scenario.NextSteps("2026-06-30").Plan);

        Assert.Equal((true, null, 0), (state.Reached, state.ActualOn, state.DaysLate));
    }
}
