using System.Collections.Immutable;
using Renewal.Domain.Catalogue.Milestones;

namespace Renewal.Domain.Catalogue;

/// <summary>
/// Every version of every kind's rulebook. A published one stays as it is: corrected content is a new version, which an area follows once
/// somebody has it adopt that.
/// </summary>
public static class Catalogues
{
    /// <summary>The version new areas are registered with.</summary>
    public const string CurrentVersion = "2026-11";

    /// <summary>
    /// Law published since, one line each: see docs/guides/change-the-catalogue.md. It counts for every area of the kind from its first
    /// day.
    /// </summary>
    public static readonly ImmutableArray<CatalogueAmendment> Amendments = [];

    /// <summary>As they were published, without amendments. In the order of the kinds, oldest version of each first.</summary>
    public static readonly ImmutableArray<KindCatalogue> FirstVersions =
    [
        new(RenewalKind.StateLandExpropriation, CurrentVersion, [Regimes.State590], StateLandExpropriation.Rows),
        new(RenewalKind.CollectiveLandUrbanVillage, CurrentVersion,
            [Regimes.CollectivePre2020, Regimes.Collective2020, Regimes.Collective2021], CollectiveLandUrbanVillage.Rows),
        new(RenewalKind.KeyRouteParkWorks, CurrentVersion, [Regimes.Works], KeyRouteParkWorks.Rows),
        new(RenewalKind.ComprehensiveCommunityRenovation, CurrentVersion, [Regimes.Works], ComprehensiveCommunityRenovation.Rows),
        new(RenewalKind.MicroRenovation, CurrentVersion, [Regimes.Works], MicroRenovation.Rows),
        new(RenewalKind.LegacyResolution, CurrentVersion, [Regimes.PermitLegacy], LegacyResolution.Rows),
    ];

    /// <summary>With every amendment. In the order of the kinds, oldest version of each first.</summary>
    public static ImmutableArray<KindCatalogue> Versions => Publications.Current.Latest.Versions;

    /// <summary>Each version as it stands at the end of each law that governs its kind.</summary>
    public static ImmutableArray<CatalogueTable> All => Publications.Current.Latest.Tables;

    /// <summary>The newest version of a kind; null when no law we have a table for governed it on the day.</summary>
    public static KindCatalogue? For(RenewalKind kind, DateOnly openedOn) =>
        Publications.Current.Latest.Newest(kind) is var newest && newest.Governs(openedOn) ? newest : null;

    /// <summary>The version an area follows. What is on file always finds it: a missing one is a mistake of the program.</summary>
    public static KindCatalogue Find(string kind, string version) => Publications.Current.Latest.Find(kind, version);

    /// <summary>Whether this program has that version. A record that a newer program has written to may name one it has not.</summary>
    public static bool Has(string kind, string version) => Publications.Current.Latest.Has(kind, version);

    /// <summary>Whether any kind has the milestone: tells a misspelt code from one that belongs to another kind.</summary>
    public static bool KnowsMilestone(string? code) => Versions.Any(kind => kind.Knows(code));
}
