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
    /// Milestones, stages and other events that are valid now and would not be with one more event. For a replacement the correction
    /// compares as a whole, so that its override applies.
    /// </summary>
    internal static ImmutableArray<string> After(Area area, AreaEvent added, DecisionContext context) =>
        context.IsReplacement || IsLast(area, added)
            ? [] : AreaCorrections.Rules.NewlyBroken(area, area.WithHypothetical(added), context, Guid.Empty);

    /// <summary>
    /// Milestones and stages recorded without a reason that need none now, and would need one with one more event: what they are expected
    /// to follow no longer does precede them.
    /// </summary>
    internal static ImmutableArray<string> LeftWithoutReason(Area area, AreaEvent added, DecisionContext context)
    {
        if (context.IsReplacement || IsLast(area, added)) return [];
        var known = Unexplained(area).ToHashSet();
        return [.. Unexplained(area.WithHypothetical(added)).Where(found => found.RootEventId != Guid.Empty && !known.Contains(found))
            .Select(found => found.Code).Distinct()];
    }

    // Only what takes effect before others, or for all days, can change what they stand on.
    private static bool IsLast(Area area, AreaEvent added) => added is not (AreaRegistered or OpeningPositionTaken or CatalogueAdopted)
        && !(area.Record.InOrder() is [.., { } last] && last.Event.TakesEffectOn > added.TakesEffectOn);

    private static IEnumerable<Finding> Unexplained(Area area)
    {
        foreach (var (fact, before, _) in AreaState.Walk(area, DateOnly.MaxValue))
        {
            var code = fact.Event switch
            {
                MilestoneRecorded { Override: null } e when string.IsNullOrWhiteSpace(e.Note) && before.Table.Find(e.Milestone) is { } row
                    && GateCheck.Unmet(row, before, area.Registration!.ClearedBeforeListing, e.EffectiveOn)
                        .Any(unmet => unmet.Strength == GateStrength.Warn) => e.Milestone,
                StageChanged { Override: null } e when string.IsNullOrWhiteSpace(e.Reason) && before.Stage is { } from
                    && Stage.Find(e.Stage)!.Order > from.Order && StageRules.Warned(from, before).Any() => e.Stage,
                _ => null,
            };
            if (code is not null) yield return new Finding(fact.RootEventId, code);
        }
    }

    /// <summary>Steps back: an earlier event may turn a step forward into one.</summary>
    public static IEnumerable<Finding> StepsBack(Area area) => AreaState.Walk(area, DateOnly.MaxValue)
        .Where(step => step.Recorded.Event is StageChanged changed && IsBack(changed, step.Before))
        .Select(step => new Finding(step.Recorded.RootEventId, ((StageChanged)step.Recorded.Event).Stage, IsTurned: true));

    /// <summary>Invalid events: a gate or clock blocked them on their day and was not overridden, or a stage is out of order.</summary>
    public static IEnumerable<Finding> Broken(Area area, DecisionContext context)
    {
        var plan = ImmutableDictionary<string, Planned>.Empty;
        foreach (var (fact, before, after) in AreaState.Walk(area, DateOnly.MaxValue))
        {
            if (fact.Event is MilestoneRecorded recorded && !Holds(area, recorded, before, context))
                yield return new Finding(fact.RootEventId, recorded.Milestone);
            if (fact.Event is StageChanged changed && !Holds(changed, before))
                yield return new Finding(fact.RootEventId, changed.Stage);
            foreach (var code in Named(fact.Event).Where(code => !area.Catalogue.Knows(code)))
                yield return new Finding(fact.RootEventId, code);
            if (!Holds(fact.Event, before))
                yield return new Finding(fact.RootEventId, EventNameAttribute.Of(fact.Event.GetType()));
            plan = after.Plan;
        }

        // Only the plan that stands: a day dropped or moved since is history, and no table has to know its milestone.
        foreach (var planned in plan.Values.Where(planned => !area.Catalogue.Knows(planned.Milestone))
            .OrderBy(planned => planned.On).ThenBy(planned => planned.Milestone, StringComparer.Ordinal))
        {
            yield return new Finding(planned.Recorded.RootEventId, planned.Milestone);
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
                .All(unmet => unmet.Strength != GateStrength.Block || recorded.Override?.OpensGate(unmet.Milestone) == true
                    || recorded.AsHappened && MilestoneRules.IsOutOfOrder(unmet, area.Latest()))
            && GateCheck.MinimumClocks(row, before, context.Calendar)
                .All(clock => recorded.AsHappened || !clock.Holds(day) || recorded.Override?.WaivesPeriod(clock.Rule.From) == true);
    }

    private static bool IsBack(StageChanged changed, AreaState before) => Stage.Find(changed.Stage)?.Order < before.Stage?.Order;

    private static bool Holds(StageChanged changed, AreaState before) =>
        Stage.Find(changed.Stage) is { } to && before.Stage is { } from && (IsBack(changed, before) || StageRules.IsNext(from, to, before)
                && StageRules.Missing(from, before).All(row => changed.Override?.OpensGate(row.Code) == true));

    private static bool Holds(AreaEvent happened, AreaState before) => happened switch
    {
        AreaSuspended => before.Status == AreaStatus.Active,
        AreaResumed => before.Status == AreaStatus.Suspended,
        AreaTerminated => before.Status != AreaStatus.Terminated,
        MilestoneRecorded { AsHappened: true } => before.Status != AreaStatus.Terminated,
        MilestoneRecorded or StageChanged => before.Status == AreaStatus.Active,
        ObstacleResolved e => before.Obstacles.Any(o => o.Id == e.Obstacle && o.Resolved is null),
        _ => true,
    };
}
