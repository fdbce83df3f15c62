using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

/// <summary>What was let in on somebody's word stays visible until it is corrected, and nothing else is called a contradiction.</summary>
public sealed class When_the_record_contradicts_itself : AreaSpec
{
    private static readonly string[] BeforeNotice = [.. BeforeDecision, "planning-conditions-issued", "supply-plan-approved"];

    private static AreaScenario Listed =>
        Given(Registered(), Opening("listing", "2019-03-31", BeforeNotice), Record("listing-notice-published", "2019-04-01"));

    private static IEnumerable<string> Found(AreaScenario scenario, string on = "2026-06-30") =>
        Contradictions.Of(scenario.Area, scenario.On(on))
            .Select(row => $"{row.Code} {row.Milestone} {row.Against} {row.On:yyyy-MM-dd} {row.Days} {row.Word}".Replace("  ", " ").Trim());

    [Fact]
    public void a_period_cut_short_is_one_and_a_kept_one_is_none()
    {
        Assert.Empty(Found(Listed.And(Record("listing-opened", "2019-04-21"))));
        var early = Listed.And(Record("listing-opened", "2019-04-05") with { OverrideWith = Granted });
        Assert.Equal(["period-short listing-opened listing-notice-published 2019-04-05 16 override"], Found(early));
        Assert.Empty(Found(early, "2019-04-04"));
        Assert.Empty(Found(early.And(Correct(4, Record("listing-opened", "2019-04-21")))));
    }

    [Fact]
    public void it_stays_when_the_listing_fails_and_a_new_round_is_in_order()
    {
        var again = Listed.And(
            Record("listing-opened", "2019-04-05") with { OverrideWith = Granted }, Record("listing-closed", "2019-04-15"),
            Record("listing-failed", "2019-04-16") with { Note = "无人报价", Authority = "市土地交易中心" },
            Record("listing-notice-published", "2019-06-01"), Record("listing-opened", "2019-06-21"));
        Assert.Equal(["period-short listing-opened listing-notice-published 2019-04-05 16 override"], Found(again));
    }

    [Fact]
    public void a_step_that_was_let_pass_is_missing_until_it_is_recorded_and_then_out_of_order()
    {
        var without = Given(Registered(), Opening("listing", "2019-03-31", BeforeNotice),
            Record("listing-opened", "2019-04-05") with { OverrideWith = Granted });
        Assert.Equal(["step-missing listing-opened listing-notice-published 2019-04-05 override"], Found(without));

        var later = without.And(Record("listing-notice-published", "2019-04-10"));
        Assert.Equal(["out-of-order listing-opened listing-notice-published 2019-04-05 override"], Found(later));
    }

    [Fact]
    public void a_stage_ahead_of_its_milestones_says_which_are_missing()
    {
        var area = Given(Registered(), Opening("preparation", "2019-03-31", BeforePlan)).And(
            new ChangeStage(Code, "listing", Day("2019-05-01")) { OverrideWith = Granted });
        var found = Found(area).ToList();
        Assert.Contains("stage-ahead expropriation-decided listing 2019-05-01", found);
        Assert.DoesNotContain(found, line => line.Contains("plan-argued", StringComparison.Ordinal));
        Assert.Empty(Found(area, "2019-04-30"));
    }

    [Fact]
    public void a_stage_behind_its_milestones_waits_to_be_changed()
    {
        var area = Given(Registered(opened: "2024-01-01"), Opening("preparation", "2024-01-01")).Record("preparation");
        Assert.Empty(Found(area));
        var on = Walker.LastDay(area).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        area = area.And(Record("planning-conditions-issued", on));
        Assert.Equal([$"stage-behind planning-conditions-issued preparation {on}"], Found(area));
        Assert.Empty(Found(area.Move()));
    }

    [Fact]
    public void an_opening_position_without_days_says_nothing_about_order() =>
        Assert.Empty(Found(Given(Registered(), Opening("completion", "2020-12-31", BeforeNotice))));
}
