using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Domain.Imports;
using Renewal.Domain.Recording;
using Renewal.Domain.Tests.Areas;

namespace Renewal.Domain.Tests.Imports;

/// <summary>
/// An imported file has no differences when it is imported again, whatever was recorded by hand in between; values it did not have
/// before are still imported.
/// </summary>
public sealed class When_a_ledger_is_read_again : AreaSpec
{
    private static readonly LedgerEntry Row = new(
        Code, "海口村片", "micro-renovation", "completion", Day("2020-12-31"), "年报", "台账.csv", "420112001", "台账.csv 第2行")
    {
        Labels = ["甲", "乙"],
        Progress = "施工中",
        BasicallyFinished = true,
        ResponsibleUnit = "建设办",
        Households = 312,
        SiteAreaM2 = 1200.5m,
        BuildingAreaM2 = 800,
    };

    private static readonly LedgerEntry Later = Row with { AsOf = Day("2021-06-30"), Origin = "半年报.csv 第2行" };

    private static readonly RegisterArea AsRead = new(Code, Row.Name, Row.Kind, "420112001", Row.AsOf)
    {
        Labels = Row.Labels,
        ResponsibleUnit = Row.ResponsibleUnit,
        HouseholdsExpected = Row.Households,
        SiteAreaM2 = Row.SiteAreaM2,
        BuildingAreaM2 = Row.BuildingAreaM2,
    };

    private static AreaScenario Taken => Take(Given(), Row);

    private static ReconcileResult Hold(AreaScenario scenario, LedgerEntry row) =>
        ReconcileRules.Decide(scenario.Area, row, new Actor("zhang", Role.Officer, ["420112001"]), scenario.Context);

    private static AreaScenario Take(AreaScenario scenario, LedgerEntry row)
    {
        var held = Hold(scenario, row);
        Assert.Null(held.Refusal);
        Assert.NotEmpty(held.Events);
        Assert.Equal(scenario.Area.Events.IsEmpty, held.Differences.IsEmpty); // what changes is shown
        var after = held.Events.Aggregate(scenario, (taken, happened) => taken.File(happened));
        Assert.Equal(ReconcileResult.Same, Hold(after, row));
        return after;
    }

    private static string Changes(ReconcileResult held) =>
        string.Join("; ", held.Differences.Select(d => $"{d.Field}: {d.Was ?? "-"} > {d.Now ?? "-"}"));

    private static Guid IdOf<T>(AreaScenario scenario) =>
        scenario.Area.Events.Last(fact => fact.Event is T && fact.Corrected is null).EventId;

    private static CorrectFact Mend<T>(AreaScenario scenario, AreaCommand right) => new(Code, IdOf<T>(scenario), "台账有误", right);

    /// <summary>For each column, the ways an officer can change the value after the first import.</summary>
    public static TheoryData<string> ByHand => [.. Hands.Keys];

    private static readonly Dictionary<string, Func<AreaScenario, AreaCommand>> Hands = new()
    {
        ["name"] = scenario => Mend<AreaRegistered>(scenario, AsRead with { Name = "海口村一片" }),
        ["kind"] = scenario => Mend<AreaRegistered>(scenario, AsRead with { Kind = "key-route-park-works" }),
        ["households"] = scenario => Mend<AreaRegistered>(scenario, AsRead with { HouseholdsExpected = 320 }),
        ["site area"] = scenario => Mend<AreaRegistered>(scenario, AsRead with { SiteAreaM2 = null }),
        ["building area"] = scenario => Mend<AreaRegistered>(scenario, AsRead with { BuildingAreaM2 = 801 }),
        ["labels"] = _ => new LabelArea(Code, ["丙"]),
        ["labels, none"] = _ => new LabelArea(Code, []),
        ["labels, put right"] = scenario => Mend<AreaRegistered>(scenario, AsRead with { Labels = ["丙"] }),
        ["unit"] = _ => new AssignDuty(Code, "更新办", "li", Day("2021-03-01")),
        ["unit, of the same day"] = _ => new AssignDuty(Code, "更新办", null, Row.AsOf),
        ["unit, put right"] = scenario => Mend<AreaRegistered>(scenario, AsRead with { ResponsibleUnit = "更新办" }),
        ["stage, put right"] = scenario => Mend<OpeningPositionTaken>(scenario, Opening("listing", "2020-12-31") with { Note = "施工中" }),
        ["stage, of the same day"] = _ => Change("listing", "2020-12-31") with { Reason = "返回" },
        ["basically finished, put right"] = scenario =>
            Mend<OpeningPositionTaken>(scenario, Opening("completion", "2020-12-31") with { Source = "年报", Note = "施工中" }),
        ["progress, of the same day"] = _ => new NoteProgress(Code, Row.AsOf, "已停工", null),
        ["progress, put right"] = scenario =>
            Mend<OpeningPositionTaken>(scenario, Opening("completion", "2020-12-31") with { Note = "已停工" }),
        ["source, put right"] = scenario => Mend<OpeningPositionTaken>(scenario,
            new TakeOpeningPosition(Code, "completion", Row.AsOf, "工作总结") { Note = "施工中" }),
    };

