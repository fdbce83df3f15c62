using System.Collections.Immutable;
using Renewal.Domain.Calendar;

namespace Renewal.Domain.Catalogue;

/// <summary>What a legal period does to the milestone it is written at.</summary>
public enum ClockBound
{
    /// <summary>不早于: the milestone may fall on the last day of the period, not before it (a consultation of at least 30 days).</summary>
    Minimum,

    /// <summary>期满后: the milestone may only fall after the period has ended (enforcement once the litigation period is over).</summary>
    After,

    /// <summary>不晚于: the milestone is due by the last day of the period. Being late is shown, never refused: it happened.</summary>
    Maximum,
}

/// <summary>
/// A statutory period of a milestone, counted from the day another milestone took effect or was served. Several periods follow one
/// another (six months to sue, then three months to apply). It bounds the milestone when it is law on the milestone's own day, wherever
/// the period began.
/// </summary>
public sealed record ClockRule(string From, ClockBound Bound, ImmutableArray<Period> Periods, Basis Basis) : IDatedRule
{
    /// <summary>The days of its basis, unless the period has others.</summary>
    public EffectivePeriod? Effective { get => field ?? Basis.Effective; init; }

    /// <summary>What the statute itself says of periods that were running when it came into force.</summary>
    public TransitionRule? Transition { get; init; }

    /// <summary>Whether the period bounds anything when it runs from a day: see <see cref="TransitionRule.EarlierPeriod"/>.</summary>
    public bool RunsFrom(DateOnly day, WorkCalendar calendar) => Transition is not { EarlierPeriod: { } earlier } transition
        || calendar.Count(day, earlier).LastDay >= transition.Since;

    /// <summary>Whether a date outside the period is refused. A deadline never refuses, nor does a period nobody has verified.</summary>
    public bool Blocks => Bound is not ClockBound.Maximum && Basis.Confidence is not Confidence.Unverified;
}

/// <summary>How long the effect of a milestone lasts at most: a suspension of procedures lapses although nobody records anything.</summary>
public sealed record Lapse(Period Longest, Basis Basis);
