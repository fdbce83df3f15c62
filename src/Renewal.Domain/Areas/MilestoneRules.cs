using System.Collections.Immutable;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Areas;

/// <summary>Records that a milestone was reached.</summary>
public sealed record RecordMilestone(string Code, string Milestone, DateOnly EffectiveOn) : AreaCommand<MilestoneRecorded>(Code)
{
    public string? DocumentNumber { get; init; }

    public DateOnly? DocumentDate { get; init; }

    public string? Authority { get; init; }

    public string? Note { get; init; }

    public ImmutableArray<string> Attachments { get; init; } = [];

    /// <summary>
    /// Records another body's act as it happened (据实记录), although it came too early or during a suspension. Needs a document number and
    /// a note; ignored where the law allows the act anyway.
    /// </summary>
    public bool AsHappened { get; init; }

    public OverrideRequest? OverrideWith { get; init; }

    public override OverrideRequest? Override => OverrideWith;

    internal override string? GivenReason => Note ?? OverrideWith?.Reason;

    internal override AreaCommand WithDefaults() => Attachments.IsDefault ? this with { Attachments = [] } : this;

    internal override Decision Decide(Area area, DecisionContext context) => MilestoneRules.Decide(area, this, context);
}

/// <summary>The rules on milestones: by the law of their day, in order, not before their clocks allow, never silently moved.</summary>
public static class MilestoneRules
{
    public static Decision Decide(Area area, RecordMilestone command, DecisionContext context)
    {
        if (CheckKnown(area.Catalogue, command.Milestone) is { } unknown) return unknown;
        var day = command.EffectiveOn;
        var table = area.Catalogue.On(day);
        if (Check(table.FindAny(command.Milestone)!, command) is { } text) return text;
        if (DateRules.Check(area, "effectiveOn", day, context) is { } date) return date;
        if (DateRules.CheckDocumentDate(command.DocumentDate, context) is { } impossible) return impossible;
        if (table.Find(command.Milestone) is not { } row) return Refusals.MilestoneNotInForce(command.Milestone, day);

        var recorded = new MilestoneRecorded(
            row.Code, day, command.DocumentNumber, command.DocumentDate, command.Authority, command.Note, command.Attachments, null);
        if (area.Record.Says(recorded)) return Decision.Nothing;

        var latest = area.Latest();
        if (latest.IsTaken(row.Code) && !(context.IsReplacement && IsOver(row, day, latest)))
            return Refusals.MilestoneAlready(row.Code, latest.DayOf(row.Code));
        var then = area.On(day, context);
        if (then.IsTaken(row.Code)) return Refusals.MilestoneAlready(row.Code, then.DayOf(row.Code));
        if (DateRules.CheckOpen(then) is { } closed) return closed;
        if (!command.AsHappened && DateRules.CheckAtWork(then) is { } halted) return halted;
        if (Excluded(row, then) is { } excluded) return excluded;

        var held = Held(area, row, then, latest, command, context);
        if (held.Refusal is { } refusal) return refusal;
        if (held.AsHappened)
        {
            if (row.Actor == Actors.StreetOffice) return Refusals.AsHappenedOwnAct(row.Code);
            if (string.IsNullOrWhiteSpace(command.Note) || string.IsNullOrWhiteSpace(command.DocumentNumber))
                return Refusals.AsHappenedIncomplete(row.Code);
            recorded = recorded with { AsHappened = true };
        }

        if (!held.Gates.IsEmpty || !held.Periods.IsEmpty)
            recorded = recorded with { Override = command.Override!.For(held.Gates, held.Periods) };

        return Consistency.After(area, recorded, context) is { IsEmpty: false } broken
            ? Refusals.Conflicts("milestone.conflicts", broken).With("milestone", row.Code)
            : recorded;
    }

    /// <summary>Why a kind has no such milestone under any law: nobody knows it, or it belongs to another kind.</summary>
    internal static Refusal? CheckKnown(KindCatalogue catalogue, string? milestone) => catalogue.Knows(milestone) ? null
        : Catalogues.KnowsMilestone(milestone) ? Refusals.MilestoneOtherKind(milestone!, catalogue.Kind.Code)
        : Refusals.MilestoneUnknown(milestone?.Length > TextRules.NameLength ? milestone[..TextRules.NameLength] : milestone ?? "");

    /// <summary>
    /// A failure after the success it replaces, or after what presupposes that success; an opening position in a later stage implies
    /// the success. The reverse is allowed: a failure closes its round, and the next one may succeed.
    /// </summary>
    internal static Refusal? Excluded(MilestoneKind row, AreaState then)
    {
        if (row.NotAfter is { } settled && then.Reached.ContainsKey(settled)) return Refusals.MilestoneExcluded(row.Code, settled);
        return row.InsteadOf is { } success && then.IsBehind(success) ? Refusals.MilestoneExcluded(row.Code, success) : null;
    }

