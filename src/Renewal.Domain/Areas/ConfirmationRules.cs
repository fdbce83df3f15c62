namespace Renewal.Domain.Areas;

/// <summary>A manager confirms a recorded milestone.</summary>
[ManagersOnly, NeedsVersion]
public sealed record ConfirmMilestone(string Code, string Milestone) : AreaCommand(Code)
{
    internal override Decision Decide(Area area, DecisionContext context) => ConfirmationRules.Decide(area, this, context);
}

/// <summary>The rules on confirmations of milestones by a manager.</summary>
public static class ConfirmationRules
{
    public static Decision Decide(Area area, ConfirmMilestone command, DecisionContext context)
    {
        if (MilestoneRules.CheckKnown(area.Catalogue, command.Milestone) is { } unknown) return unknown;
        if (area.On(context.Today).Reached.GetValueOrDefault(command.Milestone) is not { Recorded.Event: MilestoneRecorded } reached)
            return Refusals.MilestoneNotReached(command.Milestone);
        return reached.Confirmation is not null
            ? Decision.Nothing
            : new MilestoneConfirmed(command.Milestone, reached.Recorded.EventId, context.Today);
    }
}
