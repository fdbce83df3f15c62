using System.Collections.Immutable;
using Renewal.Domain.Calendar;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// Builders for the rows of the tables. Preconditions are rules of the office: they block whatever the confidence of the row. Two things
/// never block: a period whose basis is unverified (<see cref="ClockRule.Blocks"/>), and a row that is unverified for its days
/// (<see cref="MilestoneKind.OnlyWarns"/>).
/// </summary>
internal static class Rulebook
{
    public static Gate After(string code) => new([code], GateStrength.Block);

    public static ImmutableArray<Gate> AfterAll(params IEnumerable<string> codes) => [.. codes.Select(After)];

    /// <summary>A precondition that may be unmet if a reason is given.</summary>
    public static Gate Expected(string code) => new([code], GateStrength.Warn);

    /// <summary>A precondition that is only shown: the officer decides whether its milestone applies.</summary>
    public static Gate Reminder(string code) => new([code], GateStrength.Inform);

    public static Gate AfterIfClearedFirst(string code) => new([code], GateStrength.Block, GateCondition.WhenClearedBeforeListing);

    public static ClockRule AtLeast(Period period, string from, Basis basis) => new(from, ClockBound.Minimum, [period], basis);

    /// <summary>People may speak or object until the period ends: see <see cref="PeriodPurpose.Objection"/>.</summary>
    public static ClockRule ToObject(this ClockRule clock) => clock with { Purpose = PeriodPurpose.Objection };

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

    /// <summary>General knowledge, no text found; shown as unverified.</summary>
    public static Basis K(string source, string article = "") => new(source, article, Confidence.Unverified);

    public static EffectivePeriod Since(int year, int month, int day) => new(new(year, month, day), null);

    public static EffectivePeriod Until(int year, int month, int day) => new(null, new(year, month, day));

    public static MilestoneKind In(this MilestoneKind row, EffectivePeriod days) => row with { Effective = days };

    public static Gate In(this Gate gate, EffectivePeriod days) => gate with { Effective = days };

    public static ClockRule In(this ClockRule clock, EffectivePeriod days) => clock with { Effective = days };

    public static Basis In(this Basis basis, EffectivePeriod days) => basis with { Effective = days };

    /// <summary>
    /// The milestone in the days before the law that is known for it. It can be recorded, but its absence blocks nothing; its own gates
    /// only warn, no period is counted, and its bases are the given, unverified ones.
    /// </summary>
    public static MilestoneKind BeforeItsLaw(this MilestoneKind row, params ImmutableArray<Basis> bases) => row with
    {
        OnlyWarns = true,
        Gates = [.. row.Gates.Select(gate => gate with { Strength = GateStrength.Warn })],
        Clocks = [],
        Bases = bases,
    };

    /// <summary>The archiving row. Its gates are all required rows of the table, so that none is forgotten.</summary>
    public static MilestoneKind ArchiveClosed(IEnumerable<MilestoneKind> above, string chinese, params ImmutableArray<Basis> bases) =>
        new("archive-closed", Track.Completion, chinese, "Files archived")
        {
            Actor = Actors.StreetOffice,
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

    /// <summary>The Archives Law as of 2021; the earlier text is unverified.</summary>
    public static ImmutableArray<Basis> Archives(string article = "") =>
        [A(LegalSource.AL, article), K(LegalSource.AL).In(Until(2020, 12, 31))];

    /// <summary>60 days to apply for administrative reconsideration: article 20 since 2024, article 9 of the text before.</summary>
    public static ImmutableArray<Basis> Reconsideration => [A(LegalSource.ARL, "20"), A(LegalSource.ARL17, "9")];

    /// <summary>Six months to sue, since 2015.</summary>
    public static Basis SixMonthsToSue => A(LegalSource.APL, "46").In(Since(2015, 5, 1));
}
