using Renewal.Domain.Areas;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Tests.Areas;

public sealed class When_correcting : AreaSpec
{
    private const string First = "planning-conformity-confirmed";

    private static AreaScenario Recorded => Given(Registered(), Record(First, "2018-02-01"));

    private static AreaScenario WithFollower => Recorded.And(Record("scope-determined", "2018-03-01"));

    [Fact]
    public void a_withdrawn_fact_stays_on_file_and_does_not_count()
    {
        var scenario = Recorded.When(Withdraw(2)).Then(new FactCorrected(Id(2), "录入错误", Today, null));

        Assert.False(scenario.On("2026-06-30").Reached.ContainsKey(First));
        Assert.Equal((3, "录入错误", Id(3)), (scenario.Area.Events.Length, scenario.Area.Find(Id(2))!.Corrected!.Reason,
            scenario.Area.Find(Id(2))!.Corrected!.EventId));
        scenario.When(Record(First, "2018-02-01")).ThenAccepted(); // undoing a withdrawal is a new record
    }

    [Fact]
    public void the_mark_says_when_and_by_whom_it_was_corrected()
    {
        var at = new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.FromHours(8));
        var area = Area.Evolve(Recorded.Area, new(Id(3), 3, at, "li", new FactCorrected(Id(2), "录入错误", Today, null)));

