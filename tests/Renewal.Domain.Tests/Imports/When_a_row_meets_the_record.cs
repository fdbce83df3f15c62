using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Domain.Imports;
using Renewal.Domain.Tests.Areas;

namespace Renewal.Domain.Tests.Imports;

/// <summary>A ledger row about a new, unchanged, different, later or too recent state of an area.</summary>
public sealed class When_a_row_meets_the_record : AreaSpec
{
    private static readonly LedgerEntry Row = new(
        Code, "海口村片", "micro-renovation", "completion", Day("2020-12-31"), null, "台账.csv", "420112001", "台账.csv 第2行")
    {
        Progress = "施工中",
    };

    private static readonly LedgerEntry Later = Row with { AsOf = Day("2021-06-30"), Origin = "半年报.csv 第2行" };

    private static AreaScenario Taken => Take(Given(), Row);

    private static ReconcileResult Hold(AreaScenario scenario, LedgerEntry row, Role? by = null) =>
        ReconcileRules.Decide(scenario.Area, row, new Actor("zhang", by ?? Role.Officer, ["420112001"]), scenario.Context);

    private static AreaScenario Take(AreaScenario scenario, LedgerEntry row)
    {
        var held = Hold(scenario, row);
        Assert.Null(held.Refusal);
        Assert.NotEmpty(held.Events);
        var after = held.Events.Aggregate(scenario, (taken, happened) => taken.File(happened));
        Assert.Equal(ReconcileResult.Same, Hold(after, row)); // taken in again it says nothing
        return after;
    }

    private static string Changes(ReconcileResult held) =>
        string.Join("; ", held.Differences.Select(d => $"{d.Field}: {d.Was ?? "-"} > {d.Now ?? "-"}"));

    [Fact]
    public void an_area_nobody_knew_is_registered_with_its_opening_position()
    {
        var scenario = Taken;

        Assert.Equal(["AreaRegistered", "OpeningPositionTaken"], scenario.Area.Events.Select(fact => fact.Event.GetType().Name));
        Assert.Equal((Code, Day("2020-12-31"), "420112001"),
            (scenario.Area.Registration!.Code, scenario.Area.Registration.OpenedOn, scenario.Area.Registration.Jurisdiction));
        Assert.Equal(("completion", Day("2020-12-31"), "台账.csv", "施工中"),
            (scenario.Area.Opening!.Stage, scenario.Area.Opening.AsOf, scenario.Area.Opening.Source, scenario.Area.Opening.Note));
        Assert.Equal("工作总结", Take(Given(), Row with { Source = "工作总结" }).Area.Opening!.Source);
    }

    [Fact]
    public void one_registered_by_hand_gets_its_opening_position()
    {
        var scenario = Take(Given(Registered("micro-renovation")), Row);

        Assert.Equal(["AreaRegistered", "OpeningPositionTaken"], scenario.Area.Events.Select(fact => fact.Event.GetType().Name));
        Assert.Equal((Day("2018-01-01"), "completion"), (scenario.Area.Registration!.OpenedOn, scenario.Area.Opening!.Stage));
    }

    [Fact]
    public void what_was_registered_by_hand_is_put_right_with_its_opening_position()
    {
        var scenario = Given(Registered("micro-renovation") with { Officer = "zhang", HouseholdsExpected = 312 });
        var held = Hold(scenario, Row with { Name = "海口村一片", Households = 320 });

        Assert.Equal("name: 海口村片 > 海口村一片; householdsExpected: 312 > 320", Changes(held));
        Assert.Equal(["FactCorrected", "AreaRegistered", "OpeningPositionTaken"], held.Events.Select(e => e.GetType().Name));
        var after = Take(scenario, Row with { Name = "海口村一片", Households = 320 }).Area;
        Assert.Equal(("海口村一片", 320, "zhang", Day("2018-01-01")), (after.Registration!.Name, after.Registration.HouseholdsExpected,
            after.Registration.Officer, after.Registration.OpenedOn));
        Assert.Equal(("台账.csv 第2行", "completion"), (after.Find(Id(1))!.Corrected!.Reason, after.Opening!.Stage));
    }

    [Fact]
    public void what_cannot_be_put_right_is_refused_with_its_opening_position()
    {
        // Nothing governs an expropriation opened before 2011, so the row's kind cannot be this area's.
        var held = Hold(Given(Registered("micro-renovation", "2009-05-01")), Row with { Kind = "state-land-expropriation" });

        Assert.Equal(("regime.none", "kind: micro-renovation > state-land-expropriation"), (held.Refusal?.Code, Changes(held)));
        Assert.Empty(held.Events);
    }

