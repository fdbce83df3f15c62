namespace Renewal.Features.Portfolio;

/// <summary>What changed between two days: new areas, changes of stage, status or light, and milestones reached.</summary>
public sealed record PortfolioChanges(
    DateOnly From, DateOnly To, DateTimeOffset? KnownAt, int AreasThen, int AreasNow, IReadOnlyList<AreaChange> Changes);

/// <summary>One area at two days. Then and now are null where the area was not recorded.</summary>
/// <param name="TakenOver">Its opening position lies between the days: what it says began on that day or earlier.</param>
public sealed record AreaChange(
    string Code, string Name, string Kind, bool Added, string? StageThen, string? StageNow, string? StatusThen, string? StatusNow,
    string? LightThen, string? LightNow, bool TakenOver, IReadOnlyList<MilestoneMove> Milestones, int ObstaclesRaised,
    int ObstaclesResolved);

/// <param name="What">reached, reopened, or ended-otherwise.</param>
public sealed record MilestoneMove(string Milestone, DateOnly? On, string What);
