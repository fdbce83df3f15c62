using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Tests.Areas;

/// <summary>A step taken stays valid, a step to come follows the law of its day: law-recall of MIN04, LEG 104.</summary>
public sealed class When_the_law_changes_under_way : AreaSpec
{
    private const string Land = "collective-land-urban-village";

    private static readonly string[] OldProcedure =
        ["acquisition-applied", "acquisition-approved", "acquisition-announced", "compensation-registered", "resettlement-plan-announced"];

    [Fact]
    public void an_area_opened_in_2018_goes_on_under_the_law_of_2022_without_being_moved()
    {
        var scenario = Given(Registered(Land, "2018-03-01"));
        Assert.Contains(scenario.NextSteps("2019-12-31").Next, step => step.Row is { Code: "acquisition-announced", Unverified: true });
        Assert.DoesNotContain(scenario.NextSteps("2019-12-31").Next, step => step.Row.Code == "land-surveyed");
        Assert.Contains(scenario.NextSteps("2020-01-01").Next, step => step.Row.Code == "land-surveyed" && step.Gate == "warn");
        Assert.Contains(scenario.NextSteps("2022-03-01").Next, step => step.Row.Code == "land-surveyed" && step.Gate == "block");
        scenario.And(Record("land-pre-announced", "2022-03-01"), Record("land-surveyed", "2022-03-02"));
    }

    /// <summary>LALR 26 and 31 count from 2021-09-01: what ends before has no such period, what ends after has the whole of it.</summary>
    [Theory]
    [InlineData("2021-08-31", null)]
    [InlineData("2021-09-01", "clock.too-early")]
    [InlineData("2021-09-07", "clock.too-early")]
    [InlineData("2021-09-08", null)]
    public void a_period_across_the_day_follows_the_law_of_its_end(string closed, string? refused) =>
        Given(Registered(Land, "2021-01-04"), Record("land-pre-announced", "2021-08-25"))
            .When(Record("pre-announcement-closed", closed)).ThenRefusedOrNot(refused);

    [Theory]
    [InlineData("2021-08-31", false)]
    [InlineData("2021-09-01", true)]
    public void a_deadline_runs_from_the_first_day_of_its_law(string on, bool runs)
    {
        var scenario = Given(Registered(Land, "2021-01-04"), Opening("preparation", "2021-08-20", "acquisition-approved@2021-08-20"));
        Assert.Equal(runs, scenario.NextSteps(on).Clocks.Any(clock => clock.Clock.Milestone == "acquisition-announced"));
    }

    [Theory]
    [InlineData("2021-08-31", false)] // it was in time by the law of its day, whatever came later
    [InlineData("2021-09-30", true)]
    public void a_step_is_late_by_the_law_of_its_own_day(string announced, bool late)
    {
        var scenario = Given(Registered(Land, "2021-01-04"),
            Opening("preparation", "2021-06-01", "acquisition-approved@2021-06-01"), Record("acquisition-announced", announced));
        Assert.Equal(late, scenario.NextSteps("2022-01-04").Clocks.Any(clock => clock.State == "met-late"));
    }

    [Fact]
    public void a_prerequisite_younger_than_the_steps_around_it_warns_and_does_not_shut()
    {
        var scenario = Given(Registered(Land, "2021-01-04"),
            Record("land-surveyed", "2021-06-01") with { Note = "当时未作预公告" },
            Record("stability-risk-assessed", "2021-10-08") with { Note = "调查在条例施行前完成" });
        // Nothing of the procedure was begun: it can still be announced.
        Given(Registered(Land, "2021-01-04")).When(Record("stability-risk-assessed", "2021-10-08") with { Note = "未作预公告" })
            .ThenRefused("milestone.needs", "land-pre-announced");
        Given(Registered(Land, "2021-01-04"), Record("land-surveyed", "2021-06-01") with { Note = "当时未作预公告" })
            .When(Record("stability-risk-assessed", "2021-10-08")).ThenRefused("milestone.needs-reason", "land-pre-announced");
        Assert.Empty(Consistency.Broken(scenario.Area, scenario.Context));
    }

    [Fact]
    public void a_stage_asks_with_a_reason_only_for_what_came_too_late_for_it()
    {
        var scenario = Given(Registered(Land, "2018-03-01"), Opening("preparation", "2019-06-01", OldProcedure));
        var steps = scenario.On("2022-06-30").Table.Closing(Stage.Preparation).Select(row => row.Code).Except(OldProcedure).ToArray();
        scenario.When(Change("listing", "2022-06-30")).ThenRefused("stage.expects", steps);
        scenario.When(Change("listing", "2022-06-30") with { Reason = "2019年按原程序完成" }).ThenAccepted();
    }

    [Fact]
    public void a_stage_that_is_over_is_not_measured_by_a_later_law()
    {
        var scenario = Given(Registered(Land, "2018-03-01"), Opening("preparation", "2019-06-01", OldProcedure),
            Change("listing", "2019-06-03") with { Reason = "资料在区局" });
        var (then, now) = (scenario.On("2019-12-31"), scenario.On("2022-06-30"));
        Assert.Equal(then.RequiredRows.Count(row => row.Track == Track.Preparation),
            now.RequiredRows.Count(row => row.Track == Track.Preparation));
        Assert.DoesNotContain(scenario.NextSteps("2022-06-30").Next, step => step.Row.Code == "land-surveyed");
    }

    /// <summary>SPC15 26: a time to sue that was over on 2015-05-01 stays over, one still open became six months.</summary>
    [Theory]
    [InlineData("2015-01-29", null)]
    [InlineData("2015-02-02", "clock.too-early")]
    public void six_months_to_sue_hold_where_the_earlier_period_was_still_open(string decided, string? refused) =>
        Given(Registered("state-land-expropriation", "2014-01-01"), Opening("listing", decided, $"compensation-decided@{decided}"))
            .When(Record("enforcement-applied", "2015-06-01")).ThenRefusedOrNot(refused);

    [Fact]
    public void the_exceptions_are_the_three_that_statutes_make()
    {
        var rows = Catalogues.Versions.SelectMany(version => version.Rows).ToList();
        var made = rows.Select(row => row.Transition).Concat(rows.SelectMany(row => row.Clocks.Select(clock => clock.Transition)))
            .OfType<TransitionRule>().Distinct();
        Assert.Equal(TransitionRules.All.Select(rule => rule.Code).Order(), made.Select(rule => rule.Code).Order());
        Assert.Equal(["R590 35", "SPC15 26", "RCEO 65-66"], TransitionRules.All.Select(r => $"{r.Basis.Source} {r.Basis.Article}"));
        Assert.All(TransitionRules.All, rule => Assert.Equal(LegalSource.Find(rule.Basis.Source)!.Effective!.From, rule.Since));
    }
}
