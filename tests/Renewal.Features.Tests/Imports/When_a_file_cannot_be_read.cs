using System.Text;
using Renewal.Features.Imports.Files;
using Renewal.Testing;

namespace Renewal.Features.Tests.Imports;

public class When_a_file_cannot_be_read
{
    private const string Header = "片区名称,类型,阶段,截至日期\n";

    [Fact]
    public void an_empty_file_is_named() => Refused([], "empty");

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData(" \n\n\t")]
    [InlineData("\"\"\n\"\"")]
    public void a_file_of_blanks_is_empty(string text) => Refused(Encoding.UTF8.GetBytes(text), "empty");

    [Fact]
    public void a_workbook_cut_short_is_broken() => Refused(MessyLedger.Write()[..2_000], "broken");

    [Fact]
    public void a_zip_of_something_else_is_no_workbook() => Refused(ZipBomb.Zip(("word/document.xml", 10)), "not-a-workbook");

    [Fact]
    public void the_mark_of_a_zip_alone_is_broken() => Refused("PK\u0003\u0004 and nothing more"u8.ToArray(), "broken");

    [Theory]
    [InlineData("locked.xls")]
    [InlineData("locked.xlsx")]
    public void a_password_is_named(string file) =>
        Refused(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Imports", "Files", file)), "password");

    [Fact]
    public void an_old_document_of_garbage_is_broken()
    {
        byte[] content = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Enumerable.Range(0, 4_000).Select(i => (byte)(i * 7))];
        Refused(content, "broken");
    }

    [Fact]
    public void an_old_workbook_cut_anywhere_is_an_answer_and_no_crash()
    {
        var whole = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Imports", "Files", "ledger.xls"));
        for (var length = 1; length < whole.Length; length += 97) SampleLedger.Read(whole[..length]);
    }

    [Fact]
    public void a_workbook_damaged_anywhere_is_an_answer_and_no_crash()
    {
        var whole = MessyLedger.Write();
        for (var position = 0; position < whole.Length; position += 61)
        {
            var damaged = whole.ToArray();
            damaged[position] ^= 0x5A;
            SampleLedger.Read(damaged);
        }
    }

    [Fact]
    public void text_in_a_western_encoding_is_refused_rather_than_misread() =>
        Refused(Encoding.Latin1.GetBytes("nom,catégorie,étape,à jour\nÉcole,é,ù,2020-12-31\n"), "encoding");

    [Fact]
    public void bytes_that_are_no_text_are_binary() => Refused([0x01, 0x00, 0x02, 0x00, 0x41, 0x00], "binary");

    [Fact]
    public void a_web_page_called_xls_is_named() => Refused("<html><table><tr><td>片区名称</td></tr></table></html>"u8.ToArray(), "web-page");

    [Fact]
    public void a_quotation_never_closed_is_named_with_its_row()
    {
        var problem = SampleLedger.Read(Header + "甲片,微改造,前期,2020-12-31\n\"乙片,微改造,前期,2020-12-31\n").Problem!;
        Assert.Equal(("quote-open", "3"), (problem.Arguments["reason"], problem.Arguments["row"]));
    }

    [Fact]
    public void running_text_has_no_headings() => Refused(Encoding.UTF8.GetBytes("各位同志：\n请查收台账。\n"), "no-header");

    [Fact]
    public void headings_without_rows_are_a_ledger_of_nothing() => Assert.Empty(SampleLedger.Ledger(SampleLedger.Read(Header)).Rows);

    [Fact]
    public void another_table_names_its_headings_and_what_is_missing()
    {
        var problem = SampleLedger.Read("户号,房屋类型,建筑面积㎡,签约日期\n1,住宅,80,2020-01-01\n").Problem!;
        Assert.Equal(FileProblem.LayoutUnknownCode, problem.Code);
        Assert.Equal("户号、房屋类型、建筑面积㎡、签约日期", problem.Arguments["headings"]);
        Assert.Equal("片区名称、类型、阶段、截至日期", problem.Arguments["missing"]);
    }

    [Fact]
    public void a_required_column_missing_is_named()
    {
        var problem = SampleLedger.Read("片区名称,类型,进展,截至日期\n甲片,微改造,开工,2020-12-31\n").Problem!;
        Assert.Equal((FileProblem.LayoutUnknownCode, "阶段"), (problem.Code, problem.Arguments["missing"]));
    }

    [Fact]
    public void a_layout_nobody_knows_is_named_with_those_we_know()
    {
        var problem = SampleLedger.Read(SampleLedger.Text, layout: "tax-ledger").Problem!;
        Assert.Equal((FileProblem.LayoutUnknownCode, "tax-ledger"), (problem.Code, problem.Arguments["layout"]));
        Assert.Equal("area-ledger", problem.Arguments["known"]);
    }

    private static void Refused(byte[] content, string reason)
    {
        var reading = SampleLedger.Read(content);
        Assert.Null(reading.Ledger);
        Assert.Equal((FileProblem.UnreadableCode, reason), (reading.Problem?.Code, reading.Problem?.Arguments["reason"]));
        Assert.Equal(64, reading.Sha256.Length);
    }
}
