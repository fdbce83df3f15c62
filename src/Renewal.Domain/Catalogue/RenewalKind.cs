using System.Collections.Immutable;

namespace Renewal.Domain.Catalogue;

/// <summary>A kind of renewal; each has its own table of milestones.</summary>
public sealed record RenewalKind(string Code, string Chinese, string English)
{
    public static readonly RenewalKind StateLandExpropriation =
        new("state-land-expropriation", "国有土地上房屋征收", "Expropriation on state-owned land");

    public static readonly RenewalKind CollectiveLandUrbanVillage =
        new("collective-land-urban-village", "集体土地征收（城中村改造）", "Collective land and urban village renewal");

    public static readonly RenewalKind KeyRouteParkWorks =
        new("key-route-park-works", "重点线路整治、游园改造", "Key-route and park works");

    public static readonly RenewalKind ComprehensiveCommunityRenovation =
        new("comprehensive-community-renovation", "老旧小区综合改造（新颜工程）", "Comprehensive community renovation");

    public static readonly RenewalKind MicroRenovation =
        new("micro-renovation", "老旧小区微改造", "Micro-renovation");

    public static readonly RenewalKind LegacyResolution =
        new("legacy-resolution", "历史遗留项目化解", "Resolution of legacy cases");

    public static readonly ImmutableArray<RenewalKind> All =
    [
        StateLandExpropriation, CollectiveLandUrbanVillage, KeyRouteParkWorks,
        ComprehensiveCommunityRenovation, MicroRenovation, LegacyResolution,
    ];

    public static RenewalKind? Find(string? code) => All.FirstOrDefault(kind => kind.Code == code);
}
