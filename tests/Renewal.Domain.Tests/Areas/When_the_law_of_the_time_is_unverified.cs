using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

/// <summary>
/// Collective land before 2021-09-01: steps of the later regulation, and the whole procedure before 2020, are known by hearsay. A step of
/// those days is recorded without them when somebody says why. The day of the step decides, not the day the area was opened.
/// </summary>
public sealed class When_the_law_of_the_time_is_unverified : AreaSpec
{
    private const string Land = "collective-land-urban-village";

    private static AreaScenario Opened(string on) => Given(Registered(Land, on));

    /// <summary>The pre-announcement is the regulation's (LALR 26), in force from 2021-09-01.</summary>
    [Theory]
    [InlineData("2019-12-31", null, "milestone.not-in-force")] // no such step before 2020
    [InlineData("2020-01-01", null, "milestone.needs-reason")]
    [InlineData("2021-08-31", null, "milestone.needs-reason")]
    [InlineData("2021-08-31", "当时未作预公告", null)]
    [InlineData("2021-09-01", null, "milestone.needs")]
    [InlineData("2021-09-01", "当时未作预公告", "milestone.needs")]
    public void a_survey_without_pre_announcement_needs_a_reason_until_the_regulation(string surveyed, string? note, string? refused) =>
        Opened("2018-03-01").When(Record("land-surveyed", surveyed) with { Note = note }).ThenRefusedOrNot(refused);

    [Theory]
    [InlineData("2021-08-31", "stage.expects", "land-pre-announced", "pre-announcement-closed")]
    [InlineData("2021-09-01", "stage.gate-shut", "land-pre-announced", "pre-announcement-closed")]
    public void the_stage_asks_why_the_step_is_missing(string prepared, string refused, string first, string second)
    {
        var scenario = Prepared(prepared);
        scenario.When(Change("listing", "2022-06-30")).ThenRefused(refused, first, second);
        scenario.When(Change("listing", "2022-06-30") with { Reason = " " }).ThenRefused(refused, first, second);
    }

    [Fact]
    public void the_stage_passes_with_a_reason_or_with_a_manager_s_word()
    {
        var scenario = Prepared("2021-08-31");
        scenario.When(Change("listing", "2022-06-30") with { Reason = "当时未作预公告" }).ThenAccepted();

        var passed = scenario.When(Change("listing", "2022-06-30") with { OverrideWith = Granted }).ThenAccepted();
        var changed = Assert.IsType<StageChanged>(passed.Area.Events[^1].Event);
        Assert.Equal(["land-pre-announced", "pre-announcement-closed"], changed.Override!.Gates);
    }

    /// <summary>LAL 47, in force from 2020-01-01, bars applying before funds and agreements; before that nobody knows.</summary>
    [Theory]
    [InlineData("2019-12-31", null)]
    [InlineData("2020-01-01", "milestone.needs")]
    public void the_law_s_own_steps_still_block(string applied, string? refused) =>
        Opened("2018-03-01").When(Record("acquisition-applied", applied)).ThenRefusedOrNot(refused);

    [Theory]
    [InlineData(null, "stage.expects")]
    [InlineData("批复原件已归区局", null)]
    public void before_2020_an_empty_file_goes_to_listing_with_a_reason(string? reason, string? refused) =>
        Opened("2016-05-04").When(Change("listing", "2018-03-01") with { Reason = reason }).ThenRefusedOrNot(refused);

    // All of the preparation but the two steps of the pre-announcement.
    private static AreaScenario Prepared(string asOf)
    {
        string[] steps =
        [
            "land-surveyed", "stability-risk-assessed", "resettlement-plan-drafted", "resettlement-plan-announced",
            "resettlement-plan-closed", "compensation-registered", "funds-in-place", "agreements-signed", "acquisition-applied",
            "acquisition-approved", "acquisition-announced",
        ];
        return Given(Registered(Land, "2018-03-01"), Opening("preparation", asOf, steps));
    }
}
