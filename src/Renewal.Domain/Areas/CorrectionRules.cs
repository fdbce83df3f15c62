namespace Renewal.Domain.Areas;

/// <summary>
/// Says that an entry is wrong, and, with <paramref name="ReplaceWith"/>, what it should have been; without it the fact is withdrawn.
/// </summary>
public sealed record CorrectFact(string Code, Guid EventId, string Reason, AreaCommand? ReplaceWith) : AreaCommand(Code)
{
    public OverrideRequest? OverrideWith { get; init; }

    public override OverrideRequest? Override => OverrideWith ?? ReplaceWith?.Override;
}

/// <summary>A mistake is answered by another entry that names it and says why. The mistake itself stays on file.</summary>
public static class CorrectionRules
{
    public static Decision Decide(Area area, CorrectFact command, Setting setting)
    {
        if (string.IsNullOrWhiteSpace(command.Reason)) return Refusals.CorrectionNeedsReason;
        if (new Texts().Optional("reason", command.Reason, Texts.NoteLength).Override(command.Override).Refusal is { } text) return text;
        if (area.Find(command.EventId) is not { } wrong) return Refusals.EventUnknown(command.EventId);
        if (wrong.What is FactCorrected or MilestoneConfirmed && command.ReplaceWith is not null || wrong.What is FactCorrected)
            return Refusals.CorrectionNotPossible(EventNameAttribute.Of(wrong.What.GetType()));
        if (wrong.Corrected is not null) return Again(area, wrong, command, setting);
        if (wrong.What is AreaRegistered && command.ReplaceWith is null) return Refusals.CorrectionNotPossible("area-registered");

        var corrected = new FactCorrected(command.EventId, command.Reason, setting.Today, null);
        var without = Consistency.Imagine(area, corrected);
        var replaced = Replace(area, without, wrong, command, setting);
        if (replaced.Refusal is { } refusal) return refusal;
        var after = replaced.Events.Aggregate(without, (a, e) => Consistency.Imagine(a, (AreaEvent)e));

        var broken = Consistency.NewlyBroken(area, after, setting);
        if (!broken.IsEmpty)
        {
            if (command.Override is not { } request) return Refusals.Conflicts("correction.conflicts", broken);
            corrected = corrected with
            {
                Override = new GateOverride(request.Reason, request.Approver, request.DocumentNumber, broken),
            };
        }

        return Decision.Accept([corrected, .. replaced.Events]);
    }

    private static Decision Replace(Area area, Area without, Fact wrong, CorrectFact command, Setting setting)
    {
        if (command.ReplaceWith is not { } with) return Decision.Nothing;
        var now = EventNameAttribute.Of(wrong.What.GetType());
        if (Expected(wrong.What) != with.GetType()) return Refusals.CorrectionOtherKind(now, with.GetType().Name);
        if (wrong.What is AreaRegistered before && with is RegisterArea register)
        {
            if (register.Kind != before.Kind && area.InOrder().Any(fact =>
                fact.What is MilestoneRecorded or OpeningPositionTaken { Milestones.IsEmpty: false }))
                return Refusals.CorrectionKindFixed;
            var first = area.InOrder().FirstOrDefault(fact => fact.What is not AreaRegistered)?.What.TakesEffectOn;
            if (first < register.OpenedOn) return Refusals.DateBeforeOpening("openedOn", first.Value, register.OpenedOn);
        }

        // Plans and labels bear the day they were set, not the day they were put right.
        var day = wrong.What is PlanSet or AreaLabelled ? wrong.What.TakesEffectOn : setting.Today;
        var decision = AreaRules.Decide(without, with, setting with { Today = day, Place = wrong.Place });
        if (decision.Refusal is not null) return decision;
        if (decision.Events is [AreaEvent right] && Sameness.SameInAll(wrong.What, right)) return Refusals.CorrectionNothingChanges;
        return decision.Events.IsEmpty
            ? Refusals.CorrectionAlready
            : Decision.Accept([.. decision.Events.Select(e => (DomainEvent)InPlaceOf(wrong, (AreaEvent)e))]);
    }

    // The same correction sent twice is harmless; a second, different one must name the entry that stands now. What would have been
    // put on file then tells whether it is the same.
    private static Decision Again(Area area, Fact wrong, CorrectFact command, Setting setting)
    {
        var mark = wrong.Corrected!;
        if (mark.Reason != command.Reason || mark.ReplacedBy is null != command.ReplaceWith is null) return Refusals.CorrectionAlready;
        if (mark.ReplacedBy is not { } by) return Decision.Nothing;
        var asked = Decide(area.AsOfVersion(mark.Version - 1), command, setting).Events;
        return !asked.IsEmpty && Sameness.Same((AreaEvent)asked[^1], area.Find(by)!.What) ? Decision.Nothing : Refusals.CorrectionAlready;
    }

    // Putting a registration right does not move the area to a newer table.
    private static AreaEvent InPlaceOf(Fact wrong, AreaEvent right) => (wrong.What, right) switch
    {
        (AreaRegistered was, AreaRegistered now) when (was.Kind, was.Regime) == (now.Kind, now.Regime) =>
            now with { Replaces = wrong.EventId, CatalogueVersion = was.CatalogueVersion },
        _ => right with { Replaces = wrong.EventId },
    };

    private static Type? Expected(AreaEvent wrong) => wrong switch
    {
        AreaRegistered => typeof(RegisterArea),
        OpeningPositionTaken => typeof(TakeOpeningPosition),
        MilestoneRecorded => typeof(RecordMilestone),
        StageChanged => typeof(ChangeStage),
        PlanSet => typeof(SetPlan),
        ObstacleRaised => typeof(RaiseObstacle),
        ObstacleResolved => typeof(ResolveObstacle),
        AreaSuspended => typeof(SuspendArea),
        AreaResumed => typeof(ResumeArea),
        AreaTerminated => typeof(TerminateArea),
        AreaLabelled => typeof(LabelArea),
        DutyAssigned => typeof(AssignDuty),
        ProgressNoted => typeof(NoteProgress),
        _ => null,
    };
}
