using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

/// <summary>
/// Thirteen published courses of events. Dates are those of the notices; steps before the quoted ones are ours. Most are recorded as
/// dated; where a notice was too early, the record says by how much.
/// </summary>
public sealed class When_real_courses_are_recorded : AreaSpec
{
    private static readonly string[] VillageSteps =
    [
        "land-pre-announced@03-01", "pre-announcement-closed@03-20", "land-surveyed@04-01", "stability-risk-assessed@05-10",
        "resettlement-plan-drafted@06-01", "resettlement-plan-announced@06-10", "resettlement-plan-closed@07-10",
        "compensation-registered@08-01", "funds-in-place@08-02", "agreements-signed@09-01", "acquisition-applied@10-01",
    ];

    private static readonly string[] StateLandSteps =
    [
        "planning-conformity-confirmed@2020-06-10", "scope-determined@2020-07-01", "procedures-suspended@2020-07-02",
        "households-surveyed@2020-09-01", "survey-published@2020-09-10", "unregistered-determined@2020-10-10",
        "plan-drafted@2020-11-01", "plan-argued@2020-12-01",
    ];

    private static AreaScenario Village(string opened) => Given(Registered("collective-land-urban-village", opened));

    private static AreaScenario StateLand(params string[] entries) =>
        Given(Registered(opened: "2017-01-01"), Opening("preparation", "2017-10-31", BeforeDecision)).And(entries.Select(Entry));

    private static RecordMilestone Entry(string entry) => Record(entry.Split('@')[0], entry.Split('@')[1]);

    private static AreaScenario Courses(int year) => Village($"{year}-01-01").And(VillageSteps.Select(
        step => Entry(step.Replace("@", $"@{year}-", StringComparison.Ordinal))));

    private static ClockState Clock(AreaScenario scenario, string milestone, string from, string on) => Assert.Single(
        scenario.NextSteps(on).Clocks, clock => clock.Clock.Milestone == milestone && clock.Clock.Rule.From == from);

    [Theory]
    [InlineData("五华 华府征〔2023〕8号", "2023-03-27", "2023-04-10")]
    [InlineData("兴化 兴拟征告〔2024〕68号", "2024-12-19", "2025-01-02")]
    public void a_notice_that_counted_its_own_day_is_one_working_day_short(string notice, string announced, string closed)
    {
        var village = Village("2022-01-01").And(Record("land-pre-announced", announced));
        village.When(Record("pre-announcement-closed", closed)).ThenRefused("clock.too-early", "land-pre-announced");

        var after = village.When(Record("pre-announcement-closed", closed) with
        {
            AsHappened = true,
            DocumentNumber = notice,
            Note = "公告载明共10个工作日，公告当日计入",
        }).ThenAccepted();
        var clock = Clock(after, "pre-announcement-closed", "land-pre-announced", "2025-06-30");
        Assert.Equal(("short", 1), (clock.State, clock.ShortBy));
        Assert.Equal("yellow", after.Light("2025-06-30").Light);
        Assert.Equal(["as-happened"], after.Light("2025-06-30").Reasons);
        Assert.Equal("green", after.And(new ConfirmMilestone(Code, "pre-announcement-closed")).Light("2026-06-30").Light);
    }

    [Theory]
    [InlineData("惠东 2026", "2026-03-16", "2026-03-27", "2026-03-30")]
    [InlineData("固安 2023", "2023-02-10", "2023-02-23", "2023-02-27")]
    [InlineData("宁河 2024, over National Day", "2024-09-20", "2024-10-09", "2024-10-10")]
    [InlineData("延津 延政〔2024〕72号, from a Saturday worked", "2024-10-12", "2024-10-24", "2024-10-25")]
    public void ten_working_days_are_kept(string notice, string announced, string tooEarly, string closed)
    {
        var village = Village("2022-01-01").And(Record("land-pre-announced", announced));
        Assert.NotEmpty(notice);
        village.When(Record("pre-announcement-closed", tooEarly)).ThenRefused("clock.too-early");
        var after = village.When(Record("pre-announcement-closed", closed)).ThenAccepted();
        Assert.Equal("met", Clock(after, "pre-announcement-closed", "land-pre-announced", closed).State);
    }

