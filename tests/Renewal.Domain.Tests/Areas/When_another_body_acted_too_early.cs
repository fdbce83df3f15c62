using System.Text.Json;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Tests.Areas;

/// <summary>
/// 据实记录: the office cannot make another body's act lawful by refusing to record it. It is recorded as it was, with its document, and a
/// manager confirms it.
/// </summary>
public sealed class When_another_body_acted_too_early : AreaSpec
{
    private static readonly string[] BeforeNotice = [.. BeforeDecision, "planning-conditions-issued", "supply-plan-approved"];

    private static AreaScenario Listed =>
        Given(Registered(), Opening("listing", "2019-03-31", BeforeNotice), Record("listing-notice-published", "2019-04-01"));

    private static RecordMilestone TooEarly => Record("listing-opened", "2019-04-05") with
    {
        AsHappened = true,
        Note = "公告期未满即开标",
        DocumentNumber = "武告字(2019年)9号",
    };

    [Theory]
    [InlineData(null, "武告字(2019年)9号")]
    [InlineData(" ", "武告字(2019年)9号")]
    [InlineData("公告期未满即开标", null)]
    [InlineData("公告期未满即开标", "")]
    public void a_document_number_and_a_word_of_explanation_are_needed(string? note, string? number) =>
        Listed.When(TooEarly with { Note = note, DocumentNumber = number }).ThenRefused("as-happened.incomplete");

    [Fact]
    public void it_is_refused_at_first_and_then_marked_for_good()
    {
        Listed.When(TooEarly with { AsHappened = false }).ThenRefused("clock.too-early", "listing-notice-published");

        var recorded = Listed.When(TooEarly).ThenAccepted();
        Assert.True(((MilestoneRecorded)recorded.Area.Events[^1].Event).AsHappened);
        Assert.Null(((MilestoneRecorded)recorded.Area.Events[^1].Event).Override);
        Assert.Equal("yellow", recorded.Light("2019-04-06").Light);
        Assert.Contains("as-happened", recorded.Light("2019-04-06").Reasons);

        var confirmed = recorded.And(new ConfirmMilestone(Code, "listing-opened"));
        Assert.Empty(confirmed.On("2026-06-30").Unconfirmed);
        var reached = confirmed.On("2026-06-30").Reached["listing-opened"];
        Assert.True(((MilestoneRecorded)reached.Recorded.Event).AsHappened);
        Assert.Equal(EvidenceGrade.Confirmed, reached.Grade);
    }

    [Fact]
    public void what_the_law_allows_anyway_carries_no_mark()
    {
        var recorded = Listed.When(TooEarly with { EffectiveOn = Day("2019-04-21") }).ThenAccepted();
        Assert.False(((MilestoneRecorded)recorded.Area.Events[^1].Event).AsHappened);
        Assert.DoesNotContain("asHappened", JsonSerializer.Serialize(
            recorded.Area.Events[^1].Event, new JsonSerializerOptions(JsonSerializerDefaults.Web)), StringComparison.Ordinal);
    }

    [Fact]
    public void an_act_during_a_suspension_is_recorded_and_does_not_end_it()
    {
        var halted = Listed.And(new SuspendArea(Code, Day("2019-04-02"), "资金缺口", null));
        var act = TooEarly with { EffectiveOn = Day("2019-04-25") };
        halted.When(act with { AsHappened = false }).ThenRefused("area.suspended");
        Assert.Equal(AreaStatus.Suspended, halted.When(act).ThenAccepted().On("2019-04-25").Status);
    }

    [Fact]
    public void nothing_is_recorded_after_the_end() =>
        Listed.And(new TerminateArea(Code, Day("2019-04-02"), "不再征收", null)).When(TooEarly).ThenRefused("area.closed");

    [Fact]
    public void a_missing_step_still_needs_the_manager()
    {
        var area = Given(Registered(), Opening("listing", "2019-03-31", BeforeNotice));
        area.When(TooEarly).ThenRefused("milestone.needs", "listing-notice-published");
        area.When(TooEarly with { OverrideWith = Granted }).ThenAccepted();
    }

    [Fact]
    public void what_came_before_the_step_it_should_follow_is_out_of_order_and_not_missing()
    {
        var area = Given(Registered(), Opening("listing", "2019-03-31", BeforeNotice), Record("listing-notice-published", "2019-04-10"));
        area.When(TooEarly with { AsHappened = false }).ThenRefused("milestone.before");
        area.When(TooEarly).ThenAccepted();
    }

    [Fact]
    public void the_office_own_acts_still_need_the_manager()
    {
        var own = Catalogues.All.SelectMany(catalogue => catalogue.Rows).First(
            row => row.Actor == Actors.StreetOffice && row.Gates.Any(gate => gate.Strength == GateStrength.Block));
        var kind = Catalogues.All.First(catalogue => catalogue.Rows.Contains(own)).Kind.Code;
        var area = Given(Registered(kind), new SuspendArea(Code, Day("2019-04-02"), "资金缺口", null));
        var act = Record(own.Code, "2019-04-05") with { AsHappened = true, Note = "说明", DocumentNumber = "1号" };
        var refusal = area.When(act with { OverrideWith = Granted }).Decision.Refusal;
        Assert.Equal("as-happened.own-act", refusal?.Code);
    }

    [Fact]
    public void withdrawing_what_it_followed_breaks_it_like_any_other()
    {
        var recorded = Listed.When(TooEarly).ThenAccepted();
        recorded.When(Withdraw(3)).ThenRefused("correction.conflicts", "listing-opened");
    }

    [Fact]
    public void every_row_says_whose_act_it_is()
    {
        var rows = Catalogues.All.SelectMany(catalogue => catalogue.Rows).ToList();
        Assert.All(rows, row => Assert.Contains(row.Actor, Actors.All));
        Assert.Contains(rows, row => row.Actor == Actors.StreetOffice);
        Assert.True(rows.Count(row => row.Actor != Actors.StreetOffice) > rows.Count / 2);
    }
}
