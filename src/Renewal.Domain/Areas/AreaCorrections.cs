using System.Collections.Frozen;
using System.Collections.Immutable;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Areas;

/// <summary>
/// Says that an event is wrong, and, with <paramref name="ReplaceWith"/>, what it should have been; without it the event is withdrawn.
/// </summary>
[NeedsVersion]
public sealed record CorrectFact(string Code, Guid EventId, string Reason, AreaCommand? ReplaceWith) : AreaCommand(Code)
{
    public OverrideRequest? OverrideWith { get; init; }

    public override OverrideRequest? Override => OverrideWith ?? ReplaceWith?.Override;

    internal override Decision Decide(Area area, DecisionContext context) => AreaCorrections.Rules.Decide(area, this, context);
}

/// <summary>What corrections need to know about the events of areas.</summary>
public sealed class AreaCorrections : CorrectionRules<Area, AreaEvent, AreaCommand>
{
    public static readonly AreaCorrections Rules = new();

    // From the commands themselves: AreaCommand<TEvent> says which event a command records.
    private readonly FrozenDictionary<Type, Type> commands = typeof(AreaCommand).Assembly.GetTypes()
        .Where(type => type.BaseType is { IsGenericType: true } of && of.GetGenericTypeDefinition() == typeof(AreaCommand<>))
        .ToFrozenDictionary(type => type.BaseType!.GetGenericArguments()[0]);

    private AreaCorrections()
    {
    }

    internal Decision Decide(Area area, CorrectFact command, DecisionContext context) =>
        Decide(area, new CorrectionRequest<AreaCommand>(command.EventId, command.Reason, command.ReplaceWith, command.Override), context);

    protected override AreaEvent Correct(Guid eventId, string reason, DateOnly on, GateOverride? granted) =>
        new FactCorrected(eventId, reason, on, granted);

    protected override Decision DecideReplacement(Area without, AreaCommand with, DecisionContext context) =>
        AreaRules.Decide(without, with, context);

    protected override IEnumerable<Finding> Broken(Area state, DecisionContext context) =>
        Consistency.Broken(state, context).Concat(Consistency.StepsBack(state));

    public override bool MayWithdraw(AreaEvent wrong) => wrong is not AreaRegistered;

    protected override Refusal? CheckReplacement(Area state, AreaEvent wrong, AreaCommand with)
    {
        if (wrong is not AreaRegistered before || with is not RegisterArea register) return null;
        if (register.Kind != before.Kind && state.Record.InOrder().Any(recorded =>
            recorded.Event is MilestoneRecorded or CatalogueAdopted or OpeningPositionTaken { Milestones.IsEmpty: false }))
            return Refusals.CorrectionKindFixed;
        var first = state.Record.InOrder().FirstOrDefault(recorded => recorded.Event is not AreaRegistered)?.Event.TakesEffectOn;
        return first < register.OpenedOn ? Refusals.DateBeforeOpening("openedOn", first.Value, register.OpenedOn) : null;
    }

    // Plans, labels and versions carry the day they were set, not the day they are corrected.
    protected override DateOnly DayOf(AreaEvent wrong, DecisionContext context) =>
        wrong is PlanSet or AreaLabelled or CatalogueAdopted ? wrong.TakesEffectOn : context.Today;

    // Correcting a registration does not move the area to a newer version.
    protected override AreaEvent Adopt(AreaEvent wrong, AreaEvent right) => (wrong, right) switch
    {
        (AreaRegistered was, AreaRegistered now) when was.Kind == now.Kind =>
            now with { CatalogueVersion = was.CatalogueVersion },
        _ => right,
    };

    protected override Type? CommandFor(AreaEvent wrong) => commands.GetValueOrDefault(wrong.GetType());

    /// <summary>What would no longer hold if an event were withdrawn: codes of milestones, stages and events.</summary>
    public ImmutableArray<string> DependentsOf(Area area, Guid eventId, DecisionContext context) =>
        Decide(area, new CorrectFact(area.Registration!.Code, eventId, "?", null), context)
            is { Refusal: { Code: "correction.conflicts" } refusal } ? refusal.Needs : [];
}
