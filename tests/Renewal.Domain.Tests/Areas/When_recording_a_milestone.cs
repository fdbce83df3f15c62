using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

public sealed class When_recording_a_milestone : AreaSpec
{
    private static AreaScenario BeforePublication => Given(Registered(), Opening("preparation", "2020-12-31", BeforePlan));

    [Fact]
    public void it_is_recorded_with_its_document()
    {
        var scenario = BeforePublication.When(Record("plan-consultation-opened", "2021-01-05") with
        {
            DocumentNumber = "汉政征字〔2021〕1号",
            DocumentDate = Day("2021-01-04"),
            Authority = "区住房和城市更新局",
            Attachments = ["a1"],
        }).Then(new MilestoneRecorded("plan-consultation-opened", Day("2021-01-05"), "汉政征字〔2021〕1号", Day("2021-01-04"),
            "区住房和城市更新局", null, ["a1"], null));

        Assert.Equal(Day("2021-01-05"), scenario.On("2021-01-05").DayOf("plan-consultation-opened"));
        Assert.Null(scenario.On("2021-01-04").DayOf("plan-consultation-opened"));
        BeforePublication.When(Record("plan-consultation-opened", "2021-01-05") with { Attachments = default }).ThenAccepted();
    }

    [Fact]
    public void a_document_makes_it_documented()
    {
        var on = "2021-01-05";
        var claimed = Record("plan-consultation-opened", on);
        EvidenceGrade Grade(RecordMilestone command) => BeforePublication.And(command).On(on).Reached[command.Milestone].Grade;

        Assert.Equal(EvidenceGrade.Claimed, Grade(claimed));
        Assert.Equal(EvidenceGrade.Documented, Grade(claimed with { DocumentNumber = "1号" }));
        Assert.Equal(EvidenceGrade.Documented, Grade(claimed with { Attachments = ["a1"] }));
    }

    [Fact]
    public void the_same_again_changes_nothing()
    {
        var command = Record("plan-consultation-opened", "2021-01-05") with { Attachments = ["a1", "a2"] };
        BeforePublication.And(command).When(command with { Attachments = ["a1", "a2"] }).ThenNothing();
        BeforePublication.And(command).When(command with { Attachments = ["a1"] }).ThenRefused("milestone.already");
        BeforePublication.And(command).When(command with { EffectiveOn = Day("2021-01-06") }).ThenRefused("milestone.already");
        BeforePublication.And(command).When(command with { EffectiveOn = Day("2021-01-04") }).ThenRefused("milestone.already");
        BeforePublication.When(Record("plan-drafted", "2021-01-05")).ThenRefused("milestone.already"); // the opening position has it
    }

    [Fact]
    public void a_gate_still_shut_is_named() =>
        Given(Registered()).When(Record("scope-determined", "2018-02-01")).ThenRefused("milestone.needs", "planning-conformity-confirmed");

    [Fact]
    public void every_gate_still_shut_is_named_in_the_order_of_the_rulebook() =>
        BeforePublication.When(Record("expropriation-decided", "2021-06-01")).ThenRefused(
            "milestone.needs", "consultation-outcome-published", "stability-risk-assessed", "funds-deposited");

    [Theory]
    [InlineData("2018-02-28", "milestone.before")]
    [InlineData("2018-03-01", null)] // on the same day at the latest
    public void it_is_not_earlier_than_what_it_waits_for(string on, string? refused) =>
        Given(Registered(), Record("planning-conformity-confirmed", "2018-03-01")).When(Record("scope-determined", on))
            .ThenRefusedOrNot(refused);

    [Fact]
    public void the_day_it_waits_for_is_named() =>
        Assert.Equal("2018-03-01", Given(Registered(), Record("planning-conformity-confirmed", "2018-03-01"))
            .When(Record("scope-determined", "2018-02-28")).ThenRefused("milestone.before", "planning-conformity-confirmed")
            .Arguments["on"]);

    [Theory]
    [InlineData("2020-12-30", "date.before-opening")]
    [InlineData("2020-12-31", null)]
    [InlineData("2026-06-30", null)]
    [InlineData("2026-07-01", "date.in-future")]
    public void its_day_lies_between_the_opening_position_and_today(string on, string? refused) =>
        BeforePublication.When(Record("plan-consultation-opened", on)).ThenRefusedOrNot(refused);

    [Theory]
    [InlineData("2017-12-31", "date.before-opening")]
    [InlineData("2018-01-01", null)]
    public void without_an_opening_position_the_opening_day_counts(string on, string? refused) =>
        Given(Registered()).When(Record("planning-conformity-confirmed", on)).ThenRefusedOrNot(refused);