    // An event of a closed round can be corrected although a later one has taken its place.
    private static bool IsOver(MilestoneKind row, DateOnly day, AreaState latest) => latest.EarlierRounds.Any(ending => ending.On >= day
        && latest.Table.FindAny(ending.Milestone) is { } how && (how.Reopens.Contains(row.Code) || how.Renews.Contains(row.Code)));

    /// <summary>What the law holds against a milestone on its day.</summary>
    /// <param name="Gates">Missing milestones that an override opened.</param>
    /// <param name="Periods">Periods that it waived, by the milestones they run from.</param>
    /// <param name="AsHappened">The act came too early or during a suspension, and is recorded as it happened.</param>
    private readonly record struct Findings(
        Refusal? Refusal, ImmutableArray<string> Gates, ImmutableArray<string> Periods, bool AsHappened)
    {
        public static implicit operator Findings(Refusal refusal) => new(refusal, [], [], false);
    }

    private static Findings Held(
        Area area, MilestoneKind row, AreaState then, AreaState latest, RecordMilestone command, DecisionContext context)
    {
        var cleared = area.Registration!.ClearedBeforeListing;
        var unmet = GateCheck.Unmet(row, then, cleared, command.EffectiveOn).ToImmutableArray();
        var blocking = unmet.Where(gate => gate.Strength == GateStrength.Block).ToImmutableArray();
        var clocks = GateCheck.MinimumClocks(row, then, context.Calendar).ToImmutableArray();
        var early = clocks.Where(clock => clock.Holds(command.EffectiveOn)).ToImmutableArray();
        var asHappened = command.AsHappened
            && (then.Status == AreaStatus.Suspended || !early.IsEmpty || blocking.Any(gate => IsOutOfOrder(gate, latest)));
        if (asHappened) (blocking, early) = ([.. blocking.Where(gate => !IsOutOfOrder(gate, latest))], []);
        var hasReason = !string.IsNullOrWhiteSpace(command.Note);
        var warned = unmet.Where(gate => gate.Strength == GateStrength.Warn && !hasReason)
            .Select(gate => gate.Milestone).ToImmutableArray();
        var open = clocks.Where(clock => clock.NeedsReason(command.EffectiveOn) && !hasReason).ToImmutableArray();
        // The reason of an override also answers a warning; then it must be recorded.
        if (command.Override is not null)
        {
            return new(null, [.. blocking.Select(gate => gate.Milestone).Union(warned)],
                [.. early.Concat(open).Select(clock => clock.Rule.From).Distinct()], asHappened);
        }

        // A gate that was met after the requested day means a wrong date, not a missing step.
        if (blocking.FirstOrDefault(gate => latest.DayOf(gate.Milestone) is not null) is { } late)
            return Refusals.MilestoneBefore(row.Code, late.Milestone, latest.DayOf(late.Milestone)!.Value);
        if (!blocking.IsEmpty) return Refusals.MilestoneNeeds(row.Code, blocking.Select(gate => gate.Milestone));
        if (early.MaxBy(clock => clock.EarliestOn) is { } clock)
            return Refusals.ClockTooEarly(row.Code, clock.Rule.From, clock.EarliestOn!.Value, clock.Reckoning);
        if (!warned.IsEmpty) return Refusals.MilestoneNeedsReason(row.Code, warned);
        if (open.MaxBy(c => c.MovedOn) is { } objection)
            return Refusals.ClockNeedsReason(
                row.Code, objection.Rule.From, objection.EarliestOn!.Value, objection.MovedOn!.Value, objection.Reckoning);
        return new(null, [], [], asHappened);
    }

    /// <summary>
    /// The act came before what it should follow, which is not the same as that missing: it was reached later, or is known to come later.
    /// </summary>
    internal static bool IsOutOfOrder(UnmetGate gate, AreaState latest) =>
        gate.Gate.MayComeLater || latest.DayOf(gate.Milestone) is not null;

    private static Refusal? Check(MilestoneKind row, RecordMilestone command)
    {
        if (row.NeedsReasonAndApprover && (string.IsNullOrWhiteSpace(command.Note) || string.IsNullOrWhiteSpace(command.Authority)))
            return Refusals.MilestoneNeedsApprover(row.Code);
        return new TextRules().Optional("documentNumber", command.DocumentNumber).Optional("authority", command.Authority)
            .Optional("note", command.Note, TextRules.NoteLength).Each("attachments", command.Attachments, TextRules.LineLength)
            .Override(command.Override).Refusal;
    }
}
