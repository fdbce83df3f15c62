using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

/// <summary>Lights, deadlines and the area's page agree on what no longer has to be done, or not now.</summary>
public sealed class When_nothing_can_be_late : AreaSpec
{
    [Fact]
    public void the_plan_of_a_suspended_area_waits_until_it_goes_on()
    {
        var scenario = Given(Registered(), new PlanSet(Day("2026-01-05"),
                [new PlannedMilestone("planning-conformity-confirmed", Day("2026-02-01"), "planned")], null),
            new SuspendArea(Code, Day("2026-01-20"), "资金缺口", null), new ResumeArea(Code, Day("2026-03-01"), "资金到位", null));

        Assert.Equal("yellow", scenario.Light("2026-02-20").Light);
        Assert.Equal(["suspended"], scenario.Light("2026-02-20").Reasons);
        Assert.Equal(0, Assert.Single(scenario.NextSteps("2026-02-20").Plan).DaysLate);
        Assert.Equal("red", scenario.Light("2026-03-01").Light);
        Assert.Equal(28, Assert.Single(scenario.NextSteps("2026-03-01").Plan).DaysLate);
    }

    [Fact]
    public void a_completed_area_is_late_nowhere()
    {
        var scenario = Given(Registered(), Opening("completed", "2020-12-31", "annual-plan-listed"), new PlanSet(Day("2021-01-05"),
            [new PlannedMilestone("plan-hearing-held", Day("2021-02-01"), "planned")], null));

        Assert.Equal("green", scenario.Light("2026-06-30").Light);
        Assert.DoesNotContain(scenario.NextSteps("2026-06-30").Clocks, clock => clock.State == "late");
        Assert.All(scenario.NextSteps("2026-06-30").Plan, plan => Assert.Equal(0, plan.DaysLate));
        Assert.DoesNotContain(AreaTimeline.All(scenario.Area), fact => fact.Entry.Row is DeadlineRow { Reached: false });
    }

    [Fact]
    public void a_suspension_of_procedures_no_longer_lapses_once_the_decision_is_announced()
    {
        var suspended = Given(Registered(), Opening(
            "preparation", "2018-12-31", [.. BeforeDecision.Except(["procedures-suspended"]), "procedures-suspended@2018-02-01"]));
        var announced = suspended.And(Record("expropriation-decided", "2019-03-01"), Record("expropriation-announced", "2019-03-02"));

        Assert.Contains(suspended.NextSteps("2019-03-01").Clocks, clock => clock.State == "lapsed");
        Assert.DoesNotContain(announced.NextSteps("2019-03-02").Clocks, clock => clock.State == "lapsed");
        Assert.Contains(announced.NextSteps("2019-03-01").Clocks, clock => clock.State == "lapsed");
    }
}
