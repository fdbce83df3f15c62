namespace Renewal.Domain.Areas;

/// <summary>Rules for the date of any event, and for what can be recorded of suspended and terminated areas.</summary>
internal static class DateRules
{
    /// <summary>A day omitted from a message arrives as the year 1; no document or case is older than this day.</summary>
    public static readonly DateOnly Earliest = new(1949, 10, 1);

    /// <summary>A planned day after it is a typing error.</summary>
    public static readonly DateOnly Latest = new(2099, 12, 31);

    /// <summary>An event never takes effect in the future or before the area's record begins.</summary>
    public static Refusal? Check(Area area, string field, DateOnly day, DecisionContext context) =>
        day > context.Today ? Refusals.DateInFuture(field, day, context.Today)
        : day < area.Floor ? Refusals.DateBeforeOpening(field, day, area.Floor)
        : null;

    /// <summary>The date of the document may be before the opening, but not in the future.</summary>
    public static Refusal? CheckDocumentDate(DateOnly? documentDate, DecisionContext context) =>
        documentDate < Earliest ? Refusals.DateImpossible("documentDate", documentDate.Value)
        : documentDate > context.Today ? Refusals.DateInFuture("documentDate", documentDate.Value, context.Today) : null;

    /// <summary>Nothing is recorded while an area is suspended or after it was terminated.</summary>
    public static Refusal? CheckAtWork(AreaState then) => then.Status switch
    {
        AreaStatus.Terminated => Refusals.AreaClosed(then.StatusSince!.Value),
        AreaStatus.Suspended => Refusals.AreaSuspended(then.StatusSince!.Value),
        _ => null,
    };

    public static Refusal? CheckOpen(AreaState then) =>
        then.Status == AreaStatus.Terminated ? Refusals.AreaClosed(then.StatusSince!.Value) : null;
}