    [Fact]
    public void a_row_of_the_same_day_puts_right_what_it_gives_differently()
    {
        var held = Hold(Taken, Row with { Stage = "listing", Progress = "招标中", Source = "工作总结" });

        Assert.Equal("stage: completion > listing; progress: 施工中 > 招标中; source: 台账.csv > 工作总结", Changes(held));
        var scenario = Take(Taken, Row with { Stage = "listing", Progress = "招标中", Source = "工作总结" });
        Assert.Equal("台账.csv 第2行", scenario.Area.Find(Id(2))!.Corrected!.Reason);
        Assert.Equal(("listing", "招标中", "工作总结"),
            (scenario.Area.Opening!.Stage, scenario.Area.Opening.Note, scenario.Area.Opening.Source));
        Assert.Equal(scenario.Area, scenario.Area.AsOfVersion(4));
    }

    [Fact]
    public void one_difference_is_enough()
    {
        Assert.Equal("progress: 施工中 > 招标中", Changes(Hold(Taken, Row with { Progress = "招标中" })));
        Assert.Equal("source: 台账.csv > 工作总结", Changes(Hold(Taken, Row with { Source = "工作总结" })));
        Assert.Equal("kind: micro-renovation > key-route-park-works", Changes(Hold(Taken, Row with { Kind = "key-route-park-works" })));
        Assert.Equal("siteAreaM2: - > 1200.1234", Changes(Hold(Taken, Row with { SiteAreaM2 = 1200.1234m })));
        Assert.All([Row with { Progress = "招标中" }, Row with { Source = "工作总结" }], row => Assert.NotEmpty(Hold(Taken, row).Events));
    }

    [Fact]
    public void it_moves_an_area_to_no_other_code_or_place()
    {
        var after = Take(Taken, Row with { Code = "haikoucun-1", Jurisdiction = "420112004", Name = "海口村一片" }).Area.Registration!;

        Assert.Equal((Code, "420112001", "海口村一片"), (after.Code, after.Jurisdiction, after.Name));
    }

    [Fact]
    public void what_it_leaves_out_stays_as_it_was()
    {
        var whole = Registered("micro-renovation") with
        {
            Labels = ["十三五"],
            ResponsibleUnit = "建设办",
            Officer = "zhang",
            SiteAreaM2 = 1200.5m,
            BuildingAreaM2 = 800,
            HouseholdsExpected = 312,
            ClearedBeforeListing = true,
            Boundary = """{"type":"Point","coordinates":[114.1,30.6]}""",
        };
        var scenario = Given(whole, Opening("completion", "2020-12-31", "works-started@2020-06-01") with { Note = "施工中" });
        var after = Take(scenario, Row with { Name = "海口村一片", Progress = null, Stage = "listing" });

        var before = scenario.Area.Registration!;
        Assert.Equal(before with { Name = "海口村一片", Replaces = Id(1) }, after.Area.Registration! with { Labels = before.Labels });
        Assert.Equal(["十三五"], after.Area.Registration!.Labels);
        Assert.Equal(("listing", "施工中", "2020年底台账", new OpeningMilestone("works-started", Day("2020-06-01"))),
            (after.Area.Opening!.Stage, after.Area.Opening.Note, after.Area.Opening.Source, Assert.Single(after.Area.Opening.Milestones)));
    }

    [Fact]
    public void every_figure_it_gives_is_compared()
    {
        var held = Hold(Taken, Row with
        {
            Labels = ["甲", "乙"],
            ResponsibleUnit = "建设办",
            Households = 312,
            SiteAreaM2 = 1200.50m,
            BuildingAreaM2 = 800,
        });

        Assert.Equal("labels:  > 甲、乙; responsibleUnit: - > 建设办; householdsExpected: - > 312; siteAreaM2: - > 1200.5; "
            + "buildingAreaM2: - > 800", Changes(held));
        Assert.Equal(["FactCorrected", "AreaRegistered"], held.Events.Select(happened => happened.GetType().Name));
        var scenario = Take(Taken, Row with { SiteAreaM2 = 1200.50m });
        Assert.Equal(ReconcileResult.Same, Hold(scenario, Row with { SiteAreaM2 = 1200.5m })); // the same number, written otherwise
    }

    [Fact]
    public void what_was_put_right_is_not_brought_back_by_reading_the_old_file()
    {
        var scenario = Taken.And(Correct(2, Opening("listing", "2020-12-31")));

        Assert.Equal(ReconcileResult.Same, Hold(scenario, Row));
        Assert.NotEmpty(Hold(scenario, Row with { Stage = "preparation" }).Events);
    }

