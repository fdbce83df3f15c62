namespace Renewal.Domain.Areas;

/// <summary>Reports something that holds the area up (堵点).</summary>
public sealed record RaiseObstacle(string Code, string Category, string Description, DateOnly RaisedOn) : AreaCommand(Code);

/// <summary>Reports that an obstacle is out of the way (销号).</summary>
public sealed record ResolveObstacle(string Code, Guid Obstacle, DateOnly ResolvedOn, string How) : AreaCommand(Code);

public static class ObstacleRules
{
    public static Decision Decide(Area area, RaiseObstacle command, Setting setting)
    {
        var texts = new Texts().Required("category", command.Category, 50).Required("description", command.Description, Texts.NoteLength);
        if (texts.Refusal is { } text) return text;
        if (DateRules.Check(area, "raisedOn", command.RaisedOn, setting) is { } date) return date;
        var raised = new ObstacleRaised(command.Category, command.Description, command.RaisedOn);
        if (area.Says(raised)) return Decision.Nothing;
        return DateRules.CheckOpen(area.On(command.RaisedOn, setting)) is { } closed ? closed : raised;
    }

    public static Decision Decide(Area area, ResolveObstacle command, Setting setting)
    {
        if (new Texts().Required("how", command.How, Texts.NoteLength).Refusal is { } text) return text;
        if (area.Latest().Obstacles.FirstOrDefault(o => o.Id == command.Obstacle) is not { } obstacle)
            return Refusals.ObstacleUnknown(command.Obstacle);
        if (DateRules.Check(area, "resolvedOn", command.ResolvedOn, setting) is { } date) return date;
        var resolved = new ObstacleResolved(command.Obstacle, command.ResolvedOn, command.How);
        if (obstacle.Resolved?.What is ObstacleResolved before)
            return Sameness.Same(before, resolved) ? Decision.Nothing : Refusals.ObstacleResolved(before.ResolvedOn);
        return command.ResolvedOn < obstacle.What.RaisedOn ? Refusals.ObstacleBefore(obstacle.What.RaisedOn) : resolved;
    }
}
