using System.Collections.Immutable;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Areas;

/// <summary>A milestone that is still open, and what stands in its way.</summary>
/// <param name="Gate">open, inform, warn or block.</param>
public sealed record NextStep(
    MilestoneKind Row, string Gate, ImmutableArray<string> Needs, DateOnly? EarliestOn, bool Provisional,
    ImmutableArray<RunningClock> Clocks)
{
    public bool Possible => Gate != "block";
}

/// <summary>A legal clock as of a day.</summary>
/// <param name="State">
/// running, open, late, met or met-late; lapsed for an effect that has run out, passed for a deadline that makes nobody late.
/// </param>
public sealed record ClockState(RunningClock Clock, string State, DateOnly? MetOn);

/// <summary>A planned day against what happened.</summary>
public sealed record PlanState(Planned Planned, bool Reached, DateOnly? ActualOn, int DaysLate);

/// <summary>What lies ahead of an area as of a day: what can be recorded, what cannot and why, what is due. Never stored.</summary>
public sealed record Outlook(ImmutableArray<NextStep> Next, ImmutableArray<ClockState> Clocks, ImmutableArray<PlanState> Plan)
{
    public static Outlook Of(Area area, Standing standing, WorkCalendar calendar) => new(
        [.. standing.Table.Rows.Where(row => IsOpen(row, standing)).Select(row => Step(area, row, standing, calendar))],
        [.. standing.Table.Rows.SelectMany(row => GateCheck.Clocks(row, standing, calendar)).Select(clock => State(clock, standing))
            .Concat(standing.Table.Rows.Where(row => row.Lapses is not null).SelectMany(row => Lapses(row, standing, calendar)))],
        [.. standing.Plan.Values.OrderBy(p => p.On).ThenBy(p => standing.Table.PlaceOf(p.Milestone)).Select(p => State(p, standing))]);

    // An ending other than success is only offered where it can happen: once its gates are met and success is not on file.
    private static bool IsOpen(MilestoneKind row, Standing standing) =>
        (!standing.IsBehind(row.Code) || standing.Renewable.Contains(row.Code)) && MilestoneRules.Excluded(row, standing) is null
        && (row.InsteadOf is null || row.Gates.All(gate => gate.AnyOf.Any(standing.IsBehind)));

    private static NextStep Step(Area area, MilestoneKind row, Standing standing, WorkCalendar calendar)
    {
        var unmet = GateCheck.Unmet(row, standing, area.Registration!.ClearedBeforeListing, standing.On).ToImmutableArray();
        var clocks = GateCheck.Clocks(row, standing, calendar).ToImmutableArray();
        var holding = clocks.Where(clock => clock.Holds(standing.On)).ToImmutableArray();
        GateStrength? strongest = unmet.IsEmpty ? null : unmet.Max(gate => gate.Gate.Strength);
        if (!holding.IsEmpty) strongest = GateStrength.Block;
        return new NextStep(
            row, strongest?.ToString().ToLowerInvariant() ?? "open", [.. unmet.Select(gate => gate.Milestone)],
            clocks.Max(clock => clock.EarliestOn), clocks.Any(clock => clock.Reckoning.Provisional), clocks);
    }

    private static ClockState State(RunningClock clock, Standing standing)
    {
        if (standing.Reached.TryGetValue(clock.Milestone, out var reached))
            return new ClockState(clock, reached.On > clock.DueOn && Verified(clock) ? "met-late" : "met", reached.On);
        // An opening position in a later stage says it is over, not when.
        if (standing.IsBehind(clock.Milestone)) return new ClockState(clock, "met", null);
        if (standing.On > clock.DueOn)
            return new ClockState(clock, Verified(clock) && Applies(clock, standing) ? "late" : "passed", null);
        if (clock.DueOn is not null) return new ClockState(clock, "running", null);
        return new ClockState(clock, standing.On >= clock.EarliestOn ? "open" : "running", null);
    }

    // A period nobody has verified may warn; it must not call an office late.
    private static bool Verified(RunningClock clock) => clock.Rule.Basis.Confidence != Confidence.Unverified;

    /// <summary>
    /// Whether a conditional milestone concerns an area at all is for the office to say: by having recorded the conditional one its
    /// period runs from, or by planning it. Else every legacy case without a petition would be late after 60 days.
    /// </summary>
    public static bool Applies(RunningClock clock, Standing standing) =>
        standing.Table.Find(clock.Milestone)?.OnlyIf is null
        || standing.Table.Find(clock.Rule.From)?.OnlyIf is not null
        || standing.Plan.ContainsKey(clock.Milestone);

    // An effect that runs out by itself (暂停办理最长一年) matters while the area is still in the stage it serves.
    private static IEnumerable<ClockState> Lapses(MilestoneKind row, Standing standing, WorkCalendar calendar)
    {
        if (standing.DayOf(row.Code) is not { } from || standing.Stage?.Code != row.Track) yield break;
        var rule = new ClockRule(row.Code, ClockBound.Maximum, [row.Lapses!.Longest], row.Lapses.Basis);
        var clock = GateCheck.Run(row.Code, rule, from, calendar);
        yield return new ClockState(clock, standing.On > clock.DueOn ? "lapsed" : "running", null);
    }

    private static PlanState State(Planned planned, Standing standing)
    {
        var reached = standing.IsBehind(planned.Milestone);
        var actual = standing.DayOf(planned.Milestone);
        var until = actual ?? (reached ? planned.On : standing.On);
        return new PlanState(planned, reached, actual, Math.Max(0, until.DayNumber - planned.On.DayNumber));
    }
}
