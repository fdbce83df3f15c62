using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

/// <summary>What was true on a day, and what was known at a version: two questions that combine.</summary>
public sealed class When_looking_at_another_day : AreaSpec
{
    private static AreaScenario Corrected => Given(Registered(), Record("planning-conformity-confirmed", "2018-02-01"),
        Record("scope-determined", "2018-05-01"), Correct(2, Record("planning-conformity-confirmed", "2018-03-01")));

    [Theory]
    [InlineData("2018-01-31", null, null)]
    [InlineData("2018-02-15", null, null)]
    [InlineData("2018-03-01", "2018-03-01", null)]
    [InlineData("2018-05-01", "2018-03-01", "2018-05-01")]
    public void the_day_decides_what_has_happened(string on, string? first, string? second)
    {
        var state = Corrected.On(on);

        Assert.Equal(first, state.DayOf("planning-conformity-confirmed")?.ToString("O", null));
        Assert.Equal(second, state.DayOf("scope-determined")?.ToString("O", null));
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, "2018-02-01")]
    [InlineData(3, "2018-02-01")]
    [InlineData(4, null)] // between the two halves of a correction, which no reader ever sees
    [InlineData(5, "2018-03-01")]
    public void the_version_decides_what_is_known(long version, string? first) =>
        Assert.Equal(first, Corrected.Area.AsOfVersion(version).On(Today).DayOf("planning-conformity-confirmed")?.ToString("O", null));

    [Fact]
    public void the_past_as_known_then_never_changes()
    {
        var scenario = Corrected;
        Assert.Equal(scenario.Area, scenario.Area.AsOfVersion(scenario.Area.Version));
        Assert.Equal(Given(Registered(), Record("planning-conformity-confirmed", "2018-02-01")).Area, scenario.Area.AsOfVersion(2));
        Assert.Null(scenario.Area.AsOfVersion(3).Find(Id(2))!.Corrected);
        Assert.Equal(Area.Unknown, scenario.Area.AsOfVersion(0));
    }

    [Fact]
    public void entries_count_by_their_day_not_by_their_turn()
    {
        var scenario = Given(Registered("micro-renovation", "2019-01-01"), new NoteProgress(Code, Day("2020-06-30"), "后", null),
            new NoteProgress(Code, Day("2020-03-31"), "前", null));

        Assert.Equal("前", scenario.On("2020-04-01").Progress?.Text);
        Assert.Equal("后", scenario.On("2020-07-01").Progress?.Text);
    }

    [Fact]
    public void the_stage_of_a_day_is_the_last_one_taken_by_then()
    {
        var scenario = Given(Registered("micro-renovation", "2019-01-01"),
            Opening("listing", "2020-12-31", "procurement-announced", "contractor-selected", "contract-signed"),
            Change("completion", "2021-03-01"), Change("listing", "2021-06-01") with { Reason = "合同解除" });

        string[] seen = [.. new[] { "2019-01-01", "2020-12-30", "2020-12-31", "2021-02-28", "2021-03-01", "2021-05-31", "2021-06-01" }
            .Select(day => scenario.On(day).Stage?.Code ?? "-")];
        Assert.Equal(["-", "-", "listing", "listing", "completion", "completion", "listing"], seen);
    }
}
