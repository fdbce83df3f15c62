using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

public sealed class When_raising_and_resolving_obstacles : AreaSpec
{
    private static readonly RaiseObstacle Raise = new(Code, "资金", "补偿资金缺口", Day("2020-03-01"));

    private static AreaScenario Raised => Given(Registered(), Raise);

    private static ResolveObstacle Resolve(string on, long version = 2) => new(Code, Id(version), Day(on), "区财政追加");

    [Fact]
    public void it_stands_open_from_its_day_until_it_is_out_of_the_way()
    {
        var scenario = Raised.And(Resolve("2020-06-01"));

        Assert.Empty(scenario.On("2020-02-29").Obstacles);
        Assert.Single(scenario.On("2020-05-31").OpenObstacles);
        Assert.Empty(scenario.On("2020-06-01").OpenObstacles);
        Assert.Single(scenario.On("2020-06-01").Obstacles);
    }

    [Fact]
    public void the_same_twice_is_one()
    {
        Raised.When(Raise).ThenNothing();
        Raised.When(Raise with { Description = "电力杆线迁改" }).ThenAccepted();
        Raised.And(Resolve("2020-06-01")).When(Resolve("2020-06-01")).ThenNothing();
        Raised.And(Resolve("2020-06-01")).When(Resolve("2020-06-02")).ThenRefused("obstacle.resolved");
    }

    [Theory]
    [InlineData("2020-02-29", "obstacle.before")]
    [InlineData("2020-03-01", null)]
    [InlineData("2026-06-30", null)]
    [InlineData("2026-07-01", "date.in-future")]
    [InlineData("2017-12-31", "date.before-opening")]
    public void it_is_resolved_after_it_was_raised(string on, string? refused) => Raised.When(Resolve(on)).ThenRefusedOrNot(refused);

    [Fact]
    public void it_says_what_it_is_and_how_it_went()
    {
        Given(Registered()).When(Raise with { Category = "" }).ThenRefused("text.missing");
        Given(Registered()).When(Raise with { Category = new('好', 50) }).ThenAccepted();
        Given(Registered()).When(Raise with { Category = new('好', 51) }).ThenRefused("text.too-long");
        Given(Registered()).When(Raise with { RaisedOn = Day("2026-07-01") }).ThenRefused("date.in-future");
        Raised.When(Resolve("2020-06-01") with { How = " " }).ThenRefused("text.missing");
        Raised.When(Resolve("2020-06-01", version: 1)).ThenRefused("obstacle.unknown");
    }

    [Fact]
    public void a_correction_keeps_its_id()
    {
        var scenario = Raised.And(Correct(2, Raise with { Description = "补偿资金缺口三千万元" }));
        Assert.Equal(Id(2), Assert.Single(scenario.On("2020-03-01").Obstacles).Id);

        scenario.When(Resolve("2020-06-01", version: 4)).ThenRefused("obstacle.unknown");
        var resolved = scenario.When(Resolve("2020-06-01")).ThenAccepted();
        // Corrected again after it was resolved.
        var again = resolved.When(Correct(4, Raise with { Description = "缺口三千万元" })).ThenAccepted();
        Assert.Equal("缺口三千万元", Assert.Single(again.On("2020-06-01").Obstacles).Event.Description);
        Assert.Empty(again.On("2020-06-01").OpenObstacles);
    }

    [Fact]
    public void what_was_resolved_is_not_withdrawn_unseen()
    {
        var scenario = Raised.And(Resolve("2020-06-01"));
        scenario.When(Withdraw(2)).ThenRefused("correction.conflicts", "obstacle-resolved");
        scenario.When(Correct(2, Raise with { RaisedOn = Day("2020-06-02") })).ThenRefused("correction.conflicts", "obstacle-resolved");
        scenario.When(Correct(2, Raise with { RaisedOn = Day("2020-06-01") })).ThenAccepted();
        var open = scenario.When(Withdraw(3)).ThenAccepted();
        Assert.Single(open.On("2026-06-30").OpenObstacles);
    }

    [Fact]
    public void a_halted_area_has_them_too_an_ended_one_only_from_before()
    {
        var halted = Given(Registered(), new SuspendArea(Code, Day("2020-01-01"), "规划调整", null));
        halted.When(Raise).ThenAccepted();
        var ended = Given(Registered(), new TerminateArea(Code, Day("2020-02-01"), "规划调整", null));
        ended.When(Raise).ThenRefused("area.closed");
        ended.When(Raise with { RaisedOn = Day("2020-01-31") }).ThenAccepted();
    }
}
