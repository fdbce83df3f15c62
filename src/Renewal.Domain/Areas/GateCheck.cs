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
/// <param name="DueOn">For maximum clocks: last day on which it is in time.</param>
public sealed record RunningClock(string Milestone, ClockRule Rule, PeriodCalculation Reckoning, DateOnly? EarliestOn, DateOnly? DueOn)
{
    /// <summary>Whether recording the milestone on that day is refused; an unverified period only warns.</summary>
    public bool Holds(DateOnly day) => Rule.Blocks && day < EarliestOn;
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

    /// <summary>Clocks that block a milestone on a day. Only blocking ones are counted, because whole streams are checked often.</summary>
    public static IEnumerable<RunningClock> BlockingClocks(MilestoneKind row, AreaState state, DateOnly day, WorkCalendar calendar) =>
        row.Clocks
            .Where(rule => rule.Blocks && state.DayOf(rule.From) is { } from && rule.RunsFrom(from, calendar))
            .Select(rule => Run(row.Code, rule, state.DayOf(rule.From)!.Value, calendar))
            .Where(clock => clock.Holds(day));

    public static RunningClock Run(string milestone, ClockRule rule, DateOnly from, WorkCalendar calendar)
    {
        var reckoning = calendar.Count(from, rule.Periods);
        return rule.Bound switch
        {
            ClockBound.Minimum => new(milestone, rule, reckoning, reckoning.LastDay, null),
            ClockBound.After => new(milestone, rule, reckoning, reckoning.LastDay.AddDays(1), null),
            _ => new(milestone, rule, reckoning, null, reckoning.LastDay),
        };
    }
}
