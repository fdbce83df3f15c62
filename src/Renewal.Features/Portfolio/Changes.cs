using Renewal.Domain.Areas;

namespace Renewal.Features.Portfolio;

/// <summary>What moved between two days: areas that came on file, changed stage, status or light, and milestones reached.</summary>
public sealed record PortfolioChanges(
    DateOnly From, DateOnly To, DateTimeOffset? KnownAt, int AreasThen, int AreasNow, IReadOnlyList<AreaChange> Changes)
{
    public static PortfolioChanges Between(IReadOnlyList<PortfolioLine> lines, DateOnly from, DateOnly to, DateTimeOffset? knownAt)
    {
        var changes = lines.Select(line => AreaChange.Between(line, from, to)).OfType<AreaChange>()
            .OrderBy(change => change.Code, StringComparer.Ordinal).ToList();
        return new PortfolioChanges(
            from, to, knownAt, lines.Count(line => line.Area.On(from).OnFile), lines.Count(line => line.Area.On(to).OnFile), changes);
    }
}

/// <summary>One area at two days. Then and now are null where the area was not on file.</summary>
public sealed record AreaChange(
    string Code, string Name, string Kind, bool Added, string? StageThen, string? StageNow, string? StatusThen, string? StatusNow,
    string? LightThen, string? LightNow, IReadOnlyList<MilestoneMove> Milestones, int ObstaclesRaised, int ObstaclesResolved)
{
    public static AreaChange? Between(PortfolioLine line, DateOnly from, DateOnly to)
    {
        var (then, now) = (AreaSummary.Of(line, from), AreaSummary.Of(line, to));
        if (now is null) return null;
        var (before, after) = (line.Area.On(from), line.Area.On(to));
        var moves = Moves(before, after);
        var raised = after.Obstacles.Count(o => o.Event.RaisedOn > from);
        var resolved = after.Obstacles.Count(o => o.Resolved?.Event is ObstacleResolved gone && gone.ResolvedOn > from);
        var change = new AreaChange(
            now.Code, now.Name, now.Kind, then is null, then?.Stage, now.Stage, then?.Status, now.Status, then?.Light, now.Light, moves,
            raised, resolved);
        return change.IsNothing ? null : change;
    }

    private bool IsNothing =>
        !Added && StageThen == StageNow && StatusThen == StatusNow && LightThen == LightNow && Milestones.Count == 0
        && ObstaclesRaised == 0 && ObstaclesResolved == 0;

    private static List<MilestoneMove> Moves(AreaState before, AreaState after)
    {
        var reached = after.Reached.Values.Where(r => before.Reached.GetValueOrDefault(r.Milestone)?.Recorded.EventId != r.Recorded.EventId)
            .Select(r => new MilestoneMove(r.Milestone, r.On, "reached"));
        var sentBack = after.EarlierRounds.Skip(before.EarlierRounds.Length).Select(r => new MilestoneMove(
            r.Milestone, r.On, before.Table.Find(r.Milestone)?.InsteadOf is null ? "reopened" : "ended-otherwise"));
        return [.. sentBack.Concat(reached).OrderBy(move => move.On)];
    }
}

/// <param name="What">reached, reopened, or ended-otherwise.</param>
public sealed record MilestoneMove(string Milestone, DateOnly? On, string What);
