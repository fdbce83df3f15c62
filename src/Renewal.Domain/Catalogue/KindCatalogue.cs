using System.Collections.Immutable;

namespace Renewal.Domain.Catalogue;

/// <summary>
/// The rulebook of one kind of renewal in one version: every row with the days on which it is law. Each milestone is judged by the rules
/// of its own day. Each area stores its version, so corrected content does not change areas that follow an earlier version.
/// </summary>
public sealed partial class KindCatalogue
{
    private readonly ImmutableArray<CatalogueTable> tables;
    private readonly ImmutableArray<DateOnly> starts;
    private readonly Dictionary<string, ImmutableArray<ClockRule>> clocks;

    public KindCatalogue(RenewalKind kind, string version, ImmutableArray<Regime> regimes, params ImmutableArray<MilestoneKind> rows)
    {
        (Kind, Version, Regimes, Rows) = (kind, version, regimes, rows);
        Milestones = [.. rows.Select(row => row.Code).Distinct()];
        WithDeadlines =
        [
            .. rows.Where(row => row.LapseRule is not null || row.Clocks.Any(clock => clock.Bound == ClockBound.Maximum))
                .Select(row => row.Code).Distinct(),
        ];
        clocks = rows.GroupBy(row => row.Code).ToDictionary(
            editions => editions.Key, editions => editions.SelectMany(row => row.Clocks).Distinct().ToImmutableArray());
        starts =
        [
            DateOnly.MinValue,
            .. rows.SelectMany(row => row.ChangeDays)
                .Concat(regimes.SelectMany(regime => regime.Days.ChangeDays)).Distinct().Order(),
        ];
        tables =
        [
            .. starts.Select((start, i) => new CatalogueTable(this, new(
                i == 0 ? null : start, i + 1 == starts.Length ? null : starts[i + 1].AddDays(-1)))),
        ];
        ChangeDays = [.. starts.Skip(1).Where((_, i) => !HaveSameRequirements(tables[i], tables[i + 1]))];
    }

    public RenewalKind Kind { get; }

    public string Version { get; }

    /// <summary>The laws that govern the kind, oldest first. No area can be opened on a day that none of them covers.</summary>
    public ImmutableArray<Regime> Regimes { get; }

    /// <summary>All rows, in the order of the rulebook; a milestone has one row for each of its laws.</summary>
    public ImmutableArray<MilestoneKind> Rows { get; }

    /// <summary>Codes of all milestones, each once.</summary>
    public ImmutableArray<string> Milestones { get; }

    /// <summary>Codes of the milestones that have a deadline or a lapse on any day.</summary>
    internal ImmutableArray<string> WithDeadlines { get; }

    /// <summary>The rules between one change and the next, oldest first.</summary>
    public IReadOnlyList<CatalogueTable> Tables => tables;

    /// <summary>Days on which the law, the required milestones or the periods differ from the day before.</summary>
    internal ImmutableArray<DateOnly> ChangeDays { get; }

    /// <summary>The rules of a day.</summary>
    public CatalogueTable On(DateOnly day) => tables[IndexOf(day)];

    public bool Governs(DateOnly day) => Regimes.Any(regime => regime.AppliesOn(day));

    public bool Knows(string? milestone) => milestone is not null && clocks.ContainsKey(milestone);

    /// <summary>A period of a milestone, by its index among the periods of all its rows.</summary>
    public ClockRule Clock(string milestone, int number) => clocks[milestone][number];

    public int NumberOf(string milestone, ClockRule clock) => clocks[milestone].IndexOf(clock);

    /// <summary>
    /// The first day of the unbroken time up to a day in which the gate blocks the milestone; null when it always did. Days on which the
    /// milestone has no row yet count as blocked while the law already requires what the gate asks for.
    /// </summary>
    internal DateOnly? BlocksSince(string milestone, Gate gate, DateOnly day) => Since(day, table =>
        gate.AnyOf.Any(code => table.Find(code) is { OnlyWarns: false })
        && (table.Find(milestone) is not { } row
            || row.Gates.Any(other => other.Strength == GateStrength.Block && other.AnyOf.SequenceEqual(gate.AnyOf))));

    /// <summary>The first day of the unbroken time up to a day in which the milestone is demanded; null when it always was.</summary>
    internal DateOnly? DemandedSince(string milestone, DateOnly day) => Since(day, table => table.Demands(milestone));

    internal int PlaceOf(string milestone) => Milestones.IndexOf(milestone) is >= 0 and var place ? Rows.Length + place : int.MaxValue;

    private DateOnly? Since(DateOnly day, Func<CatalogueTable, bool> holds)
    {
        var i = IndexOf(day);
        while (i > 0 && holds(tables[i - 1])) i--;
        return tables[i].Days.From;
    }

    private int IndexOf(DateOnly day)
    {
        var i = tables.Length - 1;
        while (starts[i] > day) i--;
        return i;
    }

    private static bool HaveSameRequirements(CatalogueTable a, CatalogueTable b) => a.Regime == b.Regime
        && a.Rows.Select(row => (row.Code, row.Required)).SequenceEqual(b.Rows.Select(row => (row.Code, row.Required)))
        && a.Rows.Zip(b.Rows).All(pair => pair.First.Clocks.SequenceEqual(pair.Second.Clocks) && pair.First.Lapses == pair.Second.Lapses);
}
