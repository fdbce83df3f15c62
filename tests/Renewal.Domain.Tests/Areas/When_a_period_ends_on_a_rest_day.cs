using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

/// <summary>A minimum period is not longer than the law says; what its last day means depends on what the period is for.</summary>
public sealed class When_a_period_ends_on_a_rest_day : AreaSpec
{
    private static readonly string[] BeforeNotice = [.. BeforeDecision, "planning-conditions-issued", "supply-plan-approved"];

    private static AreaScenario Listed =>
        Given(Registered(), Opening("listing", "2019-03-31", BeforeNotice), Record("listing-notice-published", "2019-04-01"));

    private static AreaScenario Consulted => Given(
        Registered(), Opening("preparation", "2018-12-31", BeforePlan), Record("plan-consultation-opened", "2019-01-05"));

    // 2019-04-21 is a Sunday.
    [Theory]
    [InlineData("2019-04-20", "clock.too-early")]
    [InlineData("2019-04-21", null)]
    public void a_notice_is_over_on_its_plain_last_day(string day, string? refused) =>
        Listed.When(Record("listing-opened", day)).ThenRefusedOrNot(refused);

    // 2019-02-04 is the first day off of the Spring Festival, 2019-02-11 the next working day.
    [Theory]
    [InlineData("2019-02-03", null, "clock.too-early")]
    [InlineData("2019-02-03", "春节放假", "clock.too-early")]
    [InlineData("2019-02-04", null, "clock.needs-reason")]
    [InlineData("2019-02-10", " ", "clock.needs-reason")]
    [InlineData("2019-02-04", "期间未收到意见", null)]
    [InlineData("2019-02-11", null, null)]
    public void objections_are_in_time_until_the_next_working_day(string day, string? note, string? refused) =>
        Consulted.When(Record("plan-consultation-closed", day) with { Note = note }).ThenRefusedOrNot(refused);

    [Fact]
    public void both_days_are_said()
    {
        var refusal = Consulted.When(Record("plan-consultation-closed", "2019-02-04"))
            .ThenRefused("clock.needs-reason", "plan-consultation-opened");
        Assert.Equal(("2019-02-04", "2019-02-11"), (refusal.Arguments["earliest"], refusal.Arguments["moved"]));

        var step = Consulted.NextSteps("2019-02-04").Next.Single(next => next.Row.Code == "plan-consultation-closed");
        Assert.Equal(("warn", Day("2019-02-04")), (step.Gate, step.EarliestOn));
        Assert.Equal(Day("2019-02-11"), Assert.Single(step.Clocks).MovedOn);
        Assert.Equal("block", Consulted.NextSteps("2019-02-03").Next.Single(next => next.Row.Code == "plan-consultation-closed").Gate);
        Assert.Equal("open", Consulted.NextSteps("2019-02-11").Next.Single(next => next.Row.Code == "plan-consultation-closed").Gate);
    }

    [Fact]
    public void an_override_gives_the_reason_and_names_the_period()
    {
        var recorded = Consulted.When(Record("plan-consultation-closed", "2019-02-04") with { OverrideWith = Granted }).ThenAccepted();
        Assert.Equal(["plan-consultation-opened"], ((MilestoneRecorded)recorded.Area.Events[^1].Event).Override!.Periods!.Value);
        Assert.Empty(((MilestoneRecorded)recorded.Area.Events[^1].Event).Override!.Gates);
    }
}
