using System.Collections.Immutable;
using Renewal.Domain.Catalogue.Milestones;

namespace Renewal.Domain.Catalogue;

/// <summary>
/// Every version of every kind's rulebook. A published version never changes: corrected content is a new version, and an area follows it
/// after the command <c>AdoptCatalogue</c>.
/// </summary>
public static class Catalogues
{
    /// <summary>The version new areas are registered with.</summary>
    public const string CurrentVersion = "2026-11";

    /// <summary>
    /// Law published after the versions, one line each: see docs/guides/change-the-catalogue.md. An amendment applies to every area of the
    /// kind from its first day.
    /// </summary>
    public static readonly ImmutableArray<CatalogueAmendment> Amendments = [];

    /// <summary>The versions as published, without amendments: in the order of the kinds, oldest version of each first.</summary>
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

    /// <summary>The versions with all amendments: in the order of the kinds, oldest version of each first.</summary>
    public static ImmutableArray<KindCatalogue> Versions => Publications.Current.Latest.Versions;

    /// <summary>For each version and each of its laws: the rules on the last day of the law.</summary>
    public static ImmutableArray<CatalogueTable> All => Publications.Current.Latest.Tables;

    /// <summary>The newest version of a kind; null when none of its laws is in force on the day.</summary>
    public static KindCatalogue? For(RenewalKind kind, DateOnly openedOn) =>
        Publications.Current.Latest.Newest(kind) is var newest && newest.Governs(openedOn) ? newest : null;

    /// <summary>The version an area follows.</summary>
    /// <exception cref="InvalidOperationException">This program does not have the version: see <see cref="Has"/>.</exception>
    public static KindCatalogue Find(string kind, string version) => Publications.Current.Latest.Find(kind, version);

    /// <summary>Whether this program has the version. An event written by a newer program may name one that it does not have.</summary>
    public static bool Has(string kind, string version) => Publications.Current.Latest.Has(kind, version);

    /// <summary>Whether any kind has the milestone. This distinguishes an unknown code from one that belongs to another kind.</summary>
    public static bool KnowsMilestone(string? code) => Versions.Any(kind => kind.Knows(code));
}
