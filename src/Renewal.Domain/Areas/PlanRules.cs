using System.Collections.Immutable;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Areas;

/// <summary>Sets planned or forecast days; milestones not named keep theirs.</summary>
public sealed record SetPlan(string Code, ImmutableArray<PlannedMilestone> Milestones) : AreaCommand(Code)
{
    public string? Reason { get; init; }
}

/// <summary>Says who is answerable from a day on.</summary>
public sealed record AssignDuty(string Code, string? ResponsibleUnit, string? Officer, DateOnly EffectiveOn) : AreaCommand(Code);

/// <summary>Sets the labels of an area.</summary>
public sealed record LabelArea(string Code, ImmutableArray<string> Labels) : AreaCommand(Code);

/// <summary>Says in words how things stand as of a day.</summary>
public sealed record NoteProgress(string Code, DateOnly AsOf, string Text, string? Source) : AreaCommand(Code);

/// <summary>Plans, duty holders and labels: what the office decides itself and may change, with the change kept.</summary>
public static class PlanRules
{
    public static Decision Decide(Area area, SetPlan command, Setting setting)
    {
        if (new Texts().Optional("reason", command.Reason, Texts.NoteLength).Refusal is { } text) return text;
        if (command.Milestones.IsDefaultOrEmpty) return Refusals.PlanEmpty;
        if (command.Milestones.Length > area.Table.Rows.Length) return Refusals.ListTooLong("milestones", area.Table.Rows.Length);
        var now = area.On(setting.Today, setting);
        if (DateRules.CheckOpen(now) is { } closed) return closed;
        foreach (var item in command.Milestones)
        {
            // A day planned under another table, before the registration was corrected, can still be dropped.
            var dropped = item is { PlannedOn: null } && Catalogues.KnowsMilestone(item.Milestone);
            if (MilestoneRules.Find(area.Table, item?.Milestone, out var unknown) is null && !dropped) return unknown!;
            if (item is { PlannedOn: not null, Grade: not ("planned" or "forecast") }) return Refusals.PlanGradeUnknown(item.Milestone);
            if (item!.PlannedOn < area.Floor) return Refusals.DateBeforeOpening("plannedOn", item.PlannedOn.Value, area.Floor);
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
            : new PlanSet(setting.Today, changes, command.Reason);
    }

    public static Decision Decide(Area area, AssignDuty command, Setting setting)
    {
        var texts = new Texts().Optional("responsibleUnit", command.ResponsibleUnit).Optional("officer", command.Officer, Texts.NameLength);
        if (texts.Refusal is { } text) return text;
        if (string.IsNullOrWhiteSpace(command.ResponsibleUnit) && string.IsNullOrWhiteSpace(command.Officer))
            return Refusals.TextMissing("responsibleUnit");
        if (DateRules.Check(area, "effectiveOn", command.EffectiveOn, setting) is { } date) return date;
        var then = area.On(command.EffectiveOn, setting);
        if (DateRules.CheckOpen(then) is { } closed) return closed;
        return then.ResponsibleUnit == command.ResponsibleUnit && then.Officer == command.Officer
            ? Decision.Nothing
            : new DutyAssigned(command.ResponsibleUnit, command.Officer, command.EffectiveOn);
    }

    public static Decision Decide(Area area, LabelArea command, Setting setting)
    {
        if (new Texts().Each("labels", command.Labels).Refusal is { } text) return text;
        var labels = command.Labels.Distinct().ToImmutableArray();
        return area.On(setting.Today, setting).Labels.SequenceEqual(labels) ? Decision.Nothing : new AreaLabelled(labels, setting.Today);
    }

    public static Decision Decide(Area area, NoteProgress command, Setting setting)
    {
        var texts = new Texts().Required("text", command.Text, Texts.NoteLength).Optional("source", command.Source);
        if (texts.Refusal is { } text) return text;
        if (DateRules.Check(area, "asOf", command.AsOf, setting) is { } date) return date;
        // Every sentence stands for its day: a ledger taken in again does not say the older of two a second time.
        if (area.InOrder().Any(fact => fact.What is ProgressNoted said && (said.AsOf, said.Text) == (command.AsOf, command.Text)))
            return Decision.Nothing;
        var then = area.On(command.AsOf, setting);
        if (DateRules.CheckOpen(then) is { } closed) return closed;
        return then.Progress == (command.Text, command.AsOf)
            ? Decision.Nothing
            : new ProgressNoted(command.AsOf, command.Text, command.Source);
    }

    private static string Grade(Planned planned) => planned.Grade == EvidenceGrade.Forecast ? "forecast" : "planned";
}
