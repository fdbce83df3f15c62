using System.Collections.Immutable;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Areas;

/// <summary>Takes over what a ledger says of an area (期初).</summary>
public sealed record TakeOpeningPosition(string Code, string Stage, DateOnly AsOf, string Source) : AreaCommand<OpeningPositionTaken>(Code)
{
    public ImmutableArray<OpeningMilestone> Milestones { get; init; } = [];

    public string? Note { get; init; }

    internal override string? GivenReason => Note;

    internal override AreaCommand WithDefaults() => Milestones.IsDefault ? this with { Milestones = [] } : this;

    internal override Decision Decide(Area area, DecisionContext context) => OpeningRules.Decide(area, this, context);
}

/// <summary>The opening position of an area that came from a ledger.</summary>
public static class OpeningRules
{
    public static Decision Decide(Area area, TakeOpeningPosition command, DecisionContext context)
    {
        var texts = new TextRules().Required("source", command.Source?.Trim()).Optional("note", command.Note, TextRules.NoteLength);
        if (texts.Refusal is { } refusal) return refusal;
        if (Stage.Find(command.Stage) is null) return Refusals.StageUnknown(command.Stage);
        if (command.AsOf > context.Today) return Refusals.DateInFuture("asOf", command.AsOf, context.Today);
        if (command.AsOf < area.Registration!.OpenedOn)
            return Refusals.DateBeforeOpening("asOf", command.AsOf, area.Registration.OpenedOn);

        foreach (var item in command.Milestones)
        {
            if (MilestoneRules.CheckKnown(area.Catalogue, item?.Milestone) is { } unknown) return unknown;
            if (item!.EffectiveOn > command.AsOf) return Refusals.OpeningMilestoneAfter(item.Milestone, command.AsOf);
        }

        if (command.Milestones.GroupBy(m => m.Milestone).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return Refusals.MilestoneTwice(twice.Key);

        var taken = new OpeningPositionTaken(command.Stage, command.AsOf, command.Source!.Trim(), command.Milestones, command.Note);
        if (area.Opening is { } before) return before.SaysTheSame(taken) ? Decision.Nothing : Refusals.OpeningAlready;
        return area.Record.InOrder().FirstOrDefault(fact => fact.Event is not AreaRegistered && (fact.Event.TakesEffectOn < command.AsOf
            || fact.Event.TakesEffectOn == command.AsOf && fact.SortVersion < context.SortVersion)) is { } first
            ? Refusals.OpeningTooLate(first.Event.TakesEffectOn)
            : Consistency.After(area, taken, context) is { IsEmpty: false } broken
                ? Refusals.Conflicts("opening.conflicts", broken) : taken;
    }
}
