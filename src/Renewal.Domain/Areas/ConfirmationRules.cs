namespace Renewal.Domain.Areas;

/// <summary>A manager vouches for a milestone on file.</summary>
[ManagersOnly, NeedsVersion]
public sealed record ConfirmMilestone(string Code, string Milestone) : AreaCommand(Code)
{
    internal override Decision Decide(Area area, DecisionContext context) => ConfirmationRules.Decide(area, this, context);
}

/// <summary>Confirmation: a manager vouches for a recorded milestone.</summary>
public static class ConfirmationRules
{
    public static Decision Decide(Area area, ConfirmMilestone command, DecisionContext context)
    {
        if (MilestoneRules.Find(area.Table, command.Milestone, out var unknown) is not { } row) return unknown!;
        if (area.On(context.Today).Reached.GetValueOrDefault(row.Code) is not { Recorded.Event: MilestoneRecorded } reached)
            return Refusals.MilestoneNotReached(row.Code);
        return reached.Confirmation is not null
            ? Decision.Nothing
            : new MilestoneConfirmed(row.Code, reached.Recorded.EventId, context.Today);
    }
}
