namespace Renewal.Domain.Areas;

/// <summary>What holds for the date of any entry, and for what an ended or halted area still takes.</summary>
internal static class DateRules
{
    /// <summary>A day left out of a message arrives as the year 1; no office has a paper or a case from before this day.</summary>
    public static readonly DateOnly Earliest = new(1949, 10, 1);

    /// <summary>A plan beyond it is a slip of the finger: nobody now in the office would see it fall late.</summary>
    public static readonly DateOnly Latest = new(2099, 12, 31);

    /// <summary>A fact is never in the future and never before the area's record begins.</summary>
    public static Refusal? Check(Area area, string field, DateOnly day, DecisionContext context) =>
        day > context.Today ? Refusals.DateInFuture(field, day, context.Today)
        : day < area.Floor ? Refusals.DateBeforeOpening(field, day, area.Floor)
        : null;

    /// <summary>The paper's own date may lie before the opening, but not in the future.</summary>
    public static Refusal? CheckPaper(DateOnly? documentDate, DecisionContext context) =>
        documentDate < Earliest ? Refusals.DateImpossible("documentDate", documentDate.Value)
        : documentDate > context.Today ? Refusals.DateInFuture("documentDate", documentDate.Value, context.Today) : null;

    /// <summary>Nothing moves while an area is halted, and nothing after it has ended.</summary>
    public static Refusal? CheckAtWork(AreaState then) => then.Status switch
    {
        AreaStatus.Terminated => Refusals.AreaClosed(then.StatusSince!.Value),
        AreaStatus.Suspended => Refusals.AreaSuspended(then.StatusSince!.Value),
        _ => null,
    };

    public static Refusal? CheckOpen(AreaState then) =>
        then.Status == AreaStatus.Terminated ? Refusals.AreaClosed(then.StatusSince!.Value) : null;
}
