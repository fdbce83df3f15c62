using Renewal.Features.Imports.AreaLedgers;
using Renewal.Testing;

namespace Renewal.Features.Tests.Imports;

public class When_reading_a_table
{
    private const string Header = "片区名称,片区编码,类型,阶段,进展,截至日期\n";

    [Fact]
    public void the_same_area_twice_refuses_the_later_row_and_names_the_earlier()
    {
        var rows = Rows(Header + "甲片,jia,微改造,前期,,2020-12-31\n乙片,yi,微改造,前期,,2020-12-31\n甲 片,JIA,微改造,前期,,2020-12-31\n");
        Assert.Equal(["", "", "row.duplicate code 2"], rows.Select(Problems));
    }

    [Fact]
    public void two_rows_that_contradict_each_other_are_both_refused()
    {
        var rows = Rows(Header + "甲片,jia,微改造,前期,,2020-12-31\n甲片,,微改造,完成,,2020-12-31\n");
        Assert.Equal(["row.duplicate name 3", "row.duplicate name 2"], rows.Select(Problems));
    }

    [Fact]
    public void a_formula_without_a_value_is_noted_and_not_taken_for_an_empty_cell()
    {
        var ledger = Workbook(
            [
                ["片区名称", "类型", "阶段", "截至日期", "户数"],
                ["甲片", "微改造", "前期", "2020-12-31", new LedgerWorkbook.Formula("SUM(A1:A2)")],
                ["乙片", "微改造", new LedgerWorkbook.Formula("B9"), "2020-12-31", 3],
            ]);
        Assert.Equal((RowNotes.FormulaWithoutValue, "households"), Note(ledger.Rows[0]));
        Assert.Equal((RowNotes.FormulaWithoutValue, "stage"), Note(ledger.Rows[1]));
        Assert.Equal(RowProblems.StageMissing, Assert.Single(ledger.Rows[1].Problems).Code);
    }

