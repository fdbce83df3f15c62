using System.Collections.Immutable;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Areas;

/// <summary>
/// Finds events that are invalid on the valid-time axis. A backdated or corrected event must not silently invalidate later ones, so the
/// findings before and after a change are compared.
/// </summary>
public static class Consistency
{
    /// <summary>
    /// Milestones and stages that are valid now and would not be with one more event. For a replacement the correction compares as a
    /// whole, so that its override applies.
    /// </summary>
    internal static ImmutableArray<string> After(Area area, AreaEvent added, DecisionContext context) =>
        context.IsReplacement ? [] : AreaCorrections.Rules.NewlyBroken(area, area.WithHypothetical(added), context);

    /// <summary>Invalid events: a gate or clock blocked them on their day and was not overridden, or a stage is out of order.</summary>
    public static IEnumerable<(Guid RootEventId, string Code)> Broken(Area area, DecisionContext context)
    {
        var plan = ImmutableDictionary<string, Planned>.Empty;
        foreach (var (fact, before, after) in AreaState.Walk(area, DateOnly.MaxValue))
        {
            if (fact.Event is MilestoneRecorded recorded && !Holds(area, recorded, before, context))
                yield return (fact.RootEventId, recorded.Milestone);
            if (fact.Event is StageChanged changed && !Holds(changed, before))
                yield return (fact.RootEventId, changed.Stage);
            foreach (var code in Named(fact.Event).Where(code => !area.Catalogue.Knows(code)))
                yield return (fact.RootEventId, code);
            if (!Holds(fact.Event, before))
                yield return (fact.RootEventId, EventNameAttribute.Of(fact.Event.GetType()));
            plan = after.Plan;
        }

        // Only the plan that stands: a day dropped or moved since is history, and no table has to know its milestone.
        foreach (var planned in plan.Values.Where(planned => !area.Catalogue.Knows(planned.Milestone))
            .OrderBy(planned => planned.On).ThenBy(planned => planned.Milestone, StringComparer.Ordinal))
        {
            yield return (planned.Recorded.RootEventId, planned.Milestone);
        }
    }

    // A registration corrected to another kind may leave the area with milestones its rulebook does not have.
    private static IEnumerable<string> Named(AreaEvent happened) =>
        happened is OpeningPositionTaken opening ? opening.Milestones.Select(item => item.Milestone) : [];

    private static bool Holds(Area area, MilestoneRecorded recorded, AreaState before, DecisionContext context)
    {
        if (before.Table.Find(recorded.Milestone) is not { } row || before.IsTaken(row.Code)) return false;
        var day = recorded.EffectiveOn;
        return MilestoneRules.Excluded(row, before) is null
            && GateCheck.Unmet(row, before, area.Registration!.ClearedBeforeListing, day)
                .All(unmet => unmet.Strength != GateStrength.Block || Opened(recorded.Override, unmet.Milestone))
            && GateCheck.BlockingClocks(row, before, day, context.Calendar).All(clock => Opened(recorded.Override, clock.Rule.From));
    }

    // An override opens the gates it names and no others.
    private static bool Opened(GateOverride? granted, string gate) => granted is not null && granted.Gates.Contains(gate);

    private static bool Holds(StageChanged changed, AreaState before) =>
        Stage.Find(changed.Stage) is { } to && before.Stage is { } from
        && (to.Order < from.Order || StageRules.IsNext(from, to, before)
                && StageRules.Missing(from, before).All(row => Opened(changed.Override, row.Code)));

    private static bool Holds(AreaEvent happened, AreaState before) => happened switch
    {
        AreaSuspended => before.Status == AreaStatus.Active,
        AreaResumed => before.Status == AreaStatus.Suspended,
        AreaTerminated => before.Status != AreaStatus.Terminated,
        MilestoneRecorded or StageChanged => before.Status == AreaStatus.Active,
        ObstacleResolved e => before.Obstacles.Any(o => o.Id == e.Obstacle && o.Resolved is null),
        _ => true,
    };
}
