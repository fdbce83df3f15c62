using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Renewal.Domain.Calendar;

/// <summary>
/// The working days of China, and how legal periods are counted. The yearly notices are part of the program, so the same version of the
/// calendar always gives the same result. A notice published later is a release with its instant: a query for an earlier state of knowledge
/// is counted without it.
/// </summary>
/// <remarks>
/// Civil Code (民法典) arts 201-203: the day a period runs from is not counted; months end on the corresponding day, else on the month's
/// last day; a last day that is a 法定休假日 moves on to the next working day. This class treats every rest day as a 法定休假日: public
/// holidays and weekends that were not made working days. Article 203 itself does not mention weekends; practice treats them the same, and
/// the difference stays visible, because a step shows the end both before and after the move.
/// </remarks>
public sealed partial class WorkCalendar
{
    /// <summary>
    /// Holiday notices in the order of their publication. A new notice is added with the instant of its publication; none is changed.
    /// </summary>
    public static readonly ImmutableArray<CalendarRelease> Releases = [new("holidays-2011-2026", null, Notices)];

    /// <summary>The calendar with all notices of this program.</summary>
    public static readonly WorkCalendar China = Of(Releases);

    private readonly FrozenDictionary<DateOnly, (bool Off, string Occasion)> special;

    private readonly FrozenSet<int> knownYears;

    private WorkCalendar(IEnumerable<CalendarRelease> releases)
    {
        // A later notice can also set days of the year before.
        special = releases.SelectMany(release => Read(release.Notices)).GroupBy(day => day.Key).ToFrozenDictionary(
            days => days.Key, days => days.Last().Value);
        knownYears = special.Keys.Select(day => day.Year).ToFrozenSet();
        Version = string.Create(CultureInfo.InvariantCulture, $"cn-{knownYears.Min()}..{knownYears.Max()}");
    }

    /// <summary>The calendar with only the given releases.</summary>
    public static WorkCalendar Of(IEnumerable<CalendarRelease> releases) => new(releases);

    /// <summary>The years whose notices this calendar has; stored with every result.</summary>
    public string Version { get; }

    /// <summary>Whether this calendar has the holiday notice of the year.</summary>
    public bool IsKnown(int year) => knownYears.Contains(year);

    /// <summary>
    /// Whether no later notice can change the day. The last week of the last known year is not settled: a notice for a new year has set
    /// days from 29 December on (2018).
    /// </summary>
    public bool IsSettled(DateOnly day) =>
        IsKnown(day.Year) && (IsKnown(day.Year + 1) || day < new DateOnly(day.Year, 12, 25));

    public bool IsWorkingDay(DateOnly day) =>
        special.TryGetValue(day, out var notice) ? !notice.Off : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    public bool IsRestDay(DateOnly day) => !IsWorkingDay(day);

    /// <summary>The holiday for which the day is off or was made a working day; null for an ordinary day.</summary>
    public string? Occasion(DateOnly day) => special.TryGetValue(day, out var notice) ? notice.Occasion : null;

    /// <summary>
    /// Counts periods that follow one another: each runs from the last day of the one before, after any move. An end later than
    /// <see cref="DateOnly.MaxValue"/> becomes that day, and the result is provisional.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no period, or one of an amount below one.</exception>
    public PeriodCalculation Count(DateOnly from, params ImmutableArray<Period> periods)
    {
        // Periods come from the tables only, so an empty list or an amount below one is a bug in a table.
        ArgumentOutOfRangeException.ThrowIfEqual(periods.IsDefaultOrEmpty, true, nameof(periods));

        var steps = ImmutableArray.CreateBuilder<PeriodCalculationStep>(periods.Length);
        var (last, provisional) = (from, false);
        foreach (var period in periods)
        {
            var step = Step(last, period);
            // Only days that were looked up can make the result provisional: all of them for working days, otherwise the end.
            var asked = period.Unit is PeriodUnit.WorkingDays ? step.FirstDay : step.EndsOn;
            provisional |= !IsSettled(asked) || !IsSettled(step.MovedTo) || step.MovedTo == DateOnly.MaxValue;
            steps.Add(step);
            last = step.MovedTo;
        }

        return new PeriodCalculation(from, steps.MoveToImmutable(), last, provisional, Version);
    }

    private PeriodCalculationStep Step(DateOnly from, Period period)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period.Amount, nameof(period));
        return period.Unit switch
        {
            PeriodUnit.CalendarDays => Ending(from, period, PlusDays(from, period.Amount)),
            PeriodUnit.Months => Ending(from, period, PlusMonths(from, period.Amount)),
            PeriodUnit.WorkingDays => CountingWorkingDays(from, period),
            _ => throw new ArgumentOutOfRangeException(nameof(period), period.Unit, "No such unit."),
        };
    }

    private PeriodCalculationStep Ending(DateOnly from, Period period, DateOnly endsOn) =>
        new(period, PlusDays(from, 1), endsOn, NextWorkingDay(endsOn), 0, []);

    private PeriodCalculationStep CountingWorkingDays(DateOnly from, Period period)
    {
        var (day, counted, skipped) = (from, 0, 0);
        var swapped = ImmutableArray.CreateBuilder<DateOnly>();
        while (counted < period.Amount && day < DateOnly.MaxValue)
        {
            day = day.AddDays(1);
            if (IsRestDay(day))
            {
                skipped++;
                continue;
            }

            counted++;
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) swapped.Add(day);
        }

        return new PeriodCalculationStep(period, PlusDays(from, 1), day, day, skipped, swapped.ToImmutable());
    }

    private DateOnly NextWorkingDay(DateOnly day)
    {
        while (IsRestDay(day) && day < DateOnly.MaxValue) day = day.AddDays(1);
        return day;
    }

    private static DateOnly PlusDays(DateOnly day, int days) =>
        days > DateOnly.MaxValue.DayNumber - day.DayNumber ? DateOnly.MaxValue : day.AddDays(days);

    private static DateOnly PlusMonths(DateOnly day, int months) =>
        months > ((DateOnly.MaxValue.Year - day.Year) * 12) + 12 - day.Month ? DateOnly.MaxValue : day.AddMonths(months);

    private static IEnumerable<KeyValuePair<DateOnly, (bool Off, string Occasion)>> Read(string notices)
    {
        foreach (var line in notices.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ') is not [var year, var occasion, .. var runs]) throw new FormatException(line);

            foreach (var run in runs)
            {
                var off = !run.StartsWith('+');
                var ends = run.TrimStart('+').Split('-');
                var until = Day(year, ends[^1]);
                for (var day = Day(year, ends[0]); day <= until; day = day.AddDays(1)) yield return new(day, (off, occasion));
            }
        }
    }

    private static DateOnly Day(string year, string monthAndDay) =>
        DateOnly.ParseExact(year + monthAndDay, "yyyyMMdd", CultureInfo.InvariantCulture);
}
