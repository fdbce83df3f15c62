using System.Collections.Immutable;
using Renewal.Domain.Calendar;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// The few words the tables are written in. Preconditions are the office's own catalogue: they block whatever the confidence of the
/// row. What never blocks is a clock nobody has verified (<see cref="ClockRule.Blocks"/>), and a procedure known by hearsay for its
/// time (<see cref="MilestoneKind.OnlyWarns"/>).
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

    public static EffectivePeriod Since(int year, int month, int day) => new(new(year, month, day), null);

    public static EffectivePeriod Until(int year, int month, int day) => new(null, new(year, month, day));

    public static MilestoneKind In(this MilestoneKind row, EffectivePeriod days) => row with { Effective = days };

    public static Gate In(this Gate gate, EffectivePeriod days) => gate with { Effective = days };

    public static ClockRule In(this ClockRule clock, EffectivePeriod days) => clock with { Effective = days };

    public static Basis In(this Basis basis, EffectivePeriod days) => basis with { Effective = days };

    /// <summary>
    /// The milestone as it was before the law that is known of it: recorded where it was done, with nothing shut for want of it or for want
    /// of anything before it, no period counted, and only what is known by hearsay behind it.
    /// </summary>
    public static MilestoneKind BeforeItsLaw(this MilestoneKind row, params ImmutableArray<Basis> bases) => row with
    {
        OnlyWarns = true,
        Gates = [.. row.Gates.Select(gate => gate with { Strength = GateStrength.Warn })],
        Clocks = [],
        Bases = bases,
    };

    /// <summary>Everything every area must have reached before its file is closed: built from the table, so no row is forgotten.</summary>
    public static MilestoneKind ArchiveClosed(IEnumerable<MilestoneKind> above, string chinese, params ImmutableArray<Basis> bases) =>
        new("archive-closed", Track.Completion, chinese, "Files archived")
        {
            Gates =
            [
                .. above.Where(row => row.Required).Select(row => (row.OnlyWarns ? Expected(row.Code) : After(row.Code)) with
                {
                    Effective = row.Effective,
                }),
            ],
            Bases = bases,
            Evidence = new("归档目录", "Archive list"),
        };

    /// <summary>Archiving stood under an earlier text before the law of 2021.</summary>
    public static ImmutableArray<Basis> Archives(string article = "") =>
        [A(LegalSource.AL, article), K(LegalSource.AL).In(Until(2020, 12, 31))];

    /// <summary>60 days to ask for reconsideration: the same number in the text before 2024, by another article.</summary>
    public static ImmutableArray<Basis> Reconsideration => [A(LegalSource.ARL, "20"), A(LegalSource.ARL17, "9")];

    /// <summary>Six months to sue, since 2015.</summary>
    public static Basis SixMonthsToSue => A(LegalSource.APL, "46").In(Since(2015, 5, 1));
}
