namespace Renewal.Domain.Areas;

/// <summary>Reports something that holds the area up (堵点).</summary>
public sealed record RaiseObstacle(string Code, string Category, string Description, DateOnly RaisedOn) : AreaCommand<ObstacleRaised>(Code)
{
    internal override Decision Decide(Area area, DecisionContext context) => ObstacleRules.Decide(area, this, context);
}

/// <summary>Reports that an obstacle is out of the way (销号).</summary>
public sealed record ResolveObstacle(string Code, Guid Obstacle, DateOnly ResolvedOn, string How) : AreaCommand<ObstacleResolved>(Code)
{
    internal override Decision Decide(Area area, DecisionContext context) => ObstacleRules.Decide(area, this, context);
}

public static class ObstacleRules
{
    public static Decision Decide(Area area, RaiseObstacle command, DecisionContext context)
    {
        var texts = new TextRules().Required("category", command.Category, 50)
            .Required("description", command.Description, TextRules.NoteLength);
        if (texts.Refusal is { } text) return text;
        if (DateRules.Check(area, "raisedOn", command.RaisedOn, context) is { } date) return date;
        var raised = new ObstacleRaised(command.Category, command.Description, command.RaisedOn);
        if (area.Record.Says(raised)) return Decision.Nothing;
        return DateRules.CheckOpen(area.On(command.RaisedOn, context)) is { } closed ? closed : raised;
    }

    public static Decision Decide(Area area, ResolveObstacle command, DecisionContext context)
    {
        if (new TextRules().Required("how", command.How, TextRules.NoteLength).Refusal is { } text) return text;
        if (area.Latest().Obstacles.FirstOrDefault(o => o.Id == command.Obstacle) is not { } obstacle)
            return Refusals.ObstacleUnknown(command.Obstacle);
        if (DateRules.Check(area, "resolvedOn", command.ResolvedOn, context) is { } date) return date;
        var resolved = new ObstacleResolved(command.Obstacle, command.ResolvedOn, command.How);
        if (obstacle.Resolved?.Event is ObstacleResolved before)
            return before.SaysTheSame(resolved) ? Decision.Nothing : Refusals.ObstacleResolved(before.ResolvedOn);
        return command.ResolvedOn < obstacle.Event.RaisedOn ? Refusals.ObstacleBefore(obstacle.Event.RaisedOn) : resolved;
    }
}
