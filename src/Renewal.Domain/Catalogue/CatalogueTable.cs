using System.Collections.Immutable;

namespace Renewal.Domain.Catalogue;

/// <summary>The rules of one kind between two changes of the law: each milestone once, with the gates, clocks and bases in force.</summary>
public sealed class CatalogueTable
{
    private readonly KindCatalogue catalogue;
    private readonly Dictionary<string, int> places;

    internal CatalogueTable(KindCatalogue catalogue, EffectivePeriod days)
    {
        (this.catalogue, Days) = (catalogue, days);
        var day = days.From ?? days.Until ?? DateOnly.MaxValue;
        Regime = catalogue.Regimes.LastOrDefault(regime => regime.AppliesOn(day)) ?? catalogue.Regimes[0];
        var codes = catalogue.Rows.Where(row => ((IDatedRule)row).CountsOn(day)).Select(row => row.Code).ToHashSet();
        Rows =
        [
            .. catalogue.Rows.Where(row => ((IDatedRule)row).CountsOn(day)).Select(row => row.On(day))
                .Select(row => row.Gates.All(gate => gate.AnyOf.Any(codes.Contains)) ? row
                    : row with { Gates = [.. row.Gates.Where(gate => gate.AnyOf.Any(codes.Contains))] }),
        ];
        places = Rows.Select((row, place) => (row.Code, place)).ToDictionary(x => x.Code, x => x.place);
        RequiredRows = [.. Rows.Where(row => row.Required)];
    }

    public RenewalKind Kind => catalogue.Kind;

    public string Version => catalogue.Version;

    /// <summary>The days on which these rules are in force.</summary>
    public EffectivePeriod Days { get; }

    /// <summary>The law that governs the kind on those days.</summary>
    public Regime Regime { get; }

    /// <summary>In the order of the rulebook.</summary>
    public ImmutableArray<MilestoneKind> Rows { get; }

    /// <summary>The rows that apply to every area of the kind.</summary>
    public ImmutableArray<MilestoneKind> RequiredRows { get; }

    /// <summary>The row of a milestone; null when the law of these days has none.</summary>
    public MilestoneKind? Find(string? code) => code is not null && places.TryGetValue(code, out var place) ? Rows[place] : null;

    /// <summary>The row of a milestone; when the law of these days has none, its last row under another law.</summary>
    public MilestoneKind? FindAny(string? code) => Find(code) ?? catalogue.Rows.LastOrDefault(row => row.Code == code);

    /// <summary>Position for sorting: milestones of these days first, then those of other days, unknown codes last.</summary>
    public int PlaceOf(string code) => places.TryGetValue(code, out var place) ? place : catalogue.PlaceOf(code);

    /// <summary>The milestones that must be reached to complete a stage: its required rows, except those that only warn.</summary>
    public IEnumerable<MilestoneKind> Closing(Stage stage) => Under(stage).Where(row => !row.OnlyWarns);

    /// <summary>The required milestones of a stage that may be missing if a reason is given.</summary>
    public IEnumerable<MilestoneKind> Expected(Stage stage) => Under(stage).Where(row => row.OnlyWarns);

    /// <summary>Whether every area must reach the milestone, and a reason cannot replace it.</summary>
    public bool Demands(string code) => Find(code) is { Required: true, OnlyWarns: false };

    private IEnumerable<MilestoneKind> Under(Stage stage) => Rows.Where(row => row.Track == stage.Code && row.Required);
}
