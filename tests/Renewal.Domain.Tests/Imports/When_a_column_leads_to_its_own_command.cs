using System.Collections.Immutable;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Imports;
using Renewal.Domain.Tests.Areas;

namespace Renewal.Domain.Tests.Imports;

/// <summary>A ledger's column that is no part of a registration: here one of obstacles.</summary>
public sealed class When_a_column_leads_to_its_own_command : AreaSpec
{
    private sealed class ObstacleColumn : ImportColumn
    {
        public override string Token => "obstacle";

        public override Wording Title { get; } = new("堵点", "Obstacle");

        public override ImmutableArray<string> Headings => ["堵点"];

        public override string? In(AreaState state) => state.OpenObstacles.LastOrDefault()?.Event.Description;

        public override string? In(AreaEvent happened) => (happened as ObstacleRaised)?.Description;

        public override AreaCommand Record(string code, string value, LedgerEntry row) => new RaiseObstacle(code, "台账", value, row.AsOf);
    }

    private static readonly LedgerEntry Row = new(
        Code, "海口村片", "micro-renovation", "completion", Day("2020-12-31"), null, "台账.csv", "420112001", "台账.csv 第2行")
    {
        Values = [new ImportValue(new ObstacleColumn(), "资金未到位")],
    };

    private static readonly LedgerEntry Later = Row with { AsOf = Day("2021-06-30"), Values = [Row.Values[0] with { Value = "信访" }] };

    private static ReconcileResult Hold(AreaScenario scenario, LedgerEntry row) =>
        ReconcileRules.Decide(scenario.Area, row, new Actor("zhang", Role.Officer, ["420112001"]), scenario.Context);

    private static AreaScenario Take(AreaScenario scenario, LedgerEntry row) =>
        Hold(scenario, row).Events.Aggregate(scenario, (taken, happened) => taken.File(happened));

    [Fact]
    public void a_first_row_records_it_with_the_opening_position()
    {
        var raised = Assert.IsType<ObstacleRaised>(Hold(Given(), Row).Events[^1]);

        Assert.Equal(("资金未到位", Day("2020-12-31")), (raised.Description, raised.RaisedOn));
    }

    [Fact]
    public void a_later_row_records_what_is_new_and_shows_the_difference()
    {
        var held = Hold(Take(Given(), Row), Later);

        Assert.Equal("信访", Assert.IsType<ObstacleRaised>(Assert.Single(held.Events)).Description);
        Assert.Equal(new FieldDifference("obstacle", "资金未到位", "信访"), Assert.Single(held.Differences));
    }

    [Fact]
    public void a_row_taken_in_again_says_nothing()
    {
        var first = Take(Given(), Row);

        Assert.Equal(ReconcileResult.Same, Hold(first, Row));
        Assert.Equal(ReconcileResult.Same, Hold(Take(first, Later), Later));
    }

    [Fact]
    public void what_the_rules_refuse_refuses_the_row() =>
        Assert.Equal("text.too-long", Hold(Given(), Row with
        {
            Values = [Row.Values[0] with { Value = new string('字', 2_001) }],
        }).Refusal?.Code);
}