    [Fact]
    public void Wenchang_2024_no_303_has_thirty_days()
    {
        var village = Village("2022-01-01").And(new[]
        {
            "land-pre-announced@2024-07-01", "pre-announcement-closed@2024-07-15", "land-surveyed@2024-08-01",
            "stability-risk-assessed@2024-09-01", "resettlement-plan-drafted@2024-10-20", "resettlement-plan-announced@2024-11-04",
        }.Select(Entry));
        village.When(Record("resettlement-plan-closed", "2024-12-03")).ThenRefused("clock.too-early");
        village.And(Record("resettlement-plan-closed", "2024-12-04"), Record("compensation-registered", "2024-12-04"));
    }

    [Fact]
    public void Huangpi_2025_no_3_3_announced_on_the_tenth_working_day()
    {
        var village = Courses(2024).And(Record("acquisition-approved", "2025-01-23"), Record("acquisition-announced", "2025-02-10"));
        Assert.Equal("met", Clock(village, "acquisition-announced", "acquisition-approved", "2025-06-30").State);
    }

    [Fact]
    public void Xianan_2024_no_1083_was_announced_late()
    {
        var village = Courses(2023).And(Record("acquisition-approved", "2024-07-03"));
        Assert.NotEqual("red", village.Light("2024-07-24").Light);
        Assert.Equal("red", village.Light("2024-07-25").Light);
        Assert.Equal("red", village.Light("2024-09-09").Light);
        var announced = village.And(Record("acquisition-announced", "2024-09-10"));
        Assert.NotEqual("red", announced.Light("2024-09-10").Light);
        Assert.Equal("met-late", Clock(announced, "acquisition-announced", "acquisition-approved", "2026-06-30").State);
    }

    [Theory]
    [InlineData("武告字(2019年)17号", "2019-06-16", new[]
    {
        "planning-conditions-issued@2018-11-01", "supply-plan-approved@2019-05-20", "listing-notice-published@2019-05-28",
        "listing-opened@2019-06-17", "listing-closed@2019-06-27", "deal-confirmed@2019-06-28", "listing-result-published@2019-07-11",
    })]
    [InlineData("武告字(2018年)6号", "2018-05-07", new[]
    {
        "planning-conditions-issued@2017-11-01", "supply-plan-approved@2018-04-02", "listing-notice-published@2018-04-18",
        "listing-opened@2018-05-08", "listing-closed@2018-05-18",
    })]
    public void a_listing_of_Wuhan_opens_on_the_twentieth_day(string notice, string tooEarly, string[] entries)
    {
        Assert.NotEmpty(notice);
        var area = Given(Registered(opened: "2016-01-01"), Opening("listing", "2017-10-31", BeforeDecision))
            .And(entries.Take(3).Select(Entry));
        area.When(Record("listing-opened", tooEarly)).ThenRefused("clock.too-early", "listing-notice-published");
        area.And(entries.Skip(3).Select(Entry));
    }

    [Fact]
    public void Hanyang_2021_consulted_for_thirty_days_and_published_later_than_the_office_reminds()
    {
        var area = Given(Registered(opened: "2020-01-01")).And(StateLandSteps.Select(Entry)).And(
            Record("plan-consultation-opened", "2021-01-05"), Record("plan-consultation-closed", "2021-02-04"),
            Record("consultation-outcome-published", "2021-02-26"));
        Assert.Equal("met", Clock(area, "plan-consultation-closed", "plan-consultation-opened", "2021-06-30").State);
        Assert.DoesNotContain(area.NextSteps("2021-06-30").Clocks, clock => clock.State is "late" or "met-late" or "short");
    }

    [Fact]
    public void Songshan_2019_signed_before_the_decision_missed_the_threshold_and_ended()
    {
        var area = Given(Registered(opened: "2018-01-01"))
            .And(StateLandSteps.Select(step => Entry(step.Replace("@2020", "@2018", StringComparison.Ordinal))))
            .And(Record("plan-consultation-opened", "2019-01-05"), Record("plan-consultation-closed", "2019-02-11"),
                Record("consultation-outcome-published", "2019-02-26"));
        var signing = Record("signing-opened", "2019-04-01") with { Note = "附条件预签约", DocumentNumber = "锦松征告〔2019〕1号" };
        area.When(signing).ThenRefused("milestone.needs");

        var signed = area.When(signing with { AsHappened = true }).ThenAccepted();
        Assert.True(((MilestoneRecorded)signed.Area.Events[^1].Event).AsHappened);
        signed.And(
            Record("signing-threshold-missed", "2019-06-03") with { Note = "签约比例25.4%，未达70%", Authority = "区政府" },
            new TerminateArea(Code, Day("2019-06-03"), "签约未达比例", null));
    }
}
