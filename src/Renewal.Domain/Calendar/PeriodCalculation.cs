using System.Collections.Immutable;

namespace Renewal.Domain.Calendar;

/// <summary>How a period was counted, step by step, so that anybody can count it again on fingers.</summary>
/// <param name="From">The day the period runs from; it is not counted itself (Civil Code art. 201).</param>
/// <param name="Steps">One for each period in the order they follow one another.</param>
/// <param name="LastDay">The last day of the last period.</param>
/// <param name="Provisional">True when the counting reached into a year whose holiday notice is not out.</param>
/// <param name="CalendarVersion">Which holiday calendar was used.</param>
public sealed record PeriodCalculation(
    DateOnly From, ImmutableArray<PeriodCalculationStep> Steps, DateOnly LastDay, bool Provisional, string CalendarVersion);

/// <param name="Period">What was counted.</param>
/// <param name="FirstDay">The first day that counts.</param>
/// <param name="EndsOn">Where plain counting ends.</param>
/// <param name="MovedTo">
/// Where the end moved because it fell on a rest day (Civil Code art. 203); equal to <paramref name="EndsOn"/> otherwise.
/// </param>
/// <param name="RestDaysSkipped">Weekend and holiday days that a count of working days stepped over.</param>
/// <param name="SwappedWorkdays">Weekend days that counted because they were made working days.</param>
public sealed record PeriodCalculationStep(
    Period Period, DateOnly FirstDay, DateOnly EndsOn, DateOnly MovedTo, int RestDaysSkipped, ImmutableArray<DateOnly> SwappedWorkdays);
