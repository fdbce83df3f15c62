using Renewal.Domain.Areas;

namespace Renewal.Domain.Tests.Areas;

public sealed class When_noting_progress_labels_duty : AreaSpec
{
    private static NoteProgress Note(string on, string text) => new(Code, Day(on), text, "月报");

    private static AssignDuty Duty(string on, string? unit, string? officer = null) => new(Code, unit, officer, Day(on));

    [Fact]
    public void the_last_word_speaks_of_the_latest_day()
    {
        var scenario = Given(Registered(), Note("2020-06-30", "签约过半"), Note("2020-03-31", "开始签约"));

        Assert.Null(scenario.On("2020-03-30").Progress);
        Assert.Equal("开始签约", scenario.On("2020-06-29").Progress?.Text);
        Assert.Equal(("签约过半", Day("2020-06-30")), scenario.On("2026-06-30").Progress);
    }

    [Fact]
    public void a_ledger_taken_in_again_says_nothing_twice()
    {
        var scenario = Given(Registered(), Note("2020-06-30", "签约过半"), Note("2020-06-30", "签约六成"));
        scenario.When(Note("2020-06-30", "签约过半")).ThenNothing();
        scenario.When(Note("2020-06-30", "签约六成")).ThenNothing();
        scenario.When(Note("2020-07-31", "签约六成")).ThenAccepted();
        Given(Registered(), Opening("listing", "2020-12-31") with { Note = "已挂牌" }).When(Note("2020-12-31", "已挂牌")).ThenNothing();
    }

    [Fact]
    public void a_note_has_its_day_and_text()
    {
        Given(Registered()).When(Note("2017-12-31", "a")).ThenRefused("date.before-opening");
        Given(Registered()).When(Note("2026-07-01", "a")).ThenRefused("date.in-future");
        Given(Registered()).When(Note("2020-01-01", "a") with { Source = "13812345678" }).ThenRefused("text.personal");
    }

    [Fact]
    public void labels_are_replaced_as_a_whole()
    {
        var scenario = Given(Registered() with { Labels = ["十三五"] }).When(new LabelArea(Code, ["十四五", "重点", "重点"]))
            .Then(new AreaLabelled(["十四五", "重点"], Today));

        Assert.Equal(["十三五"], scenario.On("2026-06-29").Labels);
        Assert.Equal(["十四五", "重点"], scenario.On("2026-06-30").Labels);
        scenario.When(new LabelArea(Code, default)).Then(new AreaLabelled([], Today));
        scenario.When(new LabelArea(Code, [null!])).ThenRefused("text.missing");
        Given(Registered()).When(new LabelArea(Code, default)).ThenNothing();
    }

    [Fact]
    public void duty_holds_from_its_day_on()
    {
        var scenario = Given(Registered() with { ResponsibleUnit = "建设办", Officer = "zhang" }, Duty("2020-01-01", "城管办", "li"),
            Duty("2019-01-01", "征收办", "wang"));

        Assert.Equal([("建设办", "zhang"), ("征收办", "wang"), ("城管办", "li")],
            new[] { "2018-12-31", "2019-06-01", "2020-01-01" }.Select(scenario.On).Select(on => (on.ResponsibleUnit, on.Officer)));
        scenario.When(Duty("2020-06-01", "城管办", "li")).ThenNothing();
        scenario.When(Duty("2020-06-01", "城管办")).ThenAccepted();
    }

    [Fact]
    public void somebody_is_answerable()
    {
        Given(Registered()).When(Duty("2020-01-01", null)).ThenRefused("text.missing");
        Given(Registered()).When(Duty("2020-01-01", " ", "")).ThenRefused("text.missing");
        Given(Registered()).When(Duty("2026-07-01", "城管办")).ThenRefused("date.in-future");
        Given(Registered()).When(Duty("2017-12-31", "城管办")).ThenRefused("date.before-opening");
        Given(Registered()).When(Duty("2020-01-01", null, "13812345678")).ThenRefused("text.personal");
    }
}
