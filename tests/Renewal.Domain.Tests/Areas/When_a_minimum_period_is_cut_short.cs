using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

/// <summary>A broken minimum period is never shown as kept.</summary>
public sealed class When_a_minimum_period_is_cut_short : AreaSpec
{
    private static readonly string[] BeforeNotice = [.. BeforeDecision, "planning-conditions-issued", "supply-plan-approved"];

    [Fact]
    public void by_an_override_it_says_by_how_many_days_and_who_let_it_pass()
    {
        var scenario = Given(Registered(), Opening("listing", "2019-03-31", BeforeNotice),
            Record("listing-notice-published", "2019-04-01"), Record("listing-opened", "2019-04-05") with { OverrideWith = Granted });

        var clock = Clock(scenario, "listing-opened");
        Assert.Equal(("short", 16), (clock.State, clock.ShortBy));
        Assert.Equal(Granted.Approver, ((MilestoneRecorded)clock.CutShort!.Recorded.Event).Override!.Approver);
    }

    [Fact]
    public void by_an_opening_position_it_says_whose_word_that_is()
    {
        var scenario = Given(Registered(), Opening(
            "listing", "2019-12-31", [.. BeforeNotice, "listing-notice-published@2019-04-01", "listing-opened@2019-04-05"]));

        var clock = Clock(scenario, "listing-opened");
        Assert.Equal(("short", 16), (clock.State, clock.ShortBy));
        Assert.Equal("2020年底台账", ((OpeningPositionTaken)clock.CutShort!.Recorded.Event).Source);
    }

    // The first tenth working day is 2023-04-11: 2023-04-05 is a holiday, and the day of the notice is not counted.
    [Theory]
    [InlineData("2023-04-10", "short", 1)]
    [InlineData("2023-04-07", "short", 2)]
    [InlineData("2023-04-11", "met", 0)]
    public void a_period_of_working_days_is_short_by_working_days(string closed, string state, int days)
    {
        var scenario = Given(Registered("collective-land-urban-village", "2022-01-01"), Record("land-pre-announced", "2023-03-27"),
            Record("pre-announcement-closed", closed) with { OverrideWith = Granted });

        var clock = Clock(scenario, "pre-announcement-closed");
        Assert.Equal((state, days), (clock.State, clock.ShortBy));
    }

    [Fact]
    public void it_stays_so_after_everything_else()
    {
        var scenario = Given(Registered(), Opening("listing", "2019-03-31", BeforeNotice),
            Record("listing-notice-published", "2019-04-01"), Record("listing-opened", "2019-04-05") with { OverrideWith = Granted },
            new ConfirmMilestone(Code, "listing-opened"), Record("listing-closed", "2019-04-15"), Record("deal-confirmed", "2019-04-16"));

        Assert.Equal("short", Clock(scenario, "listing-opened").State);
    }

    private static ClockState Clock(AreaScenario scenario, string milestone) =>
        Assert.Single(scenario.NextSteps("2026-06-30").Clocks, clock => clock.Clock.Milestone == milestone);
}
