using Renewal.Domain.Calendar;

namespace Renewal.Domain.Tests.Calendar;

public sealed class When_counting_days_and_months
{
    private static readonly WorkCalendar China = WorkCalendar.China;

    [Theory]
    [InlineData("2021-01-05", 30, "2021-02-04")] // Hanyang: plan published, consultation over
    [InlineData("2019-05-28", 20, "2019-06-17")] // Wuhan listing notice 17 of 2019: notice, listing opened
    [InlineData("2019-06-17", 10, "2019-06-27")] // the same: opened, closed
    [InlineData("2018-05-08", 10, "2018-05-18")] // notice 6 of 2018: opened, closed
    public void the_starting_day_is_not_counted(string from, int days, string last)
    {
        var reckoning = China.Count(DateOnly.Parse(from, null), Period.Days(days));

        Assert.Equal(DateOnly.Parse(last, null), reckoning.LastDay);
        Assert.Equal(DateOnly.Parse(from, null).AddDays(1), reckoning.Steps[0].FirstDay);
        Assert.False(reckoning.Provisional);
    }

    [Theory]
    [InlineData("2026-09-11", 20, "2026-10-01", "2026-10-08")] // National Day
    [InlineData("2026-01-16", 30, "2026-02-15", "2026-02-24")] // Spring Festival
    [InlineData("2026-04-21", 10, "2026-05-01", "2026-05-06")] // Labour Day
    [InlineData("2025-12-22", 10, "2026-01-01", "2026-01-04")] // New Year; Sunday 4 January is a working day
    [InlineData("2026-06-03", 10, "2026-06-13", "2026-06-15")] // an ordinary Saturday
    [InlineData("2026-02-04", 10, "2026-02-14", "2026-02-14")] // a Saturday made a working day stays
    [InlineData("2026-04-25", 15, "2026-05-10", "2026-05-11")] // the Sunday after a swapped Saturday
    public void a_last_day_on_a_rest_day_moves_to_the_next_working_day(string from, int days, string ends, string moved)
    {
        var step = China.Count(DateOnly.Parse(from, null), Period.Days(days)).Steps[0];

        Assert.Equal(DateOnly.Parse(ends, null), step.EndsOn);
        Assert.Equal(DateOnly.Parse(moved, null), step.MovedTo);
    }

    [Theory]
    [InlineData("2023-01-31", 1, "2023-02-28")]
    [InlineData("2024-01-31", 1, "2024-02-29")]
    [InlineData("2024-02-29", 12, "2025-02-28")]
    [InlineData("2023-02-28", 1, "2023-03-28")] // the corresponding day, not the month's end
    [InlineData("2025-11-17", 3, "2026-02-17")] // across the year
    [InlineData("2025-08-31", 6, "2026-02-28")]
    public void months_end_on_the_corresponding_day_or_the_month_end(string from, int months, string ends) =>
        Assert.Equal(DateOnly.Parse(ends, null), China.Count(DateOnly.Parse(from, null), Period.Months(months)).Steps[0].EndsOn);

    [Fact]
    public void three_months_to_apply_follow_six_months_to_sue()
    {
        var reckoning = China.Count(new(2026, 3, 2), Period.Months(6), Period.Months(3));

        Assert.Equal(new(2026, 9, 2), reckoning.Steps[0].MovedTo);
        Assert.Equal(new(2026, 9, 3), reckoning.Steps[1].FirstDay);
        Assert.Equal(new(2026, 12, 2), reckoning.LastDay);
        Assert.False(reckoning.Provisional);
    }

    [Fact]
    public void a_following_period_runs_from_the_moved_end()
    {
        // 1 April and six months end on National Day and move to the 9th; the three months run from there.
        var reckoning = China.Count(new(2025, 4, 1), Period.Months(6), Period.Months(3));

        Assert.Equal((new(2025, 10, 1), new(2025, 10, 9)), (reckoning.Steps[0].EndsOn, reckoning.Steps[0].MovedTo));
        Assert.Equal(new(2025, 10, 10), reckoning.Steps[1].FirstDay);
        Assert.Equal(new(2026, 1, 9), reckoning.LastDay);
    }

    [Theory]
    [InlineData("2026-07-24", 5, false)] // ends 24 December
    [InlineData("2026-07-25", 5, true)] // ends 25 December
    [InlineData("2025-07-26", 5, false)] // ends 26 December, and the notice for the next year is out
    [InlineData("2026-09-02", 6, true)] // ends in March 2027
    [InlineData("2010-12-06", 6, false)] // begins before the first notice, but only the end asks whether a day is worked
    public void only_the_end_can_make_them_provisional(string from, int months, bool provisional) =>
        Assert.Equal(provisional, China.Count(DateOnly.Parse(from, null), Period.Months(months)).Provisional);
}
