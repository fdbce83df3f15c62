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
        var now = area.On(context.Today);
        var current = now.Reached.GetValueOrDefault(command.Milestone);
        // One recorded as it happened waits for its confirmation even after its round is over.
        if (current is not { Confirmation: null })
            current = now.Unconfirmed.FirstOrDefault(earlier => earlier.Milestone == command.Milestone) ?? current;
        if (current is not { Recorded.Event: MilestoneRecorded } reached) return Refusals.MilestoneNotReached(command.Milestone);
        return reached.Confirmation is not null
            ? Decision.Nothing
            : new MilestoneConfirmed(command.Milestone, reached.Recorded.EventId, context.Today);
    }
}
