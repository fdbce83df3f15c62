using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Tests.Catalogue;

namespace Renewal.Domain.Tests.Areas;

/// <summary>Areas of every kind go from the ledger to the end, and are blocked where a milestone is left out.</summary>
public sealed class When_walking_an_area_through : AreaSpec
{
    public static TheoryData<string> Tables => [.. Catalogues.All.Select(When_walking_a_table.NameOf)];

    public static TheoryData<string, string> Steps =>
    [
        .. from table in Catalogues.All
           from row in table.Rows
           where row.Required
           select new TheoryDataRow<string, string>(When_walking_a_table.NameOf(table), row.Code),
    ];

    [Theory, MemberData(nameof(Tables))]
    public void the_whole_table_leads_to_completed(string name)
    {
        var scenario = Walk(name, leftOut: null);

        var state = scenario.On("2026-06-30");
        Assert.Equal(Stage.Completed, state.Stage);
        Assert.All(state.RequiredRows, row => Assert.True(state.Reached.ContainsKey(row.Code), row.Code));
        Assert.Empty(Consistency.Broken(scenario.Area, scenario.Context));
        Assert.Equal("green", scenario.Light("2026-06-30").Light);
    }

    [Theory, MemberData(nameof(Steps))]
    public void a_step_left_out_stops_it(string name, string leftOut)
    {
        var table = When_walking_a_table.Table(name);
        var row = table.Find(leftOut)!;
        var scenario = Walk(name, leftOut);

        // Clearance closes no stage; the first milestone that waits for it says so.
        var waiting = table.Rows.First(r => r.Required && scenario.Area.Latest() is var now && !now.Reached.ContainsKey(r.Code)
            && r.Code != leftOut && r.Gates.Any(gate => gate.Strength != GateStrength.Inform && gate.AnyOf.Contains(leftOut))
            || r.Code == leftOut && !HasFollower(table, leftOut));
        if (waiting.Code != leftOut)
        {
            var strength = waiting.Gates.First(gate => gate.AnyOf.Contains(leftOut)).Strength;
            var refused = scenario.When(Walker.Step(scenario, waiting))
                .ThenRefused(strength == GateStrength.Block ? "milestone.needs" : "milestone.needs-reason");
            Assert.Contains(leftOut, refused.Needs);
        }

        if (row.Track == Track.Clearance) return;
        Assert.Equal(row.Track, scenario.Area.Latest().Stage!.Code);
        var shut = scenario.When(Walker.MoveOn(scenario)).Decision.Refusal!;
        // Milestones that wait for one that only warns need a reason, and they block the stage.
        if (row.OnlyWarns && shut.Code == "stage.gate-shut") Assert.DoesNotContain(leftOut, shut.Needs);
        else Assert.Contains(leftOut, shut.Needs);
        Assert.Equal(row.OnlyWarns && shut.Needs.Contains(leftOut) ? "stage.expects" : "stage.gate-shut", shut.Code);
    }

    private static bool HasFollower(CatalogueTable table, string code) => table.Rows.Any(row => row.Required
        && row.Gates.Any(gate =>
            gate.Strength != GateStrength.Inform && gate.Applies == GateCondition.Always && gate.AnyOf.Contains(code)));

    // Goes as far as the rules let it without the step.
    private static AreaScenario Walk(string name, string? leftOut)
    {
        var table = When_walking_a_table.Table(name);
        // Early enough for the whole way to lie under one law.
        var opened = Max(table.Regime.Until?.AddYears(-3) ?? Walker.Start, table.Regime.From);
        var scenario = Given(Registered(table.Kind.Code, opened.ToString("O", null)), Opening("preparation", opened.ToString("O", null)));
        string[] tracks = [Track.Preparation, Track.Clearance, Track.Listing, Track.Completion];
        foreach (var track in tracks)
        {
            foreach (var row in table.Rows.Where(row => row.Track == track && row.Required && row.Code != leftOut))
            {
                var outcome = scenario.When(Walker.Step(scenario, row));
                if (leftOut is null || outcome.Decision.Refusal is null) scenario = outcome.ThenAccepted();
            }

            if (track == Track.Clearance || scenario.Area.Latest().Stage!.Code != track) continue;
            var move = scenario.When(Walker.MoveOn(scenario));
            if (leftOut is null || move.Decision.Refusal is null) scenario = move.ThenAccepted();
        }

        return scenario;
    }

    private static DateOnly Max(DateOnly day, DateOnly? other) => other > day ? other.Value : day;
}