    [Fact]
    public void a_formula_that_failed_is_no_empty_cell_either()
    {
        var ledger = Workbook(
            [
                ["片区名称", "类型", "阶段", "截至日期", "户数"],
                ["甲片", "微改造", "前期", "2020-12-31", new LedgerWorkbook.Error("#REF!")],
            ]);
        Assert.Equal((RowNotes.FormulaWithoutValue, "households"), Note(Assert.Single(ledger.Rows)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void a_cell_that_shows_only_the_month_means_its_last_day(bool builtIn)
    {
        var month = new LedgerWorkbook.Month(new DateOnly(2020, 12, 1), builtIn);
        var row = Workbook([["片区名称", "类型", "阶段", "截至日期"], ["甲片", "微改造", "前期", month]]).Rows[0];
        Assert.Equal(new DateOnly(2020, 12, 31), row.AsOf);
        Assert.Equal((RowNotes.MonthPrecision, "as-of"), Note(row));
    }

    [Fact]
    public void a_figure_merged_over_several_rows_is_given_to_none()
    {
        var ledger = Workbook(
            [
                ["片区名称", "类型", "阶段", "截至日期", "户数"],
                ["甲片", "微改造", "前期", "2020-12-31", 860],
                ["乙片", "微改造", "前期", "2020-12-31"],
            ],
            "E2:E3");
        Assert.All(ledger.Rows, row => Assert.Null(row.Households));
        Assert.All(ledger.Rows, row => Assert.Equal((RowNotes.FigureShared, "households"), Note(row)));
    }

    [Fact]
    public void section_titles_repeated_headings_and_numbered_blank_lines_are_skipped()
    {
        var ledger = Workbook(
            [
                ["序号", "片区名称", "类型", "阶段", "截至日期"],
                ["一、微改造"],
                [1, "甲片", "微改造", "前期", "2020-12-31"],
                ["序号", "片区名称", "类型", "阶段", "截至日期"],
                [2, "乙片", "微改造", "前期", "2020-12-31"],
                [3],
                ["小计", 2],
            ],
            "A2:E2");
        Assert.Equal(["甲片", "乙片"], ledger.Rows.Select(row => row.Name));
        Assert.Equal(["2:heading", "4:heading", "6:unused", "7:total"], ledger.Skipped.Select(line => $"{line.RowNumber}:{line.Why}"));
    }

    [Fact]
    public void two_rows_of_headings_are_found_in_text_too()
    {
        var text = "片区信息,,进度情况,,截至日期\n名称,类别,阶段,进展,\n甲片,微改造,前期,无,2020-12-31\n";
        var ledger = SampleLedger.Ledger(SampleLedger.Read(text));
        Assert.Equal([1, 2], ledger.Mapping.HeaderRows);
        Assert.Equal("甲片", Assert.Single(ledger.Rows).Name);
    }

    [Fact]
    public void of_two_columns_the_surer_heading_is_taken_and_the_other_is_named()
    {
        var ledger = SampleLedger.Ledger(SampleLedger.Read("备注,名称,类型,阶段,进展,截至日期,片区名称\n略,某项目,微改造,前期,动工,2020-12-31,甲片\n"));
        Assert.Equal(("甲片", "动工"), (ledger.Rows[0].Name, ledger.Rows[0].Progress));
        Assert.Equal(["A:twice", "B:twice"], ledger.Mapping.Ignored.Select(column => $"{column.Column}:{column.Why}"));
    }

    [Fact]
    public void the_unit_responsible_is_no_name_of_an_area()
    {
        var ledger = Workbook(
            [
                ["责任单位", "项目", "类型", "阶段", "截至日期"],
                ["名称", "名称"],
                ["某公司", "甲片", "微改造", "前期", "2020-12-31"],
            ],
            "C1:C2", "D1:D2", "E1:E2");
        Assert.Equal("甲片", Assert.Single(ledger.Rows).Name);
    }

    [Theory]
    [InlineData("吴家山街片区台账（截至2020年12月31日）", "2020-12-31")]
    [InlineData("统计日期：2020年11月", "2020-11-30")]
    [InlineData("截止二〇二〇年十二月三十一日", "2020-12-31")]
    public void the_day_may_stand_in_the_title(string title, string day)
    {
        var ledger = SampleLedger.Ledger(SampleLedger.Read($"{title}\n片区名称,类型,阶段\n甲片,微改造,前期\n"));
        Assert.Equal(day, $"{ledger.Rows[0].AsOf:yyyy-MM-dd}");
        Assert.Equal(RowNotes.AsOfFromTitle, Assert.Single(ledger.Rows[0].Notes).Code);
        Assert.Equal(1, ledger.Mapping.AsOfAbove!.RowNumber);
    }

    [Theory]
    [InlineData("2020年12月31日片区台账")]
    [InlineData("截至2020年12月31日，截至2021年1月31日")]
    public void a_day_in_the_title_not_called_so_or_not_alone_is_not_taken(string title) =>
        Assert.Equal("截至日期", SampleLedger.Read($"{title}\n片区名称,类型,阶段\n甲片,微改造,前期\n").Problem!.Arguments["missing"]);

    [Fact]
    public void quoted_text_keeps_its_commas_quotes_and_lines()
    {
        var row = Assert.Single(Rows(Header + "\"甲片\",jia,微改造,前期,\"一,二，“三”\"\"四\"\" \n五\",2020-12-31\n"));
        Assert.Equal("一,二，“三”\"四\"\n五", row.Progress);
    }

    [Fact]
    public void only_a_hidden_sheet_is_still_read()
    {
        var sheet = new LedgerWorkbook.Sheet("隐", [["名称", "类型", "阶段", "截至"], ["甲片", "微改造", "前期", "2020-12-31"]], Hidden: true);
        Assert.Single(SampleLedger.Ledger(SampleLedger.Read(LedgerWorkbook.Write(sheet))).Rows);
    }

    [Fact]
    public void the_first_sheet_that_is_a_ledger_is_read()
    {
        var cover = new LedgerWorkbook.Sheet("封面", [["吴家山街道"], ["甲", "乙", "丙"]]);
        var sheet = new LedgerWorkbook.Sheet("台账", [["名称", "类型", "阶段", "截至"], ["甲片", "微改造", "前期", "2020-12-31"]]);
        Assert.Equal("台账", SampleLedger.Ledger(SampleLedger.Read(LedgerWorkbook.Write(cover, sheet))).Mapping.Sheet);
    }

    private static IReadOnlyList<AreaLedgerRow> Rows(string text) => SampleLedger.Ledger(SampleLedger.Read(text)).Rows;

    private static AreaLedger Workbook(object?[][] rows, params string[] merges) =>
        SampleLedger.Ledger(SampleLedger.Read(LedgerWorkbook.Write(new LedgerWorkbook.Sheet("台账", rows, merges))));

    private static string Problems(AreaLedgerRow row) => string.Join(' ', row.Problems.Select(x => $"{x.Code} {x.Field} {x.OtherRow}"));

    private static (string, string) Note(AreaLedgerRow row)
    {
        var note = Assert.Single(row.Notes);
        return (note.Code, note.Field);
    }
}
