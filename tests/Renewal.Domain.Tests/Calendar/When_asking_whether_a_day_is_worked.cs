using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Renewal.Domain.Calendar;

namespace Renewal.Domain.Tests.Calendar;

public sealed class When_asking_whether_a_day_is_worked
{
    private static readonly WorkCalendar China = WorkCalendar.China;

    [Theory]
    [InlineData("2026-02-13", true, null)] // Friday
    [InlineData("2026-02-14", true, "春节")] // Saturday made a working day
    [InlineData("2026-02-15", false, "春节")]
    [InlineData("2026-02-23", false, "春节")]
    [InlineData("2026-02-24", true, null)]
    [InlineData("2026-06-13", false, null)] // Saturday
    [InlineData("2022-12-31", false, "元旦")] // given by the notice for 2023
    [InlineData("2011-12-31", true, "元旦")] // taken by the notice for 2012
    [InlineData("2015-09-03", false, "抗日战争暨世界反法西斯战争胜利70周年纪念日")]
    [InlineData("2020-02-03", true, "春节")] // a Monday the prolonged holiday named a working day
    [InlineData("2027-10-01", true, null)] // a Friday: not announced, so only weekends are known
    public void the_notices_decide_and_weekends_otherwise(string day, bool worked, string? occasion)
    {
        var date = DateOnly.Parse(day, null);

        Assert.Equal(worked, China.IsWorkingDay(date));
        Assert.Equal(!worked, China.IsRestDay(date));
        Assert.Equal(occasion, China.Occasion(date));
    }

    [Theory]
    [InlineData(2010, false)]
    [InlineData(2011, true)]
    [InlineData(2026, true)]
    [InlineData(2027, false)]
    public void a_year_is_known_when_its_notice_is_out(int year, bool known) => Assert.Equal(known, China.IsKnown(year));

    /// <summary>Counted in the published lists, year by year: a line lost or mistyped shows here.</summary>
    [Theory]
    [InlineData(2011, 35)]
    [InlineData(2012, 33)]
    [InlineData(2013, 41)]
    [InlineData(2014, 27)]
    [InlineData(2015, 31)]
    [InlineData(2016, 30)]
    [InlineData(2017, 29)]
    [InlineData(2018, 32)]
    [InlineData(2019, 28)]
    [InlineData(2020, 37)]
    [InlineData(2021, 38)]
    [InlineData(2022, 39)]
    [InlineData(2023, 33)]
    [InlineData(2024, 36)]
    [InlineData(2025, 33)]
    [InlineData(2026, 39)]
    public void every_special_day_of_the_notices_is_on_board(int year, int days) =>
        Assert.Equal(days, DaysOf(year).Count(day => China.Occasion(day) is not null));

    /// <summary>The digest was taken from the published lists, not from this program: one mistyped day shows.</summary>
    [Fact]
    public void the_notices_are_the_published_ones_day_by_day()
    {
        var special = Enumerable.Range(2011, 16).SelectMany(DaysOf).Where(day => China.Occasion(day) is not null).ToList();
        var list = string.Concat(special.Select(day =>
            $"{day.ToString("O", CultureInfo.InvariantCulture)} {(China.IsRestDay(day) ? "off" : "work")} {China.Occasion(day)}\n"));

        Assert.Equal((436, 105), (special.Count(China.IsRestDay), special.Count(China.IsWorkingDay)));
        Assert.Equal("C2CAAE4E7D4980B5C94531AB362C611A5A9F9F58E4BDBE209FE25CA7843D5D9E",
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(list))));
    }

    /// <summary>The open last week of a year rests on this: no notice so far has reached further back.</summary>
    [Fact]
    public void no_new_year_notice_has_reached_back_beyond_the_last_week() =>
        Assert.All(
            Enumerable.Range(2011, 16).SelectMany(DaysOf).Where(day => day.Month == 12 && China.Occasion(day) is not null),
            day => Assert.True(day.Day >= 29, day.ToString("O", null)));

    private static IEnumerable<DateOnly> DaysOf(int year)
    {
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1)) yield return day;
    }
}