    [Theory]
    [MemberData(nameof(ByHand))]
    public void what_was_said_by_hand_since_stands_and_the_row_is_the_same(string column)
    {
        var scenario = Taken;
        var after = scenario.And(Hands[column](scenario));

        Assert.Equal(ReconcileResult.Same, Hold(after, Row));
    }

    [Fact]
    public void a_stage_found_basically_finished_corrects_the_opening_position()
    {
        var plain = Take(Given(), Row with { BasicallyFinished = false });
        var held = Hold(plain, Row);
        Assert.Equal("basicallyFinished: - > yes", Changes(held));
        Assert.True(held.Events.OfType<OpeningPositionTaken>().Single().BasicallyFinished);
        Assert.Equal(ReconcileResult.Same, Hold(plain, Later));
    }

    public static TheoryData<string> ByHandOnLater => [.. LaterHands.Keys];

    // A row that says on its day what an earlier one did not.
    private static readonly LedgerEntry Moved = Later with
    {
        Name = "海口村一片",
        Labels = ["丙"],
        Stage = "listing",
        Progress = "招标中",
        ResponsibleUnit = "更新办",
        Households = 320,
    };

    private static readonly Dictionary<string, Func<AreaScenario, AreaCommand>> LaterHands = new()
    {
        ["name"] = scenario => Mend<AreaRegistered>(scenario, AsRead with { HouseholdsExpected = 320 }),
        ["households"] = scenario => Mend<AreaRegistered>(scenario, AsRead with { Name = "海口村一片" }),
        ["labels"] = _ => new LabelArea(Code, ["丁"]),
        ["labels, put right"] = scenario => Mend<AreaLabelled>(scenario, new LabelArea(Code, ["丁"])),
        ["unit"] = _ => new AssignDuty(Code, "街道办", null, Moved.AsOf),
        ["unit, put right"] = scenario => Mend<DutyAssigned>(scenario, new AssignDuty(Code, "街道办", null, Day("2021-07-01"))),
        ["stage"] = _ => Change("preparation", "2021-06-30") with { Reason = "流标" },
        ["stage, put right"] = scenario => Mend<StageChanged>(scenario, Change("listing", "2021-07-09") with { Reason = "返回" }),
        ["stage, withdrawn"] = scenario => new CorrectFact(Code, IdOf<StageChanged>(scenario), "台账有误", null),
        ["progress"] = _ => new NoteProgress(Code, Moved.AsOf, "已停工", null),
        ["progress, put right"] = scenario => Mend<ProgressNoted>(scenario, new NoteProgress(Code, Moved.AsOf, "已停工", null)),
        ["progress, withdrawn"] = scenario => new CorrectFact(Code, IdOf<ProgressNoted>(scenario), "台账有误", null),
    };

    [Theory]
    [MemberData(nameof(ByHandOnLater))]
    public void the_same_holds_for_a_later_ledger(string column)
    {
        var scenario = Take(Taken, Moved);
        var after = scenario.And(LaterHands[column](scenario));

        Assert.Equal(ReconcileResult.Same, Hold(after, Moved));
        Assert.Equal(ReconcileResult.Same, Hold(after, Row));
    }

    [Fact]
    public void labels_and_duty_of_a_later_ledger_are_of_its_day()
    {
        var scenario = Taken.And(new LabelArea(Code, ["丁"]), new AssignDuty(Code, "街道办", "li", Day("2022-01-01")));
        var held = Hold(scenario, Later with { Labels = ["丙"], ResponsibleUnit = "更新办" });

        Assert.Equal("labels: 甲、乙 > 丙; responsibleUnit: 建设办 > 更新办", Changes(held));
        Assert.Equal(["AreaLabelled", "DutyAssigned"], held.Events.Select(e => e.GetType().Name));
        var after = Take(scenario, Later with { Labels = ["丙"], ResponsibleUnit = "更新办" });
        Assert.Equal(("甲、乙", "建设办"), Stands("2021-06-29"));
        Assert.Equal(("丙", "更新办"), Stands("2021-06-30"));
        Assert.Equal(("丁", "街道办"), Stands("2026-06-30"));

        (string, string?) Stands(string day) => (string.Join('、', after.On(day).Labels), after.On(day).ResponsibleUnit);
    }

    [Fact]
    public void who_is_answerable_changes_and_who_does_the_work_stays()
    {
        var scenario = Taken.And(new AssignDuty(Code, "建设办", "li", Day("2021-01-01")));

        Assert.Equal([new DutyAssigned("更新办", "li", Later.AsOf)], Hold(scenario, Later with { ResponsibleUnit = "更新办" }).Events);
    }

