using System.Collections.Immutable;
using Renewal.Domain.Calendar;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// The few words the tables are written in. Preconditions are the office's own catalogue: they block whatever the confidence of the
/// row. What never blocks is a clock nobody has verified (<see cref="ClockRule.Blocks"/>), and a procedure known by hearsay for the
/// time of its regime (<see cref="MilestoneKind.OnlyWarns"/>).
/// </summary>
internal static class Rulebook
{
    public static Gate After(string code) => new([code], GateStrength.Block);

    public static ImmutableArray<Gate> AfterAll(params IEnumerable<string> codes) => [.. codes.Select(After)];

    /// <summary>A precondition that can be passed over with a reason.</summary>
    public static Gate Expected(string code) => new([code], GateStrength.Warn);

    /// <summary>A conditional milestone worth a reminder: whether it applies is for the reader to judge.</summary>
    public static Gate Reminder(string code) => new([code], GateStrength.Inform);

    public static Gate AfterIfClearedFirst(string code) => new([code], GateStrength.Block, GateCondition.WhenClearedBeforeListing);

    public static ClockRule AtLeast(Period period, string from, Basis basis) => new(from, ClockBound.Minimum, [period], basis);

    public static ClockRule OnceOver(Period period, string from, Basis basis) => new(from, ClockBound.After, [period], basis);

    public static ClockRule Within(Period period, string from, Basis basis) => new(from, ClockBound.Maximum, [period], basis);

    public static ClockRule Within(ImmutableArray<Period> periods, string from, Basis basis) =>
        new(from, ClockBound.Maximum, periods, basis);

    /// <summary>Primary text read in full.</summary>
    public static Basis A(string source, string article = "") => new(source, article, Confidence.PrimaryText);

    /// <summary>Official notice, court case or several independent pages.</summary>
    public static Basis B(string source, string article = "") => new(source, article, Confidence.OfficialOrSeveral);

    /// <summary>One page, or practice rather than law.</summary>
    public static Basis C(string source, string article = "") => new(source, article, Confidence.OneSource);

    /// <summary>From knowledge; shown as unverified.</summary>
    public static Basis K(string source, string article = "") => new(source, article, Confidence.Unverified);

    /// <summary>The same rows, with nothing shut for want of one that only warns, nor for want of anything before it.</summary>
    public static ImmutableArray<MilestoneKind> LetPass(ImmutableArray<MilestoneKind> rows)
    {
        var soft = rows.Where(row => row.OnlyWarns).Select(row => row.Code).ToHashSet();
        return
        [
            .. rows.Select(row => row with
            {
                Gates = [.. row.Gates.Select(gate => gate.Strength is GateStrength.Block && (row.OnlyWarns || gate.AnyOf.Any(soft.Contains))
                    ? gate with { Strength = GateStrength.Warn } : gate)],
            }),
        ];
    }

    /// <summary>Everything every area must have reached before its file is closed: built from the table, so no row is forgotten.</summary>
    public static MilestoneKind ArchiveClosed(IEnumerable<MilestoneKind> above, string chinese, params ImmutableArray<Basis> bases) =>
        new("archive-closed", Track.Completion, chinese, "Files archived")
        {
            Gates = AfterAll(above.Where(row => row.Required).Select(row => row.Code)),
            Bases = bases,
            Evidence = new("归档目录", "Archive list"),
        };
}
