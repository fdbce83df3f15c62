using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Areas;

/// <summary>Takes over what a ledger says of an area (期初).</summary>
public sealed record TakeOpeningPosition(string Code, string Stage, DateOnly AsOf, string Source) : AreaCommand<OpeningPositionTaken>(Code)
{
    public ImmutableArray<OpeningMilestone> Milestones { get; init; } = [];

    /// <summary>基本完成: by its source, the work of the stage was basically finished.</summary>
    public bool BasicallyFinished { get; init; }

    public string? Note { get; init; }

    internal override string? GivenReason => Note;

    internal override AreaCommand WithDefaults() => Milestones.IsDefault ? this with { Milestones = [] } : this;

    internal override Decision Decide(Area area, DecisionContext context) => OpeningRules.Decide(area, this, context);
}

/// <summary>What a ledger says of an area as of a day (期初). It invents no history that its source does not give.</summary>
[EventName("opening-position-taken")]
public sealed record OpeningPositionTaken(
    string Stage, DateOnly AsOf, string Source, ImmutableArray<OpeningMilestone> Milestones, string? Note) : AreaEvent
{
    /// <summary>基本完成: by its source, the work of the stage was basically finished.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool BasicallyFinished { get; init; }

    [JsonIgnore]
    public override DateOnly TakesEffectOn => AsOf;

    public override bool SaysTheSame(BitemporalEvent other) => other is OpeningPositionTaken it
        && Milestones.SequenceEqual(it.Milestones) && base.SaysTheSame(it with { Milestones = Milestones });
}

/// <summary>A milestone the source of an opening position gives, with its day where the source has one.</summary>
public sealed record OpeningMilestone(string Milestone, DateOnly? EffectiveOn);

/// <summary>The opening position of an area that came from a ledger.</summary>
public static class OpeningRules
{
    public static Decision Decide(Area area, TakeOpeningPosition command, DecisionContext context)
    {
        var texts = new TextRules().Required("source", command.Source?.Trim()).Optional("note", command.Note, TextRules.NoteLength);
        if (texts.Refusal is { } refusal) return refusal;
        if (Stage.Find(command.Stage) is null) return Refusals.StageUnknown(command.Stage);
        if (command.BasicallyFinished && command.Stage == Stage.Completed.Code) return Refusals.OpeningBasicallyCompleted;
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

        var taken = new OpeningPositionTaken(command.Stage, command.AsOf, command.Source!.Trim(), command.Milestones, command.Note)
        {
            BasicallyFinished = command.BasicallyFinished,
        };
        if (area.Opening is { } before) return before.SaysTheSame(taken) ? Decision.Nothing : Refusals.OpeningAlready;
        return area.Record.InOrder().FirstOrDefault(fact => fact.Event is not AreaRegistered && (fact.Event.TakesEffectOn < command.AsOf
            || fact.Event.TakesEffectOn == command.AsOf && fact.SortVersion < context.SortVersion)) is { } first
            ? Refusals.OpeningTooLate(first.Event.TakesEffectOn)
            : Consistency.After(area, taken, context) is { IsEmpty: false } broken
                ? Refusals.Conflicts("opening.conflicts", broken) : taken;
    }
}
