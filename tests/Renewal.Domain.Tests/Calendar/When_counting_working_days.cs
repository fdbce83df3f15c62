using Renewal.Domain.Calendar;

namespace Renewal.Domain.Tests.Calendar;

public sealed class When_counting_working_days
{
    private static readonly WorkCalendar China = WorkCalendar.China;

    [Fact]
    public void a_swapped_saturday_counts_and_the_spring_festival_does_not()
    {
        // February 2026: 10 (1), 11 (2), 12 (3), 13 (4), Saturday 14 made a working day (5); 15 to 23 off, nine days;
        // 24 (6), 25 (7), 26 (8), 27 (9), Saturday 28 made a working day (10).
        var reckoning = China.Count(new(2026, 2, 9), Period.WorkingDays(10));

        var step = Assert.Single(reckoning.Steps);
        Assert.Equal(new(2026, 2, 28), reckoning.LastDay);
        Assert.Equal(new(2026, 2, 10), step.FirstDay);
        Assert.Equal(9, step.RestDaysSkipped);
        Assert.Equal([new(2026, 2, 14), new(2026, 2, 28)], step.SwappedWorkdays);
        Assert.False(reckoning.Provisional);
        Assert.Equal("cn-2011..2026", reckoning.CalendarVersion);
    }

    [Fact]
    public void a_swapped_sunday_is_named_like_a_swapped_saturday() =>
        Assert.Equal([new(2025, 9, 28), new(2025, 10, 11)], China.Count(new(2025, 9, 26), Period.WorkingDays(10)).Steps[0].SwappedWorkdays);

    [Theory]
    [InlineData("2025-09-26", 10, "2025-10-16", 10)] // 27 Sat off, 28 Sun worked; 1 to 8 October off, 11 Sat worked
    [InlineData("2026-09-30", 1, "2026-10-08", 7)] // the whole National Day week
    [InlineData("2021-09-30", 3, "2021-10-11", 8)] // 8 Fri, 9 Sat worked, 10 Sun off, 11 Mon
    [InlineData("2020-01-20", 10, "2020-02-11", 12)] // the holiday prolonged in 2020
    [InlineData("2026-06-05", 1, "2026-06-08", 2)] // over an ordinary weekend
    [InlineData("2026-06-06", 1, "2026-06-08", 1)] // from a Saturday
    public void they_are_counted_as_on_the_wall_calendar(string from, int days, string last, int skipped)
    {
        var reckoning = China.Count(DateOnly.Parse(from, null), Period.WorkingDays(days));

        Assert.Equal(DateOnly.Parse(last, null), reckoning.LastDay);
        Assert.Equal(skipped, reckoning.Steps[0].RestDaysSkipped);
        Assert.Equal(reckoning.LastDay, reckoning.Steps[0].MovedTo);
    }

    [Theory]
    [InlineData("2026-12-10", false)] // ends on 24 December, the last settled day
    [InlineData("2026-12-11", true)] // ends on 25 December: the notice for 2027 may still reach back
    [InlineData("2026-12-21", true)] // ends in 2027, whose notice is not out
    [InlineData("2027-03-01", true)]
    [InlineData("2010-12-27", true)] // begins before the first notice on board
    [InlineData("2011-01-04", false)]
    public void an_answer_that_touches_an_unannounced_year_is_provisional(string from, bool provisional) =>
        Assert.Equal(provisional, China.Count(DateOnly.Parse(from, null), Period.WorkingDays(10)).Provisional);

    [Fact]
    public void a_provisional_step_makes_the_whole_provisional() =>
        Assert.True(China.Count(new(2010, 12, 27), Period.WorkingDays(10), Period.Months(1)).Provisional);

    [Fact]
    public void an_end_beyond_the_last_writable_day_is_that_day_and_provisional()
    {
        foreach (var period in new[] { Period.WorkingDays(10), Period.Days(30), Period.Months(6), Period.Months(int.MaxValue) })
        {
            var reckoning = China.Count(new(9999, 12, 28), period, period);

            Assert.Equal(DateOnly.MaxValue, reckoning.LastDay);
            Assert.True(reckoning.Provisional);
        }
    }

    [Fact]
    public void the_last_writable_day_can_be_counted_from() =>
        Assert.Equal(DateOnly.MaxValue, China.Count(DateOnly.MaxValue, Period.Days(1), Period.WorkingDays(1), Period.Months(1)).LastDay);

    [Fact]
    public void the_first_writable_day_can_be_counted_from() =>
        Assert.True(China.Count(DateOnly.MinValue, Period.WorkingDays(1)).Provisional);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void a_period_below_one_is_a_mistake_in_a_table(int amount) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => China.Count(new(2026, 1, 5), Period.Days(amount)));

    [Fact]
    public void no_period_at_all_is_a_mistake_in_a_table() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => China.Count(new(2026, 1, 5)));
}
