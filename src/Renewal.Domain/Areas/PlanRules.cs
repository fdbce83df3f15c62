using System.Collections.Immutable;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Areas;

/// <summary>Sets planned or forecast days; milestones not named keep theirs.</summary>
public sealed record SetPlan(string Code, ImmutableArray<PlannedMilestone> Milestones) : AreaCommand<PlanSet>(Code)
{
    public string? Reason { get; init; }

    internal override Decision Decide(Area area, DecisionContext context) => PlanRules.Decide(area, this, context);
}

/// <summary>The rules on planned and forecast days: the office sets them and may move them with a reason.</summary>
public static class PlanRules
{
    public static Decision Decide(Area area, SetPlan command, DecisionContext context)
    {
        if (new TextRules().Optional("reason", command.Reason, TextRules.NoteLength).Refusal is { } text) return text;
        if (command.Milestones.IsDefaultOrEmpty) return Refusals.PlanEmpty;
        var most = area.Catalogue.Milestones.Length;
        if (command.Milestones.Length > most) return Refusals.ListTooLong("milestones", most);
        var now = area.On(context.Today, context);
        if (DateRules.CheckOpen(now) is { } closed) return closed;
        foreach (var item in command.Milestones)
        {
            // A day planned under another table, before the registration was corrected, can still be removed.
            var dropped = item is { PlannedOn: null } && Catalogues.KnowsMilestone(item.Milestone);
            if (!dropped && MilestoneRules.CheckKnown(area.Catalogue, item?.Milestone) is { } unknown) return unknown;
            if (item is { PlannedOn: not null, Grade: not ("planned" or "forecast") }) return Refusals.PlanGradeUnknown(item.Milestone);
            if (item!.PlannedOn is { } planned && area.Catalogue.On(planned).FindAny(item.Milestone) is { InsteadOf: { } success })
                return Refusals.PlanEnding(item.Milestone, success);
            if (item.PlannedOn < area.Floor) return Refusals.DateBeforeOpening("plannedOn", item.PlannedOn.Value, area.Floor);
            if (item.PlannedOn > DateRules.Latest) return Refusals.DateImpossible("plannedOn", item.PlannedOn.Value);
        }

        if (command.Milestones.GroupBy(item => item.Milestone).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return Refusals.MilestoneTwice(twice.Key);

        var changes = command.Milestones
            .Where(item => now.Plan.GetValueOrDefault(item.Milestone) is var before
                && (before?.On != item.PlannedOn || before is not null && Grade(before) != item.Grade))
            .ToImmutableArray();
        if (changes.IsEmpty) return Decision.Nothing;
        var moved = changes.Where(item => now.Plan.ContainsKey(item.Milestone)).Select(item => item.Milestone).ToImmutableArray();
        return !moved.IsEmpty && string.IsNullOrWhiteSpace(command.Reason)
            ? Refusals.PlanNeedsReason(moved)
            : new PlanSet(context.Today, changes, command.Reason);
    }

    private static string Grade(Planned planned) => planned.Grade == EvidenceGrade.Forecast ? "forecast" : "planned";
}
