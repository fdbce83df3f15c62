using System.Collections.Immutable;

namespace Renewal.Domain.Catalogue;

/// <summary>
/// One of the ordered stages of an area. The listing stage is land listing (土地挂牌) where land is sold, and tender or procurement where
/// works are contracted. Signing, relocation and demolition run in parallel (<see cref="Track.Clearance"/>).
/// </summary>
public sealed record Stage(string Code, int Order, string Chinese, string English)
{
    public static readonly Stage Preparation = new("preparation", 0, "前期准备", "Preparation");
    public static readonly Stage Listing = new("listing", 1, "挂牌", "Listing");
    public static readonly Stage Completion = new("completion", 2, "完成", "Completion");
    public static readonly Stage Completed = new("completed", 3, "全面完成", "Fully completed");

    public static readonly ImmutableArray<Stage> All = [Preparation, Listing, Completion, Completed];

    public static Stage? Find(string? code) => All.FirstOrDefault(stage => stage.Code == code);

    public Stage? Next => Order + 1 < All.Length ? All[Order + 1] : null;
}

/// <summary>What a milestone belongs to: a stage, or the clearance track, which runs in parallel with the first two stages.</summary>
public static class Track
{
    public const string Preparation = "preparation";
    public const string Listing = "listing";
    public const string Completion = "completion";

    /// <summary>征收拆迁: signing, relocation, demolition.</summary>
    public const string Clearance = "clearance";
}