    [Fact]
    public void on_the_opening_day_it_adds_to_what_was_set_by_hand_that_day()
    {
        var scenario = Taken.And(new AssignDuty(Code, "街道办", null, Row.AsOf));
        var after = Take(scenario, Row with { ResponsibleUnit = "更新办" });

        Assert.Equal(("建设办", "更新办"), (after.Area.Registration!.ResponsibleUnit, after.On("2020-12-31").ResponsibleUnit));
    }

    [Fact]
    public void what_goes_there_and_back_has_changed_each_time()
    {
        var there = Take(Taken, Later with { Stage = "listing", Progress = "招标中", Labels = ["丙"], ResponsibleUnit = "更新办" });
        var back = Later with { AsOf = Day("2021-12-31"), Stage = "listing" };

        Assert.Equal("labels: 丙 > 甲、乙; responsibleUnit: 更新办 > 建设办; progress: 招标中 > 施工中", Changes(Hold(there, back)));
        Assert.Equal("施工中", Take(there, back).On("2021-12-31").Progress?.Text);
        var again = Hold(there, Later with { AsOf = Day("2021-12-31"), Stage = "preparation" });
        Assert.Contains("stage: listing > preparation", Changes(again), StringComparison.Ordinal);
    }

    [Fact]
    public void only_what_it_never_said_is_taken_and_the_rest_stays_put_right()
    {
        var scenario = Taken;
        scenario = scenario.And(Mend<AreaRegistered>(scenario, AsRead with { Name = "海口村一片", Labels = ["丙"] }));
        var held = Hold(scenario, Row with { Households = 320 });

        Assert.Equal("householdsExpected: 312 > 320", Changes(held));
        var after = Take(scenario, Row with { Households = 320 }).Area.Registration!;
        Assert.Equal(("海口村一片", "丙", 320), (after.Name, string.Join('、', after.Labels), after.HouseholdsExpected));
    }

    [Fact]
    public void a_ledger_from_after_the_correction_may_say_the_old_again()
    {
        var scenario = Taken.Today("2022-01-10");
        scenario = scenario.And(Mend<AreaRegistered>(scenario, AsRead with { Name = "海口村一片" })).Today("2022-01-20");

        Assert.Equal(ReconcileResult.Same, Hold(scenario, Later with { AsOf = Day("2022-01-10") }));
        Assert.Equal("name: 海口村一片 > 海口村片", Changes(Hold(scenario, Later with { AsOf = Day("2022-01-11") })));
    }

    [Theory]
    [InlineData("2026-06-29", "2026-07-02", true)] // recorded before the ledger's day
    [InlineData("2026-06-30", "2026-06-30", true)] // changed in the course of the day
    [InlineData("2026-06-30", "2026-07-02", true)]
    [InlineData("2026-07-01", "2026-07-02", false)] // nobody could know it on the day
    public void what_the_office_knew_on_the_day_is_no_news(string taken, string changed, bool same)
    {
        var row = Row with { AsOf = Day("2026-06-30") };
        var scenario = RecordedOn(Taken.Today("2026-07-02"), taken);
        var count = scenario.Area.Events.Length;
        scenario =
            scenario.And(Change("listing", "2026-06-15") with { Reason = "返回" }, new NoteProgress(Code, Day("2026-06-15"), "已停工", null),
            new AssignDuty(Code, "街道办", null, Day("2026-06-15")));
        scenario = RecordedOn(scenario, changed, count);

        Assert.Equal(same, Hold(scenario, row) == ReconcileResult.Same);
        if (!same) Assert.Equal(["responsibleUnit", "stage", "progress"], Hold(scenario, row).Differences.Select(d => d.Field));
    }

    [Fact]
    public void the_order_of_labels_says_nothing() =>
        Assert.Equal(ReconcileResult.Same, Hold(Taken, Row with { Labels = ["乙", "甲", "乙"] }));

    [Fact]
    public void nothing_is_taken_from_a_day_that_has_not_come() =>
        Assert.Equal("date.in-future", Hold(Taken, Later with { AsOf = Day("2026-07-01"), Labels = ["丙"] }).Refusal?.Code);

    private static AreaScenario RecordedOn(AreaScenario scenario, string day, int from = 0)
    {
        var at = new DateTimeOffset(Day(day), new TimeOnly(23, 59), TimeSpan.FromHours(8));
        var facts = scenario.Area.Events.Select((f, i) =>
            i < from ? f : new RecordedEvent<AreaEvent>(f.EventId, f.Version, at, "zhang", f.Event));
        return scenario with { Area = facts.Aggregate(Area.Unknown, Area.Evolve) };
    }
}
