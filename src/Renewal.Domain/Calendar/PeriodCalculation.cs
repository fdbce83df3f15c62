using System.Collections.Immutable;

namespace Renewal.Domain.Calendar;

/// <summary>How a period was counted, step by step, so that a reader can check it by hand.</summary>
/// <param name="From">The day the period runs from; it is not counted itself (Civil Code art. 201).</param>
/// <param name="Steps">One for each period, in their order.</param>
/// <param name="LastDay">The last day of the last period.</param>
/// <param name="Provisional">True when the count reaches into a year whose holiday notice is not published.</param>
/// <param name="CalendarVersion">Which holiday calendar was used.</param>
public sealed record PeriodCalculation(
    DateOnly From, ImmutableArray<PeriodCalculationStep> Steps, DateOnly LastDay, bool Provisional, string CalendarVersion);

/// <summary>How one period was counted.</summary>
/// <param name="Period">The period that was counted.</param>
/// <param name="FirstDay">The first day that counts.</param>
/// <param name="EndsOn">The last day before any move.</param>
/// <param name="MovedTo">
/// The day to which the end moves because it falls on a rest day (Civil Code art. 203); otherwise equal to <paramref name="EndsOn"/>.
/// </param>
/// <param name="RestDaysSkipped">Number of weekend days and holidays that a count of working days skipped.</param>
/// <param name="SwappedWorkdays">Weekend days that were counted because they were made working days.</param>
public sealed record PeriodCalculationStep(
    Period Period, DateOnly FirstDay, DateOnly EndsOn, DateOnly MovedTo, int RestDaysSkipped, ImmutableArray<DateOnly> SwappedWorkdays);
