using System.Text;
using Renewal.Features.Imports.Files;
using Renewal.Testing;

namespace Renewal.Features.Tests.Imports;

public class When_a_file_is_too_large
{
    private const string Header = "片区名称,类型,阶段,截至日期\n";

    [Fact]
    public void bytes_beyond_the_limit_are_not_looked_at() => Refused(new byte[LedgerLimits.FileBytes + 1], "file-bytes");

    [Fact]
    public void a_zip_that_says_it_unpacks_to_too_much_is_never_unpacked()
    {
        var bomb = ZipBomb.Zip(("xl/workbook.xml", 120L << 20), ("xl/worksheets/sheet1.xml", 120L << 20));
        CheaplyRefused(bomb, "unpacked-bytes");
    }

    [Fact]
    public void a_zip_that_lies_about_it_is_refused_all_the_same()
    {
        var bomb = ZipBomb.Lying(ZipBomb.Zip(("xl/workbook.xml", 240L << 20)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = SampleLedger.Read(bomb);
        Assert.NotNull(reading.Problem);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20L << 20);
    }

    [Fact]
    public void too_many_entries_are_refused() =>
        CheaplyRefused(ZipBomb.Zip([.. Enumerable.Range(0, LedgerLimits.ZipEntries + 1).Select(i => ($"{i}.xml", 1L))]), "entries");

    [Fact]
    public void the_last_row_allowed_is_read_and_the_next_is_too_many()
    {
        Assert.Equal(LedgerLimits.Rows - 1, SampleLedger.Ledger(SampleLedger.Read(Header + Rows(LedgerLimits.Rows - 1))).Rows.Count);
        Refused(Encoding.UTF8.GetBytes(Header + Rows(LedgerLimits.Rows)), "rows");
    }

    [Fact]
    public void a_workbook_has_the_same_limit_of_rows()
    {
        object?[][] rows = [.. Enumerable.Range(0, LedgerLimits.Rows + 1).Select(i => new object?[] { $"片{i}" })];
        Refused(LedgerWorkbook.Write(new LedgerWorkbook.Sheet("一", rows)), "rows");
    }

    [Theory]
    [InlineData(1_048_577)]
    [InlineData(2_000_000_000)]
    public void a_row_no_spreadsheet_has_is_refused_before_the_rows_up_to_it_are_counted(int row) =>
        CheaplyRefused(LedgerWorkbook.Write(new LedgerWorkbook.Sheet("一", [["片"]], LastRow: row)), "rows");

    [Fact]
    public void millions_of_cells_in_a_small_file_are_refused_before_a_workbook_is_made_of_them() =>
        CheaplyRefused(ZipBomb.Cells(7_000_000), "cells");

    [Fact]
    public void too_many_columns_are_refused() =>
        Refused(Encoding.UTF8.GetBytes(Header + new string(',', LedgerLimits.Columns) + "x\n"), "columns");

    [Fact]
    public void a_cell_of_megabytes_is_not_looked_through_again_and_again()
    {
        var bytes = Encoding.UTF8.GetBytes(Header + Rows(5) + new string('长', 1 << 20) + "\n");
        var before = GC.GetAllocatedBytesForCurrentThread();
        SampleLedger.Read(bytes);
        // The text itself, taken apart into records: some ten times what came. Folded for every heading it might be: hundreds of times.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40L << 20);
    }

    /// <summary>Looked at in part, it must not be cut within a character: half of one is no text to compare.</summary>
    [Theory]
    [InlineData(3_999)]
    [InlineData(4_000)]
    public void a_long_cell_is_cut_between_characters(int before) =>
        Assert.Equal(5, SampleLedger.Ledger(SampleLedger.Read(
            new string('长', before) + "𠮷，说明\n" + Header + Rows(5))).Rows.Count);

    private static string Rows(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"第{i}片,微改造,前期,2020-12-31\n"));

    private static void CheaplyRefused(byte[] content, string what)
    {
        // Memory taken stands for work done; time would measure how busy the machine is.
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(content, what);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20L << 20);
    }

    private static void Refused(byte[] content, string what)
    {
        var problem = SampleLedger.Read(content).Problem;
        Assert.Equal((FileProblem.TooLargeCode, what), (problem?.Code, problem?.Arguments["what"]));
    }
}
