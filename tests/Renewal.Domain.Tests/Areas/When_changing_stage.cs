using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Tests.Areas;

public sealed class When_changing_stage : AreaSpec
{
    // Three milestones close the preparation of a micro-renovation, three its listing, four its completion.
    private static AreaScenario Prepared => Given(Registered("micro-renovation", "2019-01-01"), Record("needs-collected", "2019-02-01"),
        Record("list-confirmed", "2019-03-01"), Record("budget-approved", "2019-04-01"));

    private static AreaScenario InListing => Prepared.And(Change("listing", "2019-05-01"));

    private static AreaScenario InCompletion => InListing.And(Record("procurement-announced", "2019-05-10"),
        Record("contractor-selected", "2019-06-01"), Record("contract-signed", "2019-06-10"), Change("completion", "2019-07-01"));

    private static AreaScenario Legacy => Given(Registered("legacy-resolution", "2012-01-01"), Opening("preparation", "2020-12-31",
        "issue-registered", "regime-determined", "lead-assigned", "resolution-plan-approved"));

    [Fact]
    public void one_step_forward_once_everything_is_behind()
    {
        var scenario = Prepared.When(Change("listing", "2019-05-01") with { DocumentNumber = "吴街〔2019〕7号", Note = "转入采购" })
            .Then(new StageChanged("listing", Day("2019-05-01"), "吴街〔2019〕7号", "转入采购", null, null));

        Assert.Equal(Stage.Preparation, scenario.On("2019-04-30").Stage);
        Assert.Equal((Stage.Listing, Day("2019-05-01")), (scenario.On("2019-05-01").Stage, scenario.On("2019-05-01").StageSince));
    }

    [Theory]
    [InlineData("2019-03-31", "stage.gate-shut")]
    [InlineData("2019-04-01", null)]
    [InlineData("2026-06-30", null)]
    [InlineData("2026-07-01", "date.in-future")]
    [InlineData("2018-12-31", "date.before-opening")]
    public void the_day_decides_what_is_behind(string on, string? refused) =>
        Prepared.When(Change("listing", on)).ThenRefusedOrNot(refused);

    [Fact]
    public void what_is_missing_is_named() =>
        Given(Registered("micro-renovation", "2019-01-01"), Record("needs-collected", "2019-02-01"))
            .When(Change("listing", "2019-05-01")).ThenRefused("stage.gate-shut", "list-confirmed", "budget-approved");

    [Fact]
    public void a_conditional_milestone_holds_nobody_up()
    {
        var scenario = Given(Registered(), Opening("preparation", "2020-12-31", [.. BeforeDecision, "expropriation-decided"]));
        scenario.When(Change("listing", "2021-06-01")).ThenRefused("stage.gate-shut", "expropriation-announced");
        scenario.And(Record("expropriation-announced", "2021-05-01")).When(Change("listing", "2021-06-01")).ThenAccepted();
    }

    [Theory]
    [InlineData("completion")]
    [InlineData("completed")]
    public void a_stage_is_not_skipped(string stage)
    {
        Prepared.When(Change(stage, "2019-05-01")).ThenRefused("stage.order");
        Prepared.When(Change(stage, "2019-05-01") with { OverrideWith = Granted }).ThenRefused("stage.order");
    }

    [Fact]
    public void the_same_stage_is_no_change()
    {
        Prepared.When(Change("preparation", "2019-05-01")).ThenRefused("stage.same");
        InListing.When(Change("listing", "2019-05-02")).ThenRefused("stage.same");
        InListing.When(Change("listing", "2019-05-01")).ThenNothing();
        Prepared.When(Change("selling", "2019-05-01")).ThenRefused("stage.unknown");
        Prepared.When(Change(null!, "2019-05-01")).ThenRefused("stage.unknown");
    }

    [Fact]
    public void back_with_a_reason()
    {
        InCompletion.When(Change("listing", "2019-08-01")).ThenRefused("stage.needs-reason");
        InCompletion.When(Change("listing", "2019-08-01") with { Reason = " " }).ThenRefused("stage.needs-reason");
        InCompletion.When(Change("preparation", "2019-08-01") with { Reason = "合同解除，重新立项" }).ThenAccepted();
        var back = InCompletion.When(Change("listing", "2019-08-01") with { Reason = "合同解除" }).ThenAccepted();
        Assert.Equal(Stage.Listing, back.On("2019-08-01").Stage);
        back.When(Change("completion", "2019-09-01")).ThenAccepted();
    }

    [Fact]
    public void a_backdated_step_leaves_the_later_one_standing()
    {
        InCompletion.When(Change("preparation", "2019-05-15") with { Reason = "重新立项" }).ThenRefused("stage.before");
        Assert.Equal("2019-07-01", InCompletion.When(Change("completion", "2019-06-20")).ThenRefused("stage.before").Arguments["since"]);
        InCompletion.When(Change("listing", "2019-05-02")).ThenRefused("stage.same");
    }

    [Fact]
    public void listing_is_skipped_only_where_somebody_answers_for_it()
    {
        Legacy.When(Change("completion", "2021-02-01")).ThenRefused("stage.order");
        var said = Legacy.And(Record("listing-not-applicable", "2021-01-05") with { Note = "无土地出让", Authority = "区政府" });
        said.When(Change("completion", "2021-01-04")).ThenRefused("stage.order");
        var scenario = said.When(Change("completion", "2021-01-05")).ThenAccepted();
        scenario.When(Change("completed", "2021-02-01")).ThenRefused("stage.gate-shut", "case-closed");
        scenario.And(Record("case-closed", "2021-01-20")).When(Change("completed", "2021-02-01")).ThenAccepted();
    }

    [Fact]
    public void a_skipped_stage_does_not_excuse_the_one_before() =>
        Given(Registered("legacy-resolution", "2012-01-01"), Opening("preparation", "2020-12-31", "resolution-plan-approved"),
                Record("listing-not-applicable", "2021-01-05") with { Note = "无土地出让", Authority = "区政府" })
            .When(Change("completion", "2021-02-01"))
            .ThenRefused("stage.gate-shut", "issue-registered", "regime-determined", "lead-assigned");

    [Fact]
    public void what_skips_the_listing_skips_nothing_else()
    {
        var listing = Legacy.And(Record("listing-not-applicable", "2021-01-05") with { Note = "无土地出让", Authority = "区政府" },
            Change("listing", "2021-01-05"));
        listing.When(Change("completed", "2021-02-01")).ThenRefused("stage.order");
        listing.When(Change("completed", "2021-02-01") with { OverrideWith = Granted }).ThenRefused("stage.order");
    }

    [Fact]
    public void completed_is_the_end() =>
        Given(Registered("micro-renovation", "2019-01-01"), Opening("completed", "2020-12-31"))
            .When(Change("completion", "2021-01-01") with { Reason = "返工" }).ThenAccepted();

    [Fact]
    public void the_opening_position_says_where_it_starts()
    {
        var scenario = Given(Registered("micro-renovation", "2019-01-01"), Opening("listing", "2020-12-31", "contractor-selected"));
        scenario.When(Change("completion", "2020-12-30")).ThenRefused("date.before-opening");
        scenario.When(Change("listing", "2021-01-01")).ThenRefused("stage.same");
        scenario.When(Change("completion", "2021-01-01")).ThenRefused("stage.gate-shut", "procurement-announced", "contract-signed");
    }
}
