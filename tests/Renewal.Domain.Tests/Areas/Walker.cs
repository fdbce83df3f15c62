using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Tests.Areas;

/// <summary>Takes an area through its whole table without leaving anything out.</summary>
internal static class Walker
{
    private const string Code = "haikoucun";

    public static readonly DateOnly Start = new(2020, 12, 31);

    /// <summary>Records every required milestone of a stage or track, in table order, each as early as its clocks allow.</summary>
    /// <param name="but">A milestone to leave out.</param>
    public static AreaScenario Record(this AreaScenario scenario, string track, string? but = null) =>
        scenario.On("2026-06-30").Table.Rows.Where(row => row.Track == track && row.Required && row.Code != but)
            .Aggregate(scenario, RecordNext);

    /// <summary>Moves to the next stage on the last day anything happened.</summary>
    public static AreaScenario Move(this AreaScenario scenario) => scenario.And(MoveOn(scenario));

    public static ChangeStage MoveOn(AreaScenario scenario) => new(Code, scenario.Area.Latest().Stage!.Next!.Code, LastDay(scenario));

    public static AreaScenario RecordNext(AreaScenario scenario, MilestoneKind row) => scenario.And(Step(scenario, row));

    public static RecordMilestone Step(AreaScenario scenario, MilestoneKind row)
    {
        var earliest = GateCheck.Clocks(row, scenario.Area.Latest(), scenario.Context.Calendar).Max(clock => clock.MovedOn);
        return new RecordMilestone(Code, row.Code, earliest > LastDay(scenario) ? earliest.Value : LastDay(scenario))
        {
            DocumentNumber = "吴街〔2021〕1号",
            Note = row.NeedsReasonAndApprover ? "无土地出让" : null,
            Authority = row.NeedsReasonAndApprover ? "东西湖区政府" : null,
        };
    }

    public static DateOnly LastDay(AreaScenario scenario) => scenario.Area.Events.Max(fact => fact.Event.TakesEffectOn);
}