        Assert.Equal(new Correction(Id(3), 3, "录入错误", at, "li"), area.Find(Id(2))!.Corrected);
    }

    [Fact]
    public void a_replacement_stands_in_its_place()
    {
        var scenario = Recorded.When(Correct(2, Record(First, "2018-02-02"))).Then(
            new FactCorrected(Id(2), "录入错误", Today, null),
            new MilestoneRecorded(First, Day("2018-02-02"), null, null, null, null, [], null) { Replaces = Id(2) });

        Assert.Equal(Day("2018-02-02"), scenario.On("2026-06-30").DayOf(First));
        Assert.Equal(Id(4), scenario.Area.Find(Id(2))!.Corrected!.ReplacedBy);
        Assert.Equal((2L, Id(2)), (scenario.Area.Find(Id(4))!.SortVersion, scenario.Area.Find(Id(4))!.RootEventId));
    }

    [Fact]
    public void a_replacement_can_be_replaced_and_withdrawn()
    {
        var scenario = Recorded.And(Correct(2, Record(First, "2018-02-02")))
            .When(Correct(4, Record(First, "2018-02-03"))).ThenAccepted();

        Assert.Equal(Day("2018-02-03"), scenario.On("2026-06-30").DayOf(First));
        Assert.Equal((2L, Id(2)), (scenario.Area.Find(Id(6))!.SortVersion, scenario.Area.Find(Id(6))!.RootEventId));
        scenario.When(Correct(4, Record(First, "2018-02-04"))).ThenRefused("correction.already");
        scenario.When(Correct(2, Record(First, "2018-02-02"))).ThenNothing(); // a late retry of the first correction
        scenario.When(Record(First, "2018-02-03")).ThenNothing(); // it says so already, whatever it replaced
        var none = scenario.When(Withdraw(6)).ThenAccepted();
        Assert.Null(none.On("2026-06-30").DayOf(First));
    }

    [Fact]
    public void what_would_change_nothing_is_not_put_on_file()
    {
        Recorded.When(Correct(2, Record(First, "2018-02-01"))).ThenRefused("correction.nothing-changes");
        Recorded.When(Correct(1, Registered())).ThenRefused("correction.nothing-changes");
        Recorded.When(Correct(2, Record(First, "2018-02-01") with { DocumentNumber = "东规〔2018〕3号" })).ThenAccepted();
    }

    /// <summary>An entry of each sort that can be replaced, as it would be asked for.</summary>
    private static readonly AreaCommand[] EverySort =
    [
        Registered("micro-renovation") with
        {
            Labels = ["甲"],
            Officer = "zhang",
            SiteAreaM2 = 1200.50m,
            Boundary = """{"type":"Point","coordinates":[114.14,30.62]}""",
        },
        Opening("preparation", "2020-12-31", "needs-collected@2020-06-01") with { Note = "摸底" },
        Record("procurement-announced", "2021-01-05") with { OverrideWith = Granted, DocumentNumber = "1号", Attachments = ["a.pdf"] },
        Change("listing", "2021-03-05") with { OverrideWith = Granted, Reason = "抢工期", Note = "提前" },
        new SetPlan(Code, [new("works-started", Day("2026-12-01"), "planned")]),
        new SetPlan(Code, [new("works-started", Day("2026-12-08"), "forecast")]) { Reason = "雨季" },
        new RaiseObstacle(Code, "资金", "缺口", Day("2021-04-01")),
        new ResolveObstacle(Code, Id(7), Day("2021-05-01"), "到位"),
        new LabelArea(Code, ["甲", "乙"]),
        new AssignDuty(Code, "建设办", "li", Day("2021-06-01")),
        new NoteProgress(Code, Day("2021-06-30"), "招标中", "月报"),
        new SuspendArea(Code, Day("2021-07-01"), "汛期", "2号"),
        new ResumeArea(Code, Day("2021-08-01"), "汛期已过", null),
        new TerminateArea(Code, Today, "并入邻片", null),
    ];

    public static TheoryData<int> Sorts => [.. Enumerable.Range(0, EverySort.Length)];

    [Theory]
    [MemberData(nameof(Sorts))]
    public void whatever_the_entry_the_same_over_again_is_no_correction(int sort)
    {
        var scenario = Given();
        var versions = new List<long>();
        foreach (var command in EverySort)
        {
            scenario = scenario.And(command);
            versions.Add(scenario.Area.Version);
        }

        // By an officer who looks at the form and presses the button, whatever the reason given.
        var again = Correct(versions[sort], EverySort[sort]) with { Reason = "核对过" };
        scenario.Today("2026-07-15").When(again).ThenRefused("correction.nothing-changes");
        scenario.When(again with { OverrideWith = Granted }).ThenRefused("correction.nothing-changes");
    }

    [Fact]
    public void a_replacement_that_is_on_file_already_is_not_put_there_again()
    {
        NoteProgress first = new(Code, Day("2020-06-30"), "签约过半", null), second = first with { Text = "签约六成" };
        Given(Registered(), first, second).When(Correct(2, second)).ThenRefused("correction.already");
    }

    [Fact]
    public void the_same_again_changes_nothing_and_another_is_refused()
    {
        var withdrawn = Recorded.And(Withdraw(2));
        withdrawn.When(Withdraw(2)).ThenNothing();
        withdrawn.When(Withdraw(2) with { Reason = "重复" }).ThenRefused("correction.already");
        withdrawn.When(Correct(2, Record(First, "2018-02-02"))).ThenRefused("correction.already");
        var replaced = Recorded.And(Correct(2, Record(First, "2018-02-02")));
        replaced.When(Withdraw(2)).ThenRefused("correction.already");
        replaced.When(Correct(2, Record(First, "2018-02-03"))).ThenRefused("correction.already");
    }

    [Fact]
    public void it_says_why_and_names_an_entry()
    {
        Recorded.When(Withdraw(2) with { Reason = " " }).ThenRefused("correction.needs-reason");
        Recorded.When(Withdraw(2) with { Reason = null! }).ThenRefused("correction.needs-reason");
        Recorded.When(Withdraw(9)).ThenRefused("event.unknown");
        Recorded.When(new CorrectFact(Code, Guid.Empty, "录入错误", null)).ThenRefused("event.unknown");
        Recorded.And(Withdraw(2)).When(Withdraw(3)).ThenRefused("correction.not-possible");
        Recorded.When(Withdraw(1)).ThenRefused("correction.not-possible"); // an area is terminated, not unregistered
    }

    [Fact]
    public void a_replacement_is_of_the_same_sort_and_keeps_every_rule()
    {
        Recorded.When(Correct(2, Change("listing", "2018-02-01"))).ThenRefused("correction.other-kind");
        Recorded.When(Correct(2, Withdraw(2))).ThenRefused("correction.other-kind");
        Recorded.When(Correct(2, Record(First, "2026-07-01"))).ThenRefused("date.in-future");
        Recorded.When(Correct(2, Record(First, "2017-12-31"))).ThenRefused("date.before-opening");
        Recorded.When(Correct(2, Record("no-such", "2018-02-01"))).ThenRefused("milestone.unknown");
        Recorded.When(Correct(2, Record("scope-determined", "2018-02-01"))).ThenRefused("milestone.needs", First);
        WithFollower.When(Correct(2, Record("scope-determined", "2018-02-01"))).ThenRefused("milestone.already");
    }

    [Fact]
    public void what_depends_on_it_is_a_conflict()
    {
        WithFollower.When(Withdraw(2)).ThenRefused("correction.conflicts", "scope-determined");
        WithFollower.When(Correct(2, Record(First, "2018-03-02"))).ThenRefused("correction.conflicts", "scope-determined");
        WithFollower.When(Correct(2, Record(First, "2018-03-01"))).ThenAccepted();
        WithFollower.When(Withdraw(3)).ThenAccepted();
    }

    [Fact]
    public void a_conflict_can_be_left_standing_knowingly()
    {
        var scenario = WithFollower.When(Withdraw(2) with { OverrideWith = Granted }).Then(new FactCorrected(Id(2), "录入错误", Today,
            new GateOverride(Granted.Reason, Granted.Approver, Granted.DocumentNumber, ["scope-determined"]) { Periods = [] }));

        Assert.True(scenario.On("2026-06-30").Reached.ContainsKey("scope-determined"));
        // Overridden events are not reported again for other events.
        scenario.When(Record("households-surveyed", "2018-04-01")).ThenAccepted();
        WithFollower.When(Correct(2, Record(First, "2018-03-02")) with { OverrideWith = Granted }).ThenAccepted();
    }

    [Fact]
    public void a_clock_that_would_have_held_is_a_conflict_too()
    {
        var scenario = Given(Registered(), Opening("preparation", "2020-12-31", BeforePlan),
            Record("plan-consultation-opened", "2021-01-05"), Record("plan-consultation-closed", "2021-02-04"));
        scenario.When(Correct(3, Record("plan-consultation-opened", "2021-01-06")))
            .ThenRefused("correction.conflicts", "plan-consultation-closed");
        scenario.When(Correct(3, Record("plan-consultation-opened", "2021-01-04"))).ThenAccepted();
    }

    [Fact]
    public void entries_of_the_same_day_keep_their_order()
    {
        var scenario = Given(Registered("micro-renovation", "2019-01-01"), Opening("listing", "2020-12-31", "procurement-announced",
                "contractor-selected", "contract-signed", "works-started", "works-finished", "community-accepted", "management-arranged"),
            Change("completion", "2021-01-05"), Change("completed", "2021-01-05"));
        var corrected = scenario.When(Correct(3, Change("completion", "2021-01-05") with { DocumentNumber = "1号" })).ThenAccepted();

        Assert.Equal("completed", corrected.On("2021-01-05").Stage!.Code);
    }

    [Fact]
    public void a_stage_date_moves_between_its_neighbours()
    {
        var scenario = Given(Registered("micro-renovation", "2019-01-01"), Opening("listing", "2020-12-31", "procurement-announced",
                "contractor-selected", "contract-signed", "works-started", "works-finished", "community-accepted", "management-arranged"),
            Change("completion", "2021-01-05"), Change("completed", "2021-03-05"));
        scenario.When(Correct(3, Change("completion", "2021-03-05"))).ThenAccepted();
        scenario.When(Correct(3, Change("completion", "2021-01-01"))).ThenAccepted();
        scenario.When(Withdraw(3)).ThenRefused("correction.conflicts", "completed"); // the later change would skip a stage
        scenario.When(Correct(3, Change("completion", "2021-03-06"))).ThenRefused("stage.needs-reason");
        scenario.When(Correct(3, Change("completion", "2021-03-06") with { Reason = "返工" }))
            .ThenRefused("correction.conflicts", "completed");
        scenario.When(Correct(3, Change("completion", "2021-03-06") with { Reason = "返工" }) with { OverrideWith = Granted }).ThenAccepted();
    }

    [Fact]
    public void a_wrong_ending_can_be_withdrawn()
    {
        var scenario = Given(Registered(), Opening("listing", "2018-12-31", "supply-plan-approved"),
            Record("listing-notice-published", "2019-05-28"), Record("listing-opened", "2019-06-17"),
            Record("listing-closed", "2019-06-27"), Record("listing-failed", "2019-07-01"));
        scenario.When(Correct(6, Record("deal-confirmed", "2019-07-01"))).ThenAccepted();
        var second = scenario.And(Record("listing-notice-published", "2019-09-01"));
        second.When(Withdraw(6)).ThenRefused("correction.conflicts", "listing-notice-published");
    }

    [Fact]
    public void what_was_left_standing_in_one_round_does_not_hide_the_next()
    {
        var scenario = Given(Registered(), Opening("listing", "2018-12-31", "supply-plan-approved"),
            Record("listing-notice-published", "2019-05-28"), Record("listing-opened", "2019-06-17"),
            Record("listing-closed", "2019-06-27"), Record("listing-failed", "2019-07-01"),
            Record("listing-notice-published", "2019-09-02"), Record("listing-opened", "2019-09-23"));
        var left = scenario.And(Withdraw(3) with { OverrideWith = Granted });
        left.When(Withdraw(7)).ThenRefused("correction.conflicts", "listing-opened");
    }

    [Fact]
    public void plans_and_labels_keep_their_day()
    {
        PlannedMilestone planned = new("scope-determined", Day("2026-12-01"), "planned");
        var scenario = Given(Registered()).Today("2026-01-10").And(new SetPlan(Code, [planned]), new LabelArea(Code, ["甲"]))
            .Today("2026-03-10").And(new LabelArea(Code, ["乙"])).Today("2026-06-30");

        var labelled = scenario.When(Correct(3, new LabelArea(Code, ["乙"]))).ThenAccepted();
        Assert.Equal(Day("2026-01-10"), labelled.Area.Events[^1].Event.TakesEffectOn);
        labelled = scenario.And(Correct(3, new LabelArea(Code, ["丙"])));
        Assert.Equal(["丙"], labelled.On("2026-01-10").Labels);
        Assert.Equal(["乙"], labelled.On("2026-06-30").Labels);
        var replanned = scenario.When(Correct(2, new SetPlan(Code, [planned with { PlannedOn = Day("2026-11-01") }]))).ThenAccepted();
        Assert.Equal(Day("2026-11-01"), replanned.On("2026-01-10").Plan["scope-determined"].On);
    }
}
