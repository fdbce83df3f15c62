using System.Collections.Immutable;
using System.Text.Json.Serialization;
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

/// <summary>What a minimum period is for. It decides what its end means when that falls on a rest day.</summary>
public enum PeriodPurpose
{
    /// <summary>
    /// 公告、提前通知: a notice or a lead time, after which nobody's right ends. It is over on its plain last day, rest day or not.
    /// </summary>
    Notice,

    /// <summary>
    /// 征求意见、提出异议: people may speak or object until it ends. One filed on the first working day after it is in time (Civil Code art.
    /// 203), so between the plain and the moved last day a reason is asked for.
    /// </summary>
    Objection,

    /// <summary>起诉、履行、申请: a time within which somebody may act. Its last day moves to the next working day (Civil Code art. 203).</summary>
    Remedy,
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

    /// <summary>A period that must be over is a time to act, unless the row says otherwise. Deadlines move to a working day.</summary>
    public PeriodPurpose Purpose { get; init; } = Bound is ClockBound.Minimum ? PeriodPurpose.Notice : PeriodPurpose.Remedy;

    /// <summary>What the statute says about periods that were running when it came into force; null when it says nothing.</summary>
    public TransitionRule? Transition { get; init; }

    /// <summary>Whether the rule applies to a period that runs from the day: see <see cref="TransitionRule.EarlierPeriod"/>.</summary>
    public bool RunsFrom(DateOnly day, WorkCalendar calendar) => Transition is not { EarlierPeriod: { } earlier } transition
        || calendar.Count(day, earlier).LastDay >= transition.Since;

    /// <summary>Whether a date outside the period is refused. A late date never is, nor a date outside an unverified period.</summary>
    public bool Blocks => Bound is not ClockBound.Maximum && Basis.Confidence is not Confidence.Unverified;
}

/// <summary>The longest time the effect of a milestone lasts: a suspension of procedures ends without an event.</summary>
public sealed record Lapse(Period Longest, Basis Basis)
{
    /// <summary>The milestone from which on its end no longer matters: the decision itself forbids what the suspension did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Until { get; init; }
}
