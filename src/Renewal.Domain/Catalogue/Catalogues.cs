using System.Collections.Frozen;
using System.Collections.Immutable;
using Renewal.Domain.Catalogue.Milestones;

namespace Renewal.Domain.Catalogue;

/// <summary>
/// Every table there is. A changed table is added under a new version and the old one stays: areas registered by it are judged by it
/// until a migration is recorded.
/// </summary>
public static class Catalogues
{
    /// <summary>The version new areas are registered with.</summary>
    public const string CurrentVersion = "2026-11";

    /// <summary>In the order of the kinds, then of the regimes, oldest version first.</summary>
    public static readonly ImmutableArray<CatalogueTable> All =
    [
        new(RenewalKind.StateLandExpropriation, Regimes.State590, CurrentVersion, StateLandExpropriation.Rows),
        new(RenewalKind.CollectiveLandUrbanVillage, Regimes.CollectivePre2020, CurrentVersion, CollectiveLandBefore2020.Rows),
        new(RenewalKind.CollectiveLandUrbanVillage, Regimes.Collective2020, CurrentVersion, CollectiveLandBefore2021.Rows),
        new(RenewalKind.CollectiveLandUrbanVillage, Regimes.Collective2021, CurrentVersion, CollectiveLandUrbanVillage.Rows),
        new(RenewalKind.KeyRouteParkWorks, Regimes.Works, CurrentVersion, KeyRouteParkWorks.Rows),
        new(RenewalKind.ComprehensiveCommunityRenovation, Regimes.Works, CurrentVersion, ComprehensiveCommunityRenovation.Rows),
        new(RenewalKind.MicroRenovation, Regimes.Works, CurrentVersion, MicroRenovation.Rows),
        new(RenewalKind.LegacyResolution, Regimes.PermitLegacy, CurrentVersion, LegacyResolution.Rows),
    ];

    private static readonly FrozenDictionary<(string Kind, string Regime, string Version), CatalogueTable> ByKey =
        All.ToFrozenDictionary(table => (table.Kind.Code, table.Regime.Code, table.Version));

    private static readonly FrozenSet<string> Codes = All.SelectMany(table => table.Rows).Select(row => row.Code).ToFrozenSet();

    /// <summary>The table for an area of the kind opened on that day; null when no regime we have a table for governed it.</summary>
    public static CatalogueTable? For(RenewalKind kind, DateOnly openedOn) =>
        All.LastOrDefault(table => table.Kind == kind && table.Regime.AppliesOn(openedOn));

    /// <summary>The table an area was registered by. What is on file always finds it: a missing one is a mistake of the program.</summary>
    public static CatalogueTable Find(string kind, string regime, string version) =>
        ByKey.TryGetValue((kind, regime, version), out var table)
            ? table
            : throw new InvalidOperationException($"No catalogue table {kind}, {regime}, {version}.");

    /// <summary>Whether this program has that table. A record that a newer program has written to may name one it has not.</summary>
    public static bool Has(string kind, string regime, string version) => ByKey.ContainsKey((kind, regime, version));

    /// <summary>Whether any table has the milestone: tells a misspelt code from one that belongs to another kind.</summary>
    public static bool KnowsMilestone(string? code) => code is not null && Codes.Contains(code);
}