    [Fact]
    public void a_later_row_says_what_has_happened_since()
    {
        var opened = Opening("listing", "2020-12-31", "procurement-announced", "contractor-selected", "contract-signed");
        var scenario = Given(Registered("micro-renovation"), opened with { Note = "招标中" });
        var held = Hold(scenario, Later);

        Assert.Equal("stage: listing > completion; progress: 招标中 > 施工中", Changes(held));
        Assert.Equal([new StageChanged("completion", Day("2021-06-30"), null, "施工中", "半年报.csv 第2行", null),
            new ProgressNoted(Day("2021-06-30"), "施工中", null)], held.Events);
        var after = Take(scenario, Later);
        Assert.Equal("listing", after.On("2021-06-29").Stage!.Code);
        Assert.Equal(ReconcileResult.Same, Hold(after, Later with { AsOf = Day("2021-12-31") }));
    }

    [Fact]
    public void it_is_held_against_the_record_of_its_own_day()
    {
        var scenario = Taken.And(new NoteProgress(Code, Day("2021-12-31"), "已完工", null));

        Assert.Equal(ReconcileResult.Same, Hold(scenario, Later));
        Assert.Equal("progress: 已完工 > 施工中", Changes(Hold(scenario, Later with { AsOf = Day("2022-06-30") })));
    }

    [Fact]
    public void a_later_row_may_put_the_registration_right_too()
    {
        var held = Hold(Taken, Later with { Name = "海口村一片" });

        Assert.Equal("name: 海口村片 > 海口村一片", Changes(held));
        Assert.Equal(Day("2020-12-31"), Take(Taken, Later with { Name = "海口村一片" }).Area.Registration!.OpenedOn);
    }

    [Theory]
    [InlineData("2020-12-30", "row.older")]
    [InlineData("2021-01-01", null)]
    public void a_row_from_before_the_record_is_refused(string asOf, string? refused)
    {
        var held = Hold(Taken, Row with { AsOf = Day(asOf), Progress = "其他" });

        Assert.Equal(refused, held.Refusal?.Code);
        Assert.Equal(refused is null, !held.Events.IsEmpty);
    }

    [Fact]
    public void a_row_that_breaks_a_rule_is_refused_whole_and_shows_what_it_would_change()
    {
        var held = Hold(Taken, Later with { Stage = "completed", Progress = "已完成", Name = "海口村一片" });

        Assert.Equal("stage.gate-shut", held.Refusal?.Code);
        Assert.Empty(held.Events);
        Assert.Equal("name: 海口村片 > 海口村一片; stage: completion > completed; progress: 施工中 > 已完成", Changes(held));
        Assert.Equal("date.in-future", Hold(Given(), Row with { AsOf = Day("2026-07-01") }).Refusal?.Code);
        Assert.Equal("date.in-future", Hold(Taken, Row with { AsOf = Day("2026-07-01") }).Refusal?.Code); // nothing new
    }

    [Fact]
    public void a_file_opens_no_more_to_an_officer_than_a_correction_by_hand()
    {
        var scenario = Given(Registered(), new SetPlan(Code, [new("scope-determined", Day("2026-12-01"), "planned")]),
            Correct(1, Registered("micro-renovation")) with { OverrideWith = Granted }); // the plan was left standing
        var row = Later with { Stage = "preparation", Name = "海口村一片" };

        Assert.Equal(("role.forbids", "name: 海口村片 > 海口村一片; progress: - > 施工中"),
            (Hold(scenario, row).Refusal?.Code, Changes(Hold(scenario, row))));
        Assert.Empty(Hold(scenario, row).Events);
        Assert.Equal(3, Hold(scenario, row, Role.Manager).Events.Length);
        Assert.Single(Hold(scenario, row with { Name = "海口村片" }).Events); // what is the officer's own goes in
        Assert.Equal("role.forbids", Hold(Given(Registered("micro-renovation")), row, Role.Auditor).Refusal?.Code);
        Assert.Equal("role.forbids", Hold(Given(), row, Role.Admin).Refusal?.Code);
    }

    [Fact]
    public void an_area_worked_on_without_an_opening_position_goes_on_from_where_it_is()
    {
        var scenario = Given(Registered("micro-renovation"), Record("needs-collected", "2019-02-01"));
        var held = Hold(scenario, Later with { Stage = "preparation" });

        Assert.Equal([new ProgressNoted(Day("2021-06-30"), "施工中", null)], held.Events);
    }
}
