using Renewal.Features.Imports.AreaLedgers;

namespace Renewal.Features.Tests.Imports;

public class When_reading_a_row
{
    private const string Header = "片区名称,片区编码,类型,标签,阶段,进展,截至日期,户数,占地面积（亩）\n";

    [Theory]
    [InlineData("国有土地上房屋征收", "state-land-expropriation")]
    [InlineData("国有土地征收（旧城改造）", "state-land-expropriation")]
    [InlineData("城中村改造项目", "collective-land-urban-village")]
    [InlineData("集体土地征收", "collective-land-urban-village")]
    [InlineData("重点线路/游园", "key-route-park-works")]
    [InlineData("新颜工程", "comprehensive-community-renovation")]
    [InlineData(" 老旧小区 微改造", "micro-renovation")]
    [InlineData("历史遗留类", "legacy-resolution")]
    [InlineData("Micro-Renovation", "micro-renovation")]
    public void kinds_are_known_by_their_names(string text, string kind) => Assert.Equal(kind, Row(kind: text).Kind);

    [Theory]
    [InlineData("老旧小区改造")]
    [InlineData("征收")]
    [InlineData("城中村改造、微改造")]
    [InlineData("道路建设")]
    public void a_kind_that_may_mean_two_things_is_refused(string text) => Refused(Row(kind: text), RowProblems.KindUnknown, "kind", text);

    [Theory]
    [InlineData("前期", "preparation")]
    [InlineData("挂牌阶段", "listing")]
    [InlineData("已进入挂牌阶段", "listing")]
    [InlineData("完成", "completion")]
    [InlineData("实施阶段", "completion")]
    [InlineData("已完成", "completed")]
    [InlineData("全面完成", "completed")]
    [InlineData("COMPLETED", "completed")]
    public void stages_are_known_by_their_names(string text, string stage) => Assert.Equal(stage, Row(stage: text).Stage);

    [Theory]
    [InlineData("前期准备基本完成", "preparation", true)]
    [InlineData("前期准备工作已基本完成", "preparation", true)]
    [InlineData("前期准备（基本完成）", "preparation", true)]
    [InlineData("前期准备（基本完成）（暂停）", "preparation", true)]
    [InlineData("Preparation (basically finished)", "preparation", true)]
    [InlineData("前期准备", "preparation", false)]
    [InlineData("基本完成", null, true)]
    public void a_stage_may_be_basically_finished(string text, string? stage, bool basically)
    {
        var row = Row(stage: text);
        Assert.Equal((stage, basically), (row.Stage, row.BasicallyFinished));
    }

    /// <summary>As our own ledger files have it: the stage is taken, and the row says that the rest was not.</summary>
    [Theory]
    [InlineData("前期准备（暂停）", "preparation")]
    [InlineData("挂牌(终止)", "listing")]
    [InlineData("Completion (Suspended)", "completion")]
    public void a_halt_beside_the_stage_is_pointed_out_and_not_taken(string text, string stage)
    {
        var row = Row(stage: text);
        Assert.Equal(stage, row.Stage);
        Assert.Empty(row.Problems);
        Assert.Equal((RowNotes.StatusNotTaken, "stage", text), row.Notes.Select(n => (n.Code, n.Field, n.Text)).Single());
    }

    [Theory]
    [InlineData("挂牌督战")]
    [InlineData("挂图作战")]
    [InlineData("前期/挂牌")]
    [InlineData("正常")]
    public void a_stage_that_is_none_is_refused(string text) => Refused(Row(stage: text), RowProblems.StageUnknown, "stage", text);

    [Theory]
    [InlineData("2020-12-31", "2020-12-31")]
    [InlineData("2020/12/31 0:00:00", "2020-12-31")]
    [InlineData("2020.9.18", "2020-09-18")]
    [InlineData("2020年9月8日", "2020-09-08")]
    [InlineData("2020 年 2 月", "2020-02-29")]
    [InlineData("2020.10", "2020-10-31")]
    [InlineData("2020-9", "2020-09-30")]
    [InlineData("44196", "2020-12-31")]
    [InlineData("20200918", "2020-09-18")]
    [InlineData("二〇二〇年十二月三十一日", "2020-12-31")]
    [InlineData("二○二○年十月十日", "2020-10-10")]
    [InlineData("二零二一年二月二十日", "2021-02-20")]
    [InlineData("1990-01-01", "1990-01-01")]
    [InlineData("2100-12-31", "2100-12-31")]
    public void days_are_read_in_every_usual_form(string text, string day) => Assert.Equal(day, $"{Row(asOf: text).AsOf:yyyy-MM-dd}");

