using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Areas;

/// <summary>
/// Prerequisites that became law while an area was under way. One that came into force when the step before it, or one behind it, had
/// been taken already cannot be asked of the office any more: it warns instead of blocking.
/// </summary>
internal static class LaterPrerequisites
{
    /// <summary>How strongly an unmet gate counts for an area on a day.</summary>
    public static GateStrength StrengthOf(MilestoneKind row, Gate gate, AreaState state, DateOnly day)
    {
        if (gate.Strength != GateStrength.Block || state.Catalogue.BlocksSince(row.Code, gate, day) is not { } since) return gate.Strength;
        var beside = row.Gates.Where(other => other != gate).SelectMany(other => other.AnyOf);
        return beside.Any(code => IsTakenBefore(code, since, state)) || gate.AnyOf.All(code => IsPassedBy(code, since, state))
            ? GateStrength.Warn : GateStrength.Block;
    }

    /// <summary>Whether a milestone that closes a stage only warns.</summary>
    public static bool OnlyWarns(MilestoneKind row, AreaState state) =>
        state.Catalogue.DemandedSince(row.Code, state.On) is { } since && IsPassedBy(row.Code, since, state);

    // The step before it is what it waits for; a milestone that waits for nothing follows the one above it.
    private static bool IsPassedBy(string code, DateOnly since, AreaState state)
    {
        if (state.Table.Find(code) is not { } row) return false;
        var track = state.Table.RequiredRows.Where(other => other.Track == row.Track).Select(other => other.Code).ToList();
        var above = track.TakeWhile(other => other != code).LastOrDefault() ?? code;
        var before = row.Gates.SelectMany(gate => gate.AnyOf).DefaultIfEmpty(above);
        var behind = track.SkipWhile(other => other != code).Skip(1);
        return before.Concat(behind).Any(other => IsTakenBefore(other, since, state));
    }

    // What an opening position gives without a day was reached by the day it speaks of.
    private static bool IsTakenBefore(string code, DateOnly day, AreaState state) =>
        state.Reached.GetValueOrDefault(code) is { } reached && (reached.On ?? reached.Recorded.Event.TakesEffectOn) < day;
}
