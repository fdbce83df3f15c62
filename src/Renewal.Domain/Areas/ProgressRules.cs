namespace Renewal.Domain.Areas;

/// <summary>Says in words how things stand as of a day.</summary>
public sealed record NoteProgress(string Code, DateOnly AsOf, string Text, string? Source) : AreaCommand<ProgressNoted>(Code)
{
    internal override Decision Decide(Area area, DecisionContext context) => ProgressRules.Decide(area, this, context);
}

/// <summary>Progress in words, as of a day.</summary>
public static class ProgressRules
{
    public static Decision Decide(Area area, NoteProgress command, DecisionContext context)
    {
        var texts = new TextRules().Required("text", command.Text, TextRules.NoteLength).Optional("source", command.Source);
        if (texts.Refusal is { } text) return text;
        if (DateRules.Check(area, "asOf", command.AsOf, context) is { } date) return date;
        // A note belongs to its day: importing an older ledger again does not record its note a second time.
        if (area.Record.InOrder().Any(fact => fact.Event is ProgressNoted said && (said.AsOf, said.Text) == (command.AsOf, command.Text)))
            return Decision.Nothing;
        var then = area.On(command.AsOf, context);
        if (DateRules.CheckOpen(then) is { } closed) return closed;
        return then.Progress == (command.Text, command.AsOf)
            ? Decision.Nothing
            : new ProgressNoted(command.AsOf, command.Text, command.Source);
    }
}
