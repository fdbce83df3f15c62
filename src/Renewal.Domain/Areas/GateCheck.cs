using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Areas;

/// <summary>A gate that is not met, named by the first of the milestones that would open it.</summary>
/// <param name="Strength">What that does; a gate that came into force too late for the area warns instead of blocking.</param>
public sealed record UnmetGate(Gate Gate, GateStrength Strength)
{
    public string Milestone => Gate.AnyOf[0];
}

/// <summary>A legal period of a milestone, counted from the day its anchor took effect.</summary>
/// <param name="EarliestOn">For minimum clocks: first day on which the milestone may fall.</param>
/// <param name="MovedOn">
/// For minimum clocks: the same day counted to the next working day, where the last day of the period is a rest day.
/// </param>
/// <param name="DueOn">For maximum clocks: last day on which it is in time.</param>
public sealed record RunningClock(
    string Milestone, ClockRule Rule, PeriodCalculation Reckoning, DateOnly? EarliestOn, DateOnly? MovedOn, DateOnly? DueOn)
{
    /// <summary>Whether recording the milestone on that day is refused; an unverified period only warns.</summary>
    public bool Holds(DateOnly day) => Rule.Blocks && day < EarliestOn;

    /// <summary>Whether that day is allowed, but objections are still in time.</summary>
    public bool NeedsReason(DateOnly day) =>
        Rule.Blocks && Rule.Purpose is PeriodPurpose.Objection && day >= EarliestOn && day < MovedOn;

    /// <summary>
    /// By how much a milestone of that day cut the period short, in working days for a period of working days, else in calendar days; 0
    /// when the period was kept or its basis is unverified.
    /// </summary>
    public int ShortBy(DateOnly day, WorkCalendar calendar)
    {
        if (!Holds(day)) return 0;
        var missing = EarliestOn!.Value.DayNumber - day.DayNumber;
        return Rule.Periods[^1].Unit is not PeriodUnit.WorkingDays ? missing
            : Enumerable.Range(1, missing).Count(days => calendar.IsWorkingDay(day.AddDays(days)));
    }
}

/// <summary>
/// Reads the gates and clocks of a milestone against an area's state: to decide, to explain, to find what no longer holds. The row is that
/// of the milestone's own day, so a period across a change of law follows the law of its end.
/// </summary>
public static class GateCheck
{
    /// <summary>Gates not met by milestones that took effect on <paramref name="day"/> or before.</summary>
    public static IEnumerable<UnmetGate> Unmet(MilestoneKind row, AreaState state, bool clearedBeforeListing, DateOnly day) =>
        row.Gates
            .Where(gate => gate.Applies == GateCondition.Always || clearedBeforeListing)
            .Where(gate => !gate.AnyOf.Any(code => state.IsBehind(code) && !(state.DayOf(code) > day)))
            .Select(gate => new UnmetGate(gate, LaterPrerequisites.StrengthOf(row, gate, state, day)));

    /// <summary>Clocks of a milestone whose anchor has a known day; a milestone without a day starts none.</summary>
    public static IEnumerable<RunningClock> Clocks(MilestoneKind row, AreaState state, WorkCalendar calendar) =>
        row.Clocks
            .Where(rule => state.DayOf(rule.From) is { } from && rule.RunsFrom(from, calendar))
            .Select(rule => Run(row.Code, rule, state.DayOf(rule.From)!.Value, calendar));

    /// <summary>Minimum clocks that can block a milestone. Only those are counted, because whole streams are checked often.</summary>
    public static IEnumerable<RunningClock> MinimumClocks(MilestoneKind row, AreaState state, WorkCalendar calendar) =>
        row.Clocks
            .Where(rule => rule.Blocks && state.DayOf(rule.From) is { } from && rule.RunsFrom(from, calendar))
            .Select(rule => Run(row.Code, rule, state.DayOf(rule.From)!.Value, calendar));

    public static RunningClock Run(string milestone, ClockRule rule, DateOnly from, WorkCalendar calendar) =>
        Run(milestone, rule, calendar.Count(from, rule.Periods));

    /// <summary>The same of a period that was counted before.</summary>
    internal static RunningClock Run(string milestone, ClockRule rule, PeriodCalculation reckoning)
    {
        if (rule.Bound is ClockBound.Maximum) return new(milestone, rule, reckoning, null, null, reckoning.LastDay);
        var then = rule.Bound is ClockBound.After ? 1 : 0;
        var moved = reckoning.LastDay.AddDays(then);
        var plain = reckoning.Steps[^1].EndsOn.AddDays(then);
        return new(milestone, rule, reckoning, rule.Purpose is PeriodPurpose.Remedy ? moved : plain, moved, null);
    }
}
