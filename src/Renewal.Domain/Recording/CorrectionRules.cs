using System.Collections.Immutable;

namespace Renewal.Domain.Recording;

/// <summary>
/// Says that an event is wrong, and, with <paramref name="ReplaceWith"/>, what it should have been; without it the event is withdrawn.
/// </summary>
public sealed record CorrectionRequest<TCommand>(Guid EventId, string Reason, TCommand? ReplaceWith, OverrideRequest? Override)
    where TCommand : class;

/// <summary>An event that is invalid, by its root id and a code that names it to the user.</summary>
/// <param name="IsTurned">Valid in itself, but it now says something else: a step forward has become a step back.</param>
public readonly record struct Finding(Guid RootEventId, string Code, bool IsTurned = false);

/// <summary>
/// Corrections of any stream type. A mistake is corrected by another event that names it and gives the reason; the mistake stays
/// stored. A stream type says which command replaces which event and what must still hold afterwards.
/// </summary>
public abstract class CorrectionRules<TState, TEvent, TCommand>
    where TState : IBitemporalState<TState, TEvent>
    where TEvent : BitemporalEvent
    where TCommand : class
{
    public Decision Decide(TState state, CorrectionRequest<TCommand> request, DecisionContext context)
    {
        if (string.IsNullOrWhiteSpace(request.Reason)) return Refusals.CorrectionNeedsReason;
        var texts = new TextRules().Optional("reason", request.Reason, TextRules.NoteLength).Override(request.Override);
        if (texts.Refusal is { } text) return text;
        if (state.Record.Find(request.EventId) is not { } wrong) return Refusals.EventUnknown(request.EventId);
        var name = EventNameAttribute.Of(wrong.Event.GetType());
        if (wrong.Event is ICorrectionEvent || (request.ReplaceWith is not null && !MayReplace(wrong.Event)))
            return Refusals.CorrectionNotPossible(name);
        if (wrong.Corrected is not null) return DecideAgain(state, wrong, request, context);
        if (request.ReplaceWith is null && !MayWithdraw(wrong.Event)) return Refusals.CorrectionNotPossible(name);

        var without = Without(state, request.EventId, context.Today);
        var replaced = Replace(state, without, wrong, request, context);
        if (replaced.Refusal is not null) return replaced;
        var after = replaced.Events.Aggregate(without, (s, e) => WithHypothetical(s, (TEvent)e));

        var broken = NewlyBroken(state, after, context, request.ReplaceWith is null ? null : wrong.RootEventId);
        if (!broken.IsEmpty && request.Override is null) return Refusals.Conflicts("correction.conflicts", broken);
        var granted = broken.IsEmpty ? null : request.Override!.For(broken);
        return Decision.Accept([Correct(request.EventId, request.Reason, context.Today, granted), .. replaced.Events]);
    }

    /// <summary>Whether an event can be replaced.</summary>
    public bool MayReplace(TEvent wrong) => CommandFor(wrong) is not null;

    /// <summary>Whether an event can be withdrawn without a replacement.</summary>
    public virtual bool MayWithdraw(TEvent wrong) => true;

    /// <summary>The state without an event: a replacement is decided on it.</summary>
    public TState Without(TState state, Guid eventId, DateOnly today) => WithHypothetical(state, Correct(eventId, "", today, null));

    /// <summary>Codes of what is valid before a change and would be invalid after it.</summary>
    /// <param name="except">The event that is added or replaced: its own rule has decided on it.</param>
    public ImmutableArray<string> NewlyBroken(TState before, TState after, DecisionContext context, Guid? except)
    {
        var known = Broken(before, context).ToHashSet();
        return
        [
            .. Broken(after, context).Where(found => found.RootEventId != except && !known.Contains(found))
                .Select(found => found.Code).Distinct(),
        ];
    }

    /// <summary>The correction event of this stream type.</summary>
    protected abstract TEvent Correct(Guid eventId, string reason, DateOnly on, GateOverride? granted);

    /// <summary>The type of command that replaces an event; null when it can only be withdrawn.</summary>
    protected abstract Type? CommandFor(TEvent wrong);

    /// <summary>Decides the replacement on a state in which the wrong event does not count.</summary>
    protected abstract Decision DecideReplacement(TState without, TCommand with, DecisionContext context);

    /// <summary>Events that are invalid, or mean something else than when they were recorded.</summary>
    protected abstract IEnumerable<Finding> Broken(TState state, DecisionContext context);

    /// <summary>Checks of a replacement in addition to the rules of its command.</summary>
    protected virtual Refusal? CheckReplacement(TState state, TEvent wrong, TCommand with) => null;

    /// <summary>The day a replacement is decided on; not today for events whose day is that of their recording.</summary>
    protected virtual DateOnly DayOf(TEvent wrong, DecisionContext context) => context.Today;

    /// <summary>The replacement with the members it keeps from the wrong event.</summary>
    protected virtual TEvent Adopt(TEvent wrong, TEvent right) => right;

    private static TState WithHypothetical(TState state, TEvent next) => state.With(state.Record.WithHypothetical(next));

    private Decision Replace(
        TState state, TState without, RecordedEvent<TEvent> wrong, CorrectionRequest<TCommand> request, DecisionContext context)
    {
        if (request.ReplaceWith is not { } with) return Decision.Nothing;
        if (CommandFor(wrong.Event) != with.GetType())
            return Refusals.CorrectionOtherKind(EventNameAttribute.Of(wrong.Event.GetType()), with.GetType().Name);
        if (CheckReplacement(state, wrong.Event, with) is { } refusal) return refusal;

        var then = context with { Today = DayOf(wrong.Event, context), SortVersion = wrong.SortVersion };
        var decision = DecideReplacement(without, with, then);
        if (decision.Refusal is not null) return decision;
        if (decision.Events is [TEvent only] && wrong.Event.IsIdenticalTo(only)) return Refusals.CorrectionNothingChanges;
        return decision.Events.IsEmpty
            ? Refusals.CorrectionAlready
            : Decision.Accept([.. decision.Events.Select(e => Adopt(wrong.Event, (TEvent)e).InPlaceOf(wrong.EventId))]);
    }

    // The same correction sent twice is harmless; a different second one must name the replacement. To tell them apart, it is decided
    // on the record as it was before the first.
    private Decision DecideAgain(
        TState state, RecordedEvent<TEvent> wrong, CorrectionRequest<TCommand> request, DecisionContext context)
    {
        var mark = wrong.Corrected!;
        if (mark.Reason != request.Reason || mark.ReplacedBy is null != request.ReplaceWith is null) return Refusals.CorrectionAlready;
        if (mark.ReplacedBy is not { } by) return Decision.Nothing;
        var asked = Decide(state.With(state.Record.AsOfVersion(mark.Version - 1)), request, context).Events;
        return !asked.IsEmpty && ((TEvent)asked[^1]).SaysTheSame(state.Record.Find(by)!.Event)
            ? Decision.Nothing : Refusals.CorrectionAlready;
    }
}