    [Theory]
    [InlineData("2009-05-01", null)] // documents are older than the record
    [InlineData("2026-06-30", null)]
    [InlineData("2026-07-01", "date.in-future")]
    public void its_document_is_not_from_the_future(string dated, string? refused) =>
        Given(Registered()).When(Record("planning-conformity-confirmed", "2018-02-01") with { DocumentDate = Day(dated) })
            .ThenRefusedOrNot(refused);

    [Fact]
    public void it_is_a_row_of_the_area_s_own_table()
    {
        Given(Registered()).When(Record("bids-opened", "2020-01-01")).ThenRefused("milestone.other-kind");
        Given(Registered()).When(Record("no-such", "2020-01-01")).ThenRefused("milestone.unknown");
        Given(Registered()).When(Record(null!, "2020-01-01")).ThenRefused("milestone.unknown");
        var refused = Given(Registered()).When(Record(new('a', 5000), "2020-01-01")).ThenRefused("milestone.unknown");
        Assert.Equal(100, refused.Arguments["milestone"].Length);
    }

    /// <summary>A real plan: published 2021-01-05, open for thirty days to 2021-02-04.</summary>
    [Theory]
    [InlineData("2021-01-05", "clock.too-early")]
    [InlineData("2021-02-03", "clock.too-early")]
    [InlineData("2021-02-04", null)]
    public void a_consultation_lasts_thirty_days(string on, string? refused) =>
        BeforePublication.And(Record("plan-consultation-opened", "2021-01-05")).When(Record("plan-consultation-closed", on))
            .ThenRefusedOrNot(refused);

    /// <summary>The thirtieth day is 15 February, in the Spring Festival: until the 24th the officer says why it is closed.</summary>
    [Theory]
    [InlineData("2026-02-14", "clock.too-early")]
    [InlineData("2026-02-15", "clock.needs-reason")]
    [InlineData("2026-02-23", "clock.needs-reason")]
    [InlineData("2026-02-24", null)]
    public void a_consultation_that_would_end_on_a_holiday_goes_on(string on, string? refused) =>
        BeforePublication.And(Record("plan-consultation-opened", "2026-01-16")).When(Record("plan-consultation-closed", on))
            .ThenRefusedOrNot(refused);

    [Fact]
    public void a_clock_that_holds_shows_how_it_was_counted()
    {
        var refused = BeforePublication.And(Record("plan-consultation-opened", "2021-01-05"))
            .When(Record("plan-consultation-closed", "2021-02-03")).ThenRefused("clock.too-early", "plan-consultation-opened");

        Assert.Equal("2021-02-04", refused.Arguments["earliest"]);
        Assert.Equal((Day("2021-01-05"), Day("2021-02-04"), false),
            (refused.Reckoning!.From, refused.Reckoning.LastDay, refused.Reckoning.Provisional));
    }

    /// <summary>A real notice of 2019-05-28: listing 06-17 to 06-27 at the earliest.</summary>
    [Theory]
    [InlineData("2019-06-16", "2019-06-27", "clock.too-early")]
    [InlineData("2019-06-17", "2019-06-26", "clock.too-early")]
    [InlineData("2019-06-17", "2019-06-27", null)]
    public void a_listing_is_announced_twenty_days_and_open_ten(string opened, string closed, string? refused)
    {
        var scenario = Given(Registered(), Opening("listing", "2018-12-31", "supply-plan-approved"),
            Record("listing-notice-published", "2019-05-28"));
        var first = scenario.When(Record("listing-opened", opened));
        if (opened == "2019-06-16") first.ThenRefused(refused!);
        else first.ThenAccepted().When(Record("listing-closed", closed)).ThenRefusedOrNot(refused);
    }

    /// <summary>Six months to sue from the service of the compensation decision; only then may the court be asked.</summary>
    [Theory]
    [InlineData("2026-09-02", "clock.too-early")]
    [InlineData("2026-09-03", null)]
    [InlineData("2026-12-03", null)] // late, and shown as late: it happened
    public void enforcement_waits_for_the_time_to_sue(string on, string? refused) =>
        Given(Registered(), Opening("listing", "2020-12-31", "signing-closed"), Record("compensation-decided", "2026-03-02"))
            .Today("2026-12-31").When(Record("enforcement-applied", on)).ThenRefusedOrNot(refused);

    /// <summary>Six months from 1 April end on National Day and move to 9 October; the period must be over.</summary>
    [Theory]
    [InlineData("2025-10-02", "clock.too-early")]
    [InlineData("2025-10-09", "clock.too-early")]
    [InlineData("2025-10-10", null)]
    public void the_time_to_sue_that_would_end_on_a_holiday_goes_on(string on, string? refused) =>
        Given(Registered(), Opening("listing", "2020-12-31", "signing-closed"), Record("compensation-decided", "2025-04-01"))
            .When(Record("enforcement-applied", on)).ThenRefusedOrNot(refused);

