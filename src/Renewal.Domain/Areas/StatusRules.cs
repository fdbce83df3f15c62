namespace Renewal.Domain.Areas;

/// <summary>Halts work on an area (暂停).</summary>
public sealed record SuspendArea(string Code, DateOnly EffectiveOn, string Reason, string? DocumentNumber)
    : AreaCommand<AreaSuspended>(Code)
{
    internal override string? GivenReason => Reason;

    internal override Decision Decide(Area area, DecisionContext context) => StatusRules.Decide(area, this, context);
}

/// <summary>Takes work up again (恢复).</summary>
public sealed record ResumeArea(string Code, DateOnly EffectiveOn, string Reason, string? DocumentNumber)
    : AreaCommand<AreaResumed>(Code)
{
    internal override string? GivenReason => Reason;

    internal override Decision Decide(Area area, DecisionContext context) => StatusRules.Decide(area, this, context);
}

/// <summary>Ends an area without completion (终止).</summary>
public sealed record TerminateArea(string Code, DateOnly EffectiveOn, string Reason, string? DocumentNumber)
    : AreaCommand<AreaTerminated>(Code)
{
    internal override string? GivenReason => Reason;

    internal override Decision Decide(Area area, DecisionContext context) => StatusRules.Decide(area, this, context);
}

/// <summary>The rules on active, suspended and terminated areas.</summary>
public static class StatusRules
{
    public static Decision Decide(Area area, SuspendArea command, DecisionContext context)
    {
        if (Check(area, command.EffectiveOn, command.Reason, command.DocumentNumber, context) is { } refusal) return refusal;
        var asked = new AreaSuspended(command.EffectiveOn, command.Reason, command.DocumentNumber);
        if (area.Record.Says(asked)) return Decision.Nothing;
        var then = area.On(command.EffectiveOn, context);
        return then.Status switch
        {
            AreaStatus.Terminated => Refusals.AreaClosed(then.StatusSince!.Value),
            AreaStatus.Suspended => Refusals.StatusSame("suspended"),
            _ => Accept(area, asked, context),
        };
    }

    public static Decision Decide(Area area, ResumeArea command, DecisionContext context)
    {
        if (Check(area, command.EffectiveOn, command.Reason, command.DocumentNumber, context) is { } refusal) return refusal;
        var asked = new AreaResumed(command.EffectiveOn, command.Reason, command.DocumentNumber);
        if (area.Record.Says(asked)) return Decision.Nothing;
        var then = area.On(command.EffectiveOn, context);
        return then.Status switch
        {
            AreaStatus.Terminated => Refusals.AreaClosed(then.StatusSince!.Value),
            AreaStatus.Active => Refusals.AreaNotSuspended,
            _ => Accept(area, asked, context),
        };
    }

    public static Decision Decide(Area area, TerminateArea command, DecisionContext context)
    {
        if (Check(area, command.EffectiveOn, command.Reason, command.DocumentNumber, context) is { } refusal) return refusal;
        var asked = new AreaTerminated(command.EffectiveOn, command.Reason, command.DocumentNumber);
        return area.Record.Says(asked) ? Decision.Nothing
            : area.Latest() is { Status: AreaStatus.Terminated } ended ? Refusals.AreaClosed(ended.StatusSince!.Value)
            : Accept(area, asked, context);
    }

    private static Decision Accept(Area area, AreaEvent asked, DecisionContext context) =>
        Consistency.After(area, asked, context) is { IsEmpty: false } broken
            ? Refusals.Conflicts("area.status-conflicts", broken)
            : asked;

    private static Refusal? Check(Area area, DateOnly day, string reason, string? documentNumber, DecisionContext context) =>
        new TextRules().Required("reason", reason, TextRules.NoteLength).Optional("documentNumber", documentNumber).Refusal
        ?? DateRules.Check(area, "effectiveOn", day, context);
}
