using System.Collections.Immutable;
using Renewal.Domain.Calendar;

namespace Renewal.Domain.Catalogue;

/// <summary>How a legal period bounds its milestone.</summary>
public enum ClockBound
{
    /// <summary>不早于: the milestone may fall on the last day of the period, not before it (a consultation of at least 30 days).</summary>
    Minimum,

    /// <summary>期满后: the milestone may only fall after the period has ended (enforcement once the litigation period is over).</summary>
    After,

    /// <summary>不晚于: the milestone is due by the last day of the period. A late date is shown, never refused: the fact happened.</summary>
    Maximum,
}

/// <summary>
/// A statutory period that bounds a milestone. It runs from the day on which another milestone took effect or was served. Several periods
/// may follow one another (six months to sue, then three months to apply). The rule applies when it is law on the day of the bounded
/// milestone, whatever the law was when the period began.
/// </summary>
public sealed record ClockRule(string From, ClockBound Bound, ImmutableArray<Period> Periods, Basis Basis) : IDatedRule
{
    /// <summary>The days on which it is law; by default those of its basis.</summary>
    public EffectivePeriod? Effective { get => field ?? Basis.Effective; init; }

    /// <summary>What the statute says about periods that were running when it came into force; null when it says nothing.</summary>
    public TransitionRule? Transition { get; init; }

    /// <summary>Whether the rule applies to a period that runs from the day: see <see cref="TransitionRule.EarlierPeriod"/>.</summary>
    public bool RunsFrom(DateOnly day, WorkCalendar calendar) => Transition is not { EarlierPeriod: { } earlier } transition
        || calendar.Count(day, earlier).LastDay >= transition.Since;

    /// <summary>Whether a date outside the period is refused. A late date never is, nor a date outside an unverified period.</summary>
    public bool Blocks => Bound is not ClockBound.Maximum && Basis.Confidence is not Confidence.Unverified;
}

/// <summary>The longest time the effect of a milestone lasts: a suspension of procedures ends without an event.</summary>
public sealed record Lapse(Period Longest, Basis Basis);
