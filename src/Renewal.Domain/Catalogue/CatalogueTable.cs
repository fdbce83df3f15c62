using System.Collections.Immutable;

namespace Renewal.Domain.Catalogue;

/// <summary>
/// The rulebook of one kind of renewal under one regime. Its version is written into every area registered by it, so a later table
/// never rewrites a judged case.
/// </summary>
public sealed class CatalogueTable
{
    private readonly Dictionary<string, int> places;

    public CatalogueTable(RenewalKind kind, Regime regime, string version, ImmutableArray<MilestoneKind> rows)
    {
        (Kind, Regime, Version, Rows) = (kind, regime, version, rows);
        places = rows.Select((row, place) => (row.Code, place)).ToDictionary(x => x.Code, x => x.place);
        RequiredRows = [.. rows.Where(row => row.Required)];
        Deadlines =
        [
            .. rows.SelectMany(row => row.Clocks.Select((clock, rule) => (Row: row, Rule: rule, clock.Bound)))
                .Where(clock => clock.Bound == ClockBound.Maximum).Select(clock => (clock.Row, clock.Rule)),
        ];
    }

    public RenewalKind Kind { get; }

    public Regime Regime { get; }

    public string Version { get; }

    /// <summary>In the order of the rulebook.</summary>
    public ImmutableArray<MilestoneKind> Rows { get; }

    /// <summary>What every area of the kind goes through.</summary>
    public ImmutableArray<MilestoneKind> RequiredRows { get; }

    /// <summary>Every period that ends in a day due: its milestone, and its place among the milestone's clocks.</summary>
    internal ImmutableArray<(MilestoneKind Row, int Rule)> Deadlines { get; }

    public MilestoneKind? Find(string? code) => code is not null && places.TryGetValue(code, out var place) ? Rows[place] : null;

    /// <summary>Place in the rulebook; unknown codes last.</summary>
    public int PlaceOf(string code) => places.GetValueOrDefault(code, int.MaxValue);

    /// <summary>The milestones that close a stage: every required row under it, but for those that only warn.</summary>
    public IEnumerable<MilestoneKind> Closing(Stage stage) => Under(stage).Where(row => !row.OnlyWarns);

    /// <summary>The required milestones of a stage that can be left out with a reason.</summary>
    public IEnumerable<MilestoneKind> Expected(Stage stage) => Under(stage).Where(row => row.OnlyWarns);

    private IEnumerable<MilestoneKind> Under(Stage stage) => Rows.Where(row => row.Track == stage.Code && row.Required);
}
