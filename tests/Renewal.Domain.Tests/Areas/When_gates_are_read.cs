using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Tests.Areas;

/// <summary>What a gate says that no row of today's tables makes use of; a new row may.</summary>
public sealed class When_gates_are_read : AreaSpec
{
    private static readonly AreaState Confirmed =
        Given(Registered(), Record("planning-conformity-confirmed", "2018-03-01")).On("2026-06-30");

    private static IEnumerable<string> Unmet(string day, params string[] anyOf)
    {
        var row = Confirmed.Table.Find("scope-determined")! with { Gates = [new Gate([.. anyOf], GateStrength.Block)] };
        return GateCheck.Unmet(row, Confirmed, clearedBeforeListing: false, Day(day)).Select(gate => gate.Milestone);
    }

    [Fact]
    public void one_of_several_is_enough_and_the_first_gives_the_name()
    {
        Assert.Empty(Unmet("2018-03-01", "annual-plan-listed", "planning-conformity-confirmed"));
        Assert.Equal(["annual-plan-listed"], Unmet("2018-03-01", "annual-plan-listed", "plan-drafted"));
    }

    [Theory]
    [InlineData("2018-02-28", false)]
    [InlineData("2018-03-01", true)]
    public void what_was_reached_after_the_day_opens_nothing(string day, bool met) =>
        Assert.Equal(met, !Unmet(day, "planning-conformity-confirmed").Any());
}
