using System.Collections.Immutable;

namespace Renewal.Domain.Areas;

/// <summary>The entry point of the rules: every command of every channel is decided here.</summary>
public static class AreaRules
{
    public static Decision Decide(Area area, AreaCommand command, DecisionContext context)
    {
        if (area.Registration is null && command is not RegisterArea) return Refusals.AreaUnknown(command.Code);
        var decision = command.WithDefaults().Decide(area, context);
        // A correction always has its reason.
        if (area.Registration is null || command is CorrectFact || !string.IsNullOrWhiteSpace(command.GivenReason)) return decision;
        var left = decision.Events.SelectMany(e => Consistency.LeftWithoutReason(area, (AreaEvent)e, context)).ToImmutableArray();
        return left.IsEmpty ? decision : Refusals.Conflicts("record.needs-reason", left);
    }
}
