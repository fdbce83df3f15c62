namespace Renewal.Domain.Calendar;

public enum PeriodUnit
{
    /// <summary>自然日.</summary>
    CalendarDays,

    /// <summary>工作日, with China's swapped weekends (调休).</summary>
    WorkingDays,

    /// <summary>月: ends on the corresponding day, else on the month's last day. Civil Code (民法典) art. 202.</summary>
    Months,
}

/// <summary>A length of time as the law words it.</summary>
public sealed record Period(int Amount, PeriodUnit Unit)
{
    public static Period Days(int amount) => new(amount, PeriodUnit.CalendarDays);

    public static Period WorkingDays(int amount) => new(amount, PeriodUnit.WorkingDays);

    public static Period Months(int amount) => new(amount, PeriodUnit.Months);
}