    [Theory]
    [InlineData("2020-02-30")]
    [InlineData("2021年2月29日")]
    [InlineData("2020-13-01")]
    [InlineData("2020-00-10")]
    [InlineData("1989-12-31")]
    [InlineData("2101-01-01")]
    [InlineData("2020.1")]
    [InlineData("12/31/2020")]
    [InlineData("20.12.31")]
    [InlineData("99999")]
    [InlineData("年底前")]
    [InlineData("2020-12-31、2021-01-31")]
    public void a_day_that_is_none_is_refused(string text) => Refused(Row(asOf: text), RowProblems.DateInvalid, "as-of", text);

    [Fact]
    public void what_is_required_and_missing_is_named()
    {
        var row = Row(name: "", kind: "", stage: "", asOf: "");
        Assert.Equal(["row.name-missing", "row.kind-missing", "row.stage-missing", "row.date-missing"], row.Problems.Select(x => x.Code));
        Assert.Null(Row(code: "").Code);
        Assert.True(Row(code: "").IsSound);
    }

    [Fact]
    public void texts_have_a_longest_length()
    {
        Assert.True(Row(name: new string('片', 100), progress: new string('进', 2_000)).IsSound);
        Assert.Equal(RowProblems.NameTooLong, Assert.Single(Row(name: new string('片', 101)).Problems).Code);
        Assert.Equal(RowProblems.TextTooLong, Assert.Single(Row(progress: new string('进', 2_001)).Problems).Code);
    }

    [Theory]
    [InlineData("甲\u0007片", "甲\\u0007片")]
    [InlineData("甲\u202E片", "甲\\u202E片")]
    [InlineData("甲\uFFFD片", "甲\\uFFFD片")]
    [InlineData("甲\uFFFE片", "甲\\uFFFD片")] // no character at all: as if an earlier program had lost one
    public void characters_nobody_typed_are_refused_and_shown_harmlessly(string name, string shown) =>
        Refused(Row(name: name), RowProblems.ControlCharacters, "name", shown);

    [Fact]
    public void labels_are_parted_at_every_usual_mark() => Assert.Equal(["甲", "乙", "丙", "丁"], Row(labels: "甲、乙;丙 丁／甲").Labels);

    [Theory]
    [InlineData("860", 860)]
    [InlineData("860户", 860)]
    [InlineData("\"1,206\"", 1_206)]
    [InlineData("—", null)]
    public void households_are_counted(string text, int? households)
    {
        var row = Row(households: text);
        Assert.Equal(households, row.Households);
        Assert.Empty(row.Problems);
    }

    [Theory]
    [InlineData("约860")]
    [InlineData("12.5")]
    [InlineData("-3")]
    [InlineData("860人")]
    public void a_count_that_is_none_is_refused(string text) =>
        Refused(Row(households: text), RowProblems.NumberInvalid, "households", text);

    [Theory]
    [InlineData("3", 2_000)]
    [InlineData("3.5万㎡", 35_000)]
    [InlineData("1.2公顷", 12_000)]
    [InlineData("800平方米", 800)]
    public void the_unit_in_the_cell_goes_before_the_one_in_the_heading(string text, int squareMetres) =>
        Assert.Equal(squareMetres, Row(siteArea: text).SiteAreaM2);

    private static AreaLedgerRow Row(
        string name = "甲片", string code = "jia", string kind = "微改造", string labels = "", string stage = "前期", string progress = "",
        string asOf = "2020-12-31", string households = "", string siteArea = "") =>
        Assert.Single(SampleLedger.Ledger(SampleLedger.Read(
            Header + string.Join(',', name, code, kind, labels, stage, progress, asOf, households, siteArea) + "\n")).Rows);

    private static void Refused(AreaLedgerRow row, string code, string field, string text)
    {
        var problem = Assert.Single(row.Problems);
        Assert.Equal((code, field, text), (problem.Code, problem.Field, problem.Text));
        Assert.False(row.IsSound);
    }
}
