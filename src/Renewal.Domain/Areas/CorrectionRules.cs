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
        var without = Without(area, corrected);
        var replaced = Replace(area, without, wrong, command, setting);
        if (replaced.Refusal is { } refusal) return refusal;
        var after = replaced.Events.Aggregate(without, (a, e) => Area.Evolve(a, Imagine(a, (AreaEvent)e)));

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
            if (register.Kind != before.Kind && area.Facts.Any(fact => fact.What is MilestoneRecorded && fact.Corrected is null))
                return Refusals.CorrectionKindFixed;
            if (area.InOrder().FirstOrDefault(f => f.What is not AreaRegistered) is { } first && first.What.TakesEffectOn < register.OpenedOn)
                return Refusals.DateBeforeOpening("openedOn", first.What.TakesEffectOn, register.OpenedOn);
        }

        var decision = AreaRules.Decide(without, with, setting);
        if (decision.Refusal is not null) return decision;
        return decision.Events.IsEmpty
            ? Refusals.CorrectionAlready
            : Decision.Accept([.. decision.Events.Select(e => (DomainEvent)((AreaEvent)e with { Replaces = wrong.EventId }))]);
    }

    // The same correction sent twice is harmless; a second, different one must name the entry that stands now.
    private static Decision Again(Area area, Fact wrong, CorrectFact command, Setting setting)
    {
        var sameReason = wrong.Corrected!.Reason == command.Reason;
        var standsNow = wrong.Corrected.ReplacedBy is { } by ? area.Find(by) : null;
        if (command.ReplaceWith is null) return sameReason && standsNow is null ? Decision.Nothing : Refusals.CorrectionAlready;
        return sameReason && standsNow is not null && AreaRules.Decide(area, command.ReplaceWith, setting) is { Refusal: null, Events.IsEmpty: true }
            ? Decision.Nothing
            : Refusals.CorrectionAlready;
    }

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

    private static Area Without(Area area, FactCorrected corrected) => Area.Evolve(area, Imagine(area, corrected));

    private static Fact Imagine(Area area, AreaEvent added) =>
        new(Guid.Empty, area.Version + 1, DateTimeOffset.UnixEpoch, "", added);
}
