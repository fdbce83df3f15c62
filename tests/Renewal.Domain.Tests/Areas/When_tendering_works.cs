namespace Renewal.Domain.Tests.Areas;

/// <summary>招标、验收: what the law says of days, and what is only said to the reader. Sources: TBLR 54; GIR 9, 13.</summary>
public sealed class When_tendering_works : AreaSpec
{
    private static AreaScenario Posted(string on) =>
        Given(Registered("key-route-park-works"), Opening("listing", "2026-01-05", "bids-opened"), Record("candidates-published", on));

    /// <summary>Posted on Monday 2026-03-09: the posting still stands on its third day, Thursday 03-12.</summary>
    [Theory]
    [InlineData("2026-03-09", "2026-03-11", "clock.too-early")]
    [InlineData("2026-03-09", "2026-03-12", "clock.too-early")]
    [InlineData("2026-03-09", "2026-03-13", null)]
    [InlineData("2026-03-11", "2026-03-14", "clock.too-early")] // the third day, a Saturday
    [InlineData("2026-03-11", "2026-03-15", "clock.needs-reason")] // objections are in time until Monday
    [InlineData("2026-03-11", "2026-03-16", "clock.needs-reason")]
    [InlineData("2026-03-11", "2026-03-17", null)]
    public void the_award_follows_the_posting_of_three_days(string posted, string on, string? refused) =>
        Posted(posted).When(Record("award-notified", on)).ThenRefusedOrNot(refused);

    [Fact]
    public void a_proposal_approved_with_the_study_is_not_asked_for()
    {
        var scenario = Given(Registered("key-route-park-works"));
        Assert.Equal("inform", scenario.NextSteps("2020-01-06").Next.Single(next => next.Row.Code == "feasibility-approved").Gate);

        var funded = scenario.And(Record("feasibility-approved", "2020-01-06"), Record("design-approved", "2020-02-03"),
            Record("funds-arranged", "2020-03-02"));
        funded.When(Change("listing", "2020-03-02")).ThenAccepted();
    }

    [Fact]
    public void acceptance_reminds_of_the_management_to_be_arranged()
    {
        var scenario = Given(Registered("comprehensive-community-renovation"), Opening("completion", "2026-01-05", "works-finished"));

        var step = scenario.NextSteps("2026-03-09").Next.Single(next => next.Row.Code == "joint-accepted");
        Assert.Equal(("inform", "management-arranged"), (step.Gate, Assert.Single(step.Needs)));
        scenario.When(Record("joint-accepted", "2026-03-09")).ThenAccepted();
        var arranged = scenario.And(Record("management-arranged", "2026-03-06"));
        Assert.Equal("open", arranged.NextSteps("2026-03-09").Next.Single(next => next.Row.Code == "joint-accepted").Gate);
    }
}
