namespace Renewal.Domain.Areas;

/// <summary>Says who is answerable from a day on.</summary>
public sealed record AssignDuty(string Code, string? ResponsibleUnit, string? Officer, DateOnly EffectiveOn)
    : AreaCommand<DutyAssigned>(Code)
{
    internal override Decision Decide(Area area, DecisionContext context) => DutyRules.Decide(area, this, context);
}

/// <summary>The rules on responsible unit and officer.</summary>
public static class DutyRules
{
    public static Decision Decide(Area area, AssignDuty command, DecisionContext context)
    {
        var texts = new TextRules().Optional("responsibleUnit", command.ResponsibleUnit)
            .Optional("officer", command.Officer, TextRules.NameLength);
        if (texts.Refusal is { } text) return text;
        if (string.IsNullOrWhiteSpace(command.ResponsibleUnit) && string.IsNullOrWhiteSpace(command.Officer))
            return Refusals.TextMissing("responsibleUnit");
        if (DateRules.Check(area, "effectiveOn", command.EffectiveOn, context) is { } date) return date;
        var then = area.On(command.EffectiveOn, context);
        if (DateRules.CheckOpen(then) is { } closed) return closed;
        return then.ResponsibleUnit == command.ResponsibleUnit && then.Officer == command.Officer
            ? Decision.Nothing
            : new DutyAssigned(command.ResponsibleUnit, command.Officer, command.EffectiveOn);
    }
}
