namespace Renewal.Domain.Areas;

/// <summary>The entry point of the rules: every command of every channel is decided here.</summary>
public static class AreaRules
{
    public static Decision Decide(Area area, AreaCommand command, DecisionContext context) =>
        area.Registration is null && command is not RegisterArea
            ? Refusals.AreaUnknown(command.Code)
            : command.WithDefaults().Decide(area, context);
}
