namespace Renewal.Domain.Calendar;

/// <summary>The unit of a legal period.</summary>
public enum PeriodUnit
{
    /// <summary>自然日.</summary>
    CalendarDays,

    /// <summary>工作日, with China's swapped weekends (调休).</summary>
    WorkingDays,

    /// <summary>月: ends on the same day of the month, or else on its last day. Civil Code (民法典) art. 202.</summary>
    Months,
}

/// <summary>The length of a legal period, in the unit that the law uses.</summary>
public sealed record Period(int Amount, PeriodUnit Unit)
{
    public static Period Days(int amount) => new(amount, PeriodUnit.CalendarDays);

    public static Period WorkingDays(int amount) => new(amount, PeriodUnit.WorkingDays);

    public static Period Months(int amount) => new(amount, PeriodUnit.Months);
}