    [Fact]
    public void a_gate_that_warns_passes_with_a_reason()
    {
        var scenario = Given(Registered(), Record("planning-conformity-confirmed", "2018-02-01"));
        scenario.When(Record("plan-drafted", "2018-03-01")).ThenRefused("milestone.needs-reason", "households-surveyed");
        scenario.When(Record("plan-drafted", "2018-03-01") with { Note = " " }).ThenRefused("milestone.needs-reason");
        scenario.When(Record("plan-drafted", "2018-03-01") with { Note = "调查同步进行" }).ThenAccepted();
    }

    [Fact]
    public void a_gate_that_informs_lets_pass() =>
        Given(Registered(), Opening("preparation", "2020-12-31", [.. BeforePlan, "plan-consultation-opened", "plan-consultation-closed"]))
            .When(Record("consultation-outcome-published", "2021-03-01")).ThenAccepted();

    [Theory]
    [InlineData(true, "milestone.needs")]
    [InlineData(false, null)]
    public void the_site_is_cleared_first_only_where_the_area_says_so(bool cleared, string? refused) =>
        Given(Registered() with { ClearedBeforeListing = cleared },
                Record("planning-conditions-issued", "2019-01-01"), Record("supply-plan-approved", "2019-02-01"))
            .When(Record("listing-notice-published", "2019-05-28")).ThenRefusedOrNot(refused);

    /// <summary>Compensation before moving (R590 27, LAL 48): nobody has moved out before the announcement.</summary>
    [Theory]
    [InlineData("state-land-expropriation", "2022-06-01", "expropriation-announced", "milestone.needs")]
    [InlineData("collective-land-urban-village", "2021-09-01", "acquisition-announced", "milestone.needs")]
    [InlineData("collective-land-urban-village", "2020-01-01", "acquisition-announced", "milestone.needs")]
    [InlineData("collective-land-urban-village", "2019-12-31", "acquisition-announced", "milestone.needs-reason")] // procedure unverified
    public void nobody_has_moved_before_the_announcement(string kind, string moved, string announced, string refused)
    {
        Given(Registered(kind), Opening("preparation", "2018-06-01")).When(Record("relocation-completed", moved))
            .ThenRefused(refused, announced);
        Given(Registered(kind), Opening("preparation", "2018-06-01", $"{announced}@2018-05-01"))
            .When(Record("relocation-completed", moved)).ThenAccepted();
    }

    [Theory]
    [InlineData(null, "milestone.needs-reason")]
    [InlineData("签约期内首批公布", null)]
    public void a_first_batch_is_published_while_signing_goes_on(string? note, string? refused) =>
        Given(Registered(), Opening("listing", "2020-12-31", "signing-opened@2020-12-01"))
            .When(Record("household-compensation-published", "2021-01-10") with { Note = note }).ThenRefusedOrNot(refused);

    [Fact]
    public void a_departure_needs_reason_and_authority()
    {
        var scenario =
            Given(Registered("legacy-resolution", "2012-01-01"), Opening("preparation", "2020-12-31", "resolution-plan-approved"));
        var command = Record("listing-not-applicable", "2021-01-05");
        scenario.When(command).ThenRefused("milestone.needs-approver");
        scenario.When(command with { Note = "无土地出让" }).ThenRefused("milestone.needs-approver");
        scenario.When(command with { Authority = "区政府" }).ThenRefused("milestone.needs-approver");
        scenario.When(command with { Note = "无土地出让", Authority = "区政府" }).ThenAccepted();
    }

    [Fact]
    public void a_backdated_one_does_not_break_what_came_after()
    {
        // Sold in July: a failure of the same listing on an earlier day would leave the sale without one.
        var scenario = Given(Registered(), Opening("listing", "2018-12-31", "supply-plan-approved"),
            Record("listing-notice-published", "2019-05-28"), Record("listing-opened", "2019-06-17"),
            Record("listing-closed", "2019-06-27"), Record("deal-confirmed", "2019-07-05"));
        scenario.When(Record("listing-failed", "2019-07-01")).ThenRefused("milestone.conflicts", "deal-confirmed");
        scenario.When(Record("listing-failed", "2019-07-05")).ThenRefused("milestone.excluded", "deal-confirmed");
    }

    [Fact]
    public void a_backdated_one_that_fits_is_taken() =>
        Given(Registered(), Record("planning-conformity-confirmed", "2018-02-01"), Record("scope-determined", "2018-06-01"),
                Record("households-surveyed", "2018-09-01"))
            .When(Record("procedures-suspended", "2018-06-10")).ThenAccepted();
}
