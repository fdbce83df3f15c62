using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

/// <summary>申请法院强制执行: the demand letter before it, the time to sue before that. Sources: ACL 54, 69; APL 46; SPC12 2.</summary>
public sealed class When_asking_the_court : AreaSpec
{
    private static AreaScenario Decided => Given(Registered(), Opening("listing", "2020-12-31", "signing-closed"),
        Record("compensation-decided", "2026-03-02")).Today("2026-12-31");

    /// <summary>Served on Friday 2026-09-04; the tenth working day is Friday 09-18, and nobody works on 09-05 and 09-06.</summary>
    [Theory]
    [InlineData("2026-09-04", "clock.too-early")]
    [InlineData("2026-09-17", "clock.too-early")]
    [InlineData("2026-09-18", "clock.too-early")] // the last day on which the household may still move out
    [InlineData("2026-09-19", null)]
    public void ten_working_days_from_the_demand_must_be_over(string on, string? refused) =>
        Decided.And(Record("enforcement-demanded", "2026-09-04")).When(Record("enforcement-applied", on)).ThenRefusedOrNot(refused);

    /// <summary>Demanded early, the time to sue is what holds: it ends on 2026-09-02.</summary>
    [Theory]
    [InlineData("2026-09-02", "clock.too-early")]
    [InlineData("2026-09-03", null)]
    public void an_early_demand_does_not_shorten_the_time_to_sue(string on, string? refused) =>
        Decided.And(Record("enforcement-demanded", "2026-07-01")).When(Record("enforcement-applied", on)).ThenRefusedOrNot(refused);

    [Fact]
    public void a_file_without_the_demand_is_reminded_and_not_held_up()
    {
        var step = Decided.NextSteps("2026-09-03").Next.Single(next => next.Row.Code == "enforcement-applied");

        Assert.Equal(("inform", "enforcement-demanded"), (step.Gate, Assert.Single(step.Needs)));
        Decided.When(Record("enforcement-applied", "2026-09-03")).ThenAccepted();
    }

    [Fact]
    public void there_is_nothing_to_demand_before_a_decision() =>
        Given(Registered(), Opening("listing", "2020-12-31", "signing-closed"))
            .When(Record("enforcement-demanded", "2026-03-02")).ThenRefused("milestone.needs", "compensation-decided");

    /// <summary>After a reconsideration the period differs (APL 45): a manager overrides, which is recorded.</summary>
    [Fact]
    public void another_window_is_let_pass_with_its_reason()
    {
        var applied = Record("enforcement-applied", "2026-07-20") with { OverrideWith = Granted };
        var after = Decided.When(applied).ThenAccepted();

        var recorded = Assert.IsType<MilestoneRecorded>(after.Area.Events[^1].Event);
        Assert.Equal(["compensation-decided"], recorded.Override!.Periods!.Value);
    }
}
