using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Tests.Areas;

public sealed class When_correcting_the_opening : AreaSpec
{
    private static AreaScenario Opened => Given(Registered(), Opening("preparation", "2020-12-31", BeforePlan),
        Record("plan-consultation-opened", "2020-12-31"));

    [Fact]
    public void an_opening_position_is_put_right_under_what_came_after()
    {
        var corrected = Opened.When(Correct(2, Opening("preparation", "2020-12-31", BeforePlan) with { Note = "方案已论证" })).ThenAccepted();

        Assert.Equal("方案已论证", corrected.On("2020-12-31").Progress?.Text);
        Assert.Equal(Day("2020-12-31"), corrected.On("2020-12-31").DayOf("plan-consultation-opened"));
        Opened.When(Correct(2, Opening("preparation", "2020-11-30", BeforePlan))).ThenAccepted();
        Opened.When(Correct(2, Opening("preparation", "2021-01-01", BeforePlan))).ThenRefused("opening.too-late");
    }

    [Fact]
    public void what_it_said_carries_what_came_after()
    {
        Opened.When(Withdraw(2)).ThenRefused("correction.conflicts", "plan-consultation-opened");
        Opened.When(Correct(2, Opening("preparation", "2020-12-31", "plan-drafted")))
            .ThenRefused("correction.conflicts", "plan-consultation-opened");
        Opened.When(Correct(2, Opening("preparation", "2020-12-31", [.. BeforePlan, "plan-consultation-opened"])))
            .ThenRefused("correction.conflicts", "plan-consultation-opened");
        Opened.When(Correct(2, Opening("listing", "2020-12-31"))).ThenAccepted();
    }

    [Fact]
    public void withdrawn_the_opening_day_counts_again()
    {
        var scenario = Given(Registered(), Opening("listing", "2020-12-31")).When(Withdraw(2)).ThenAccepted();

        Assert.Equal((Stage.Preparation, Day("2018-01-01")), (scenario.On("2018-01-01").Stage, scenario.Area.Floor));
        scenario.When(Record("planning-conformity-confirmed", "2018-02-01")).ThenAccepted();
        scenario.When(Opening("listing", "2019-12-31")).ThenAccepted();
    }

    [Fact]
    public void a_registration_keeps_its_place_and_may_get_another_code()
    {
        var scenario = Opened.When(Correct(1, Registered() with { Code = "haikoucun-1", Name = "海口村一片" })).ThenAccepted();

        Assert.Equal(("haikoucun-1", "海口村一片"), (scenario.Area.Registration!.Code, scenario.Area.Registration.Name));
        Assert.Equal(Stage.Preparation, scenario.On("2026-06-30").Stage);
    }

    [Theory]
    [InlineData("2020-12-31", null)]
    [InlineData("2021-01-01", "date.before-opening")]
    public void it_opens_no_later_than_its_first_entry(string opened, string? refused) =>
        Opened.When(Correct(1, Registered(opened: opened))).ThenRefusedOrNot(refused);

    [Fact]
    public void its_kind_is_fixed_once_milestones_are_on_file()
    {
        var other = Registered("micro-renovation");
        Given(Registered()).When(Correct(1, other)).ThenAccepted();
        Given(Registered(), Opening("listing", "2020-12-31")).When(Correct(1, other)).ThenAccepted();
        Given(Registered(), Opening("listing", "2020-12-31", "demolished")).When(Correct(1, other)).ThenRefused("correction.kind-fixed");
        Given(Registered(), Record("planning-conformity-confirmed", "2018-02-01")).When(Correct(1, other))
            .ThenRefused("correction.kind-fixed");
    }

    [Fact]
    public void a_plan_of_the_other_kind_is_a_conflict_and_can_be_dropped()
    {
        var scenario = Given(Registered(), new SetPlan(Code, [new PlannedMilestone("scope-determined", Day("2026-12-01"), "planned")]));
        scenario.When(Correct(1, Registered("micro-renovation"))).ThenRefused("correction.conflicts", "scope-determined");
        var moved = scenario.When(Correct(1, Registered("micro-renovation")) with { OverrideWith = Granted }).ThenAccepted();
        var dropped = moved.When(new SetPlan(Code, [new PlannedMilestone("scope-determined", null, "planned")]) { Reason = "类别更正" })
            .ThenAccepted();
        Assert.Empty(dropped.On("2026-06-30").Plan);
    }

    [Fact]
    public void a_day_that_was_only_dropped_is_no_conflict()
    {
        PlannedMilestone planned = new("scope-determined", Day("2026-12-01"), "planned");
        var scenario = Given(Registered(), new SetPlan(Code, [planned]),
            new SetPlan(Code, [planned with { PlannedOn = null }]) { Reason = "并入二期" }, Withdraw(2));
        scenario.When(Correct(1, Registered("micro-renovation"))).ThenAccepted();
    }

    [Fact]
    public void only_the_plan_that_stands_is_in_the_way()
    {
        PlannedMilestone planned = new("scope-determined", Day("2026-12-01"), "planned");
        var two = Given(Registered(), new SetPlan(Code, [planned with { Milestone = "plan-drafted" }, planned]));
        two.When(Correct(1, Registered("micro-renovation"))).ThenRefused("correction.conflicts", "plan-drafted", "scope-determined");
        var one = two.And(new SetPlan(Code, [planned with { PlannedOn = null }]) { Reason = "并入二期" });
        one.When(Correct(1, Registered("micro-renovation"))).ThenRefused("correction.conflicts", "plan-drafted");
        var none = one.And(new SetPlan(Code, [new("plan-drafted", null, "planned")]) { Reason = "并入二期" });
        var moved = none.When(Correct(1, Registered("micro-renovation"))).ThenAccepted();
        // Taking the dropping back would plan for a row the area no longer has.
        moved.When(Withdraw(3)).ThenRefused("correction.conflicts", "scope-determined");
        // A day that was moved stands once.
        var again = two.And(new SetPlan(Code, [planned with { PlannedOn = Day("2026-11-01") }]) { Reason = "汛期" });
        again.When(Correct(1, Registered("micro-renovation"))).ThenRefused("correction.conflicts", "scope-determined", "plan-drafted");
    }

    [Fact]
    public void another_opening_day_changes_no_step_because_each_follows_the_law_of_its_own()
    {
        var scenario = Given(Registered("collective-land-urban-village", "2021-09-01"), Record("land-pre-announced", "2021-10-01"));
        var earlier = scenario.When(Correct(1, Registered("collective-land-urban-village", "2018-03-01"))).ThenAccepted();
        Assert.Equal("collective-pre2020", earlier.Area.Registration!.Regime);
        Assert.Equal(("collective-pre2020", "collective-2021"),
            (earlier.On("2019-12-31").Table.Regime.Code, earlier.On("2021-10-01").Table.Regime.Code));
        Assert.True(earlier.On("2021-10-01").Reached.ContainsKey("land-pre-announced"));
    }

    [Fact]
    public void the_switch_for_a_cleared_site_looks_at_what_was_listed()
    {
        var scenario = Given(Registered(), Opening("listing", "2018-12-31", "supply-plan-approved"),
            Record("listing-notice-published", "2019-05-28"));
        scenario.When(Correct(1, Registered() with { ClearedBeforeListing = true }))
            .ThenRefused("correction.conflicts", "listing-notice-published");
    }
}
