using System.Collections.Immutable;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Areas;

/// <summary>An open milestone, and what blocks it.</summary>
/// <param name="Gate">open, inform, warn or block.</param>
public sealed record NextStep(
    MilestoneKind Row, string Gate, ImmutableArray<string> Needs, DateOnly? EarliestOn, bool Provisional,
    ImmutableArray<RunningClock> Clocks)
{
    public bool Possible => Gate != "block";
}

/// <summary>A legal clock as of a day.</summary>
/// <param name="State">
/// running, open, late, met, met-late, or short for a minimum that was cut short; undated where the milestone is behind the area and the
/// record does not say since when; lapsed for an effect that has ended, passed for a
/// deadline that makes no area late.
/// </param>
public sealed record ClockState(RunningClock Clock, string State, DateOnly? MetOn)
{
    /// <summary>By how much a minimum was cut short: see <see cref="RunningClock.ShortBy"/>.</summary>
    public int ShortBy { get; init; }

    /// <summary>What cut it short: the event has the override with its approver, or the source of the opening position.</summary>
    public Reached? CutShort { get; init; }
}

/// <summary>A planned day compared with the actual one.</summary>
public sealed record PlanState(Planned Planned, bool Reached, DateOnly? ActualOn, int DaysLate);

/// <summary>The next steps of an area as of a day: what can be recorded, what is blocked and why, what is due. Never stored.</summary>
public sealed record NextSteps(ImmutableArray<NextStep> Next, ImmutableArray<ClockState> Clocks, ImmutableArray<PlanState> Plan)
{
    public static NextSteps Of(Area area, AreaState state, WorkCalendar calendar) => new(
        [.. state.Rows.Where(row => IsOpen(row, state)).Select(row => Step(area, row, state, calendar))],
        [.. JudgedRows(state).SelectMany(row => GateCheck.Clocks(row, state, calendar)).Select(clock => State(clock, state, calendar))
            .Concat(JudgedRows(state).SelectMany(row => Lapses(row, state, calendar)))],
        [.. state.Plan.Values.OrderBy(p => p.On).ThenBy(p => state.Table.PlaceOf(p.Milestone)).Select(p => State(p, state))]);

    private static IEnumerable<MilestoneKind> JudgedRows(AreaState state) =>
        state.Catalogue.Milestones.Select(state.RowOf).OfType<MilestoneKind>().OrderBy(row => state.Table.PlaceOf(row.Code));

    // An ending other than success is only offered where it can happen: once its gates are met and success is not recorded.
    private static bool IsOpen(MilestoneKind row, AreaState state) =>
        (!state.IsBehind(row.Code) || state.Renewable.Contains(row.Code)) && MilestoneRules.Excluded(row, state) is null
        && (row.InsteadOf is null || row.Gates.All(gate => gate.AnyOf.Any(state.IsBehind)));

    private static NextStep Step(Area area, MilestoneKind row, AreaState state, WorkCalendar calendar)
    {
        var unmet = GateCheck.Unmet(row, state, area.Registration!.ClearedBeforeListing, state.On).ToImmutableArray();
        var clocks = GateCheck.Clocks(row, state, calendar).ToImmutableArray();
        var holding = clocks.Where(clock => clock.Holds(state.On)).ToImmutableArray();
        GateStrength? strongest = unmet.IsEmpty ? null : unmet.Max(gate => gate.Strength);
        if (!holding.IsEmpty) strongest = GateStrength.Block;
        else if (strongest is not GateStrength.Block && clocks.Any(clock => clock.NeedsReason(state.On))) strongest = GateStrength.Warn;
        return new NextStep(
            row, strongest?.ToString().ToLowerInvariant() ?? "open", [.. unmet.Select(gate => gate.Milestone)],
            clocks.Max(clock => clock.EarliestOn), clocks.Any(clock => clock.Reckoning.Provisional), clocks);
    }

    private static ClockState State(RunningClock clock, AreaState state, WorkCalendar calendar)
    {
        if (state.Reached.TryGetValue(clock.Milestone, out var reached))
        {
            if (reached.On is not { } on) return new ClockState(clock, "undated", null);
            if (clock.ShortBy(on, calendar) is > 0 and var missing)
                return new ClockState(clock, "short", on) { ShortBy = missing, CutShort = reached };
            return new ClockState(clock, on > clock.DueOn && Verified(clock) ? "met-late" : "met", on);
        }

        // An opening position in a later stage says it is over, not when.
        if (state.IsBehind(clock.Milestone)) return new ClockState(clock, "undated", null);
        if (state.On > clock.DueOn)
            return new ClockState(clock, Verified(clock) && Applies(clock, state) && state.HasDeadlines ? "late" : "passed", null);
        if (clock.DueOn is not null) return new ClockState(clock, "running", null);
        return new ClockState(clock, state.On >= clock.EarliestOn ? "open" : "running", null);
    }

    // An unverified period may warn, but must not make an area late.
    private static bool Verified(RunningClock clock) => clock.Rule.Basis.Confidence != Confidence.Unverified;

    /// <summary>
    /// A conditional milestone applies only once the office recorded the conditional milestone its period runs from, or planned it.
    /// Otherwise every legacy case without a petition would be late after 60 days.
    /// </summary>
    public static bool Applies(RunningClock clock, AreaState state) =>
        state.RowOf(clock.Milestone) is not { } row || Applies(row, clock.Rule, state);

    /// <summary>As <see cref="Applies(RunningClock, AreaState)"/>, also for a period that is not running yet.</summary>
    public static bool Applies(MilestoneKind row, ClockRule rule, AreaState state) =>
        row.OnlyIf is null || state.RowOf(rule.From)?.OnlyIf is not null || state.Plan.ContainsKey(row.Code);

    /// <summary>
    /// Whether the end of an effect (暂停办理最长一年) still matters: while the area is in its stage, and nothing has taken its place.
    /// </summary>
    internal static bool IsInEffect(MilestoneKind row, AreaState state) => row.Lapses is { } lapse && state.Stage?.Code == row.Track
        && state.HasDeadlines && (lapse.Until is null || !state.IsBehind(lapse.Until));

    private static IEnumerable<ClockState> Lapses(MilestoneKind row, AreaState state, WorkCalendar calendar)
    {
        if (!IsInEffect(row, state) || row.LapseRule is not { } rule || state.DayOf(row.Code) is not { } from) yield break;
        var clock = GateCheck.Run(row.Code, rule, from, calendar);
        yield return new ClockState(clock, state.On > clock.DueOn ? "lapsed" : "running", null);
    }

    private static PlanState State(Planned planned, AreaState state)
    {
        var reached = state.IsBehind(planned.Milestone);
        var actual = state.DayOf(planned.Milestone);
        // The office cannot act on a suspended area; its plan waits. A completed one has nothing left to do.
        var waits = state.Status == AreaStatus.Suspended || !state.HasDeadlines;
        var until = actual ?? (reached || waits ? planned.On : state.On);
        return new PlanState(planned, reached, actual, Math.Max(0, until.DayNumber - planned.On.DayNumber));
    }
}
