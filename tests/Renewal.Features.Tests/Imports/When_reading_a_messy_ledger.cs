using Renewal.Features.Imports.AreaLedgers;
using Renewal.Testing;

namespace Renewal.Features.Tests.Imports;

public class When_reading_a_messy_ledger
{
    private static readonly AreaLedger ledger = SampleLedger.Ledger(SampleLedger.Read(MessyLedger.Write(), "messy.xlsx"));

    [Fact]
    public void the_headings_are_found_in_both_rows_under_title_and_remark()
    {
        Assert.Equal("片区台账", ledger.Mapping.Sheet);
        Assert.Equal([4, 5], ledger.Mapping.HeaderRows);
        Assert.Equal(
            ["name=B", "code=D", "kind=A", "labels=C", "stage=G", "progress=H", "as-of=I", "source=J", "households=L", "site-area=K"],
            ledger.Mapping.Columns.Select(column => $"{column.Field}={column.Column}"));
        Assert.Equal("亩", ledger.Mapping.Columns.Single(column => column.Field == "site-area").Unit);
    }

    [Fact]
    public void row_numbers_are_those_the_spreadsheet_shows() =>
        Assert.Equal(Enumerable.Range(6, 13), ledger.Rows.Select(row => row.RowNumber));

    [Fact]
    public void people_are_left_out_and_that_is_said()
    {
        Assert.Equal(["E:personal", "F:personal"], ledger.Mapping.Ignored.Select(column => $"{column.Column}:{column.Why}"));
        Assert.All(ledger.Rows, row => Assert.DoesNotContain("某某", row.ToString(), StringComparison.Ordinal));
        Assert.All(ledger.Rows, row => Assert.DoesNotContain("00000000", row.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void lines_that_are_no_areas_are_skipped_by_name() =>
        Assert.Equal(["19:total", "21:remark", "22:signature"], ledger.Skipped.Select(line => $"{line.RowNumber}:{line.Why}"));

    [Theory]
    [InlineData(7, RowNotes.SerialDay, "44196")]
    [InlineData(11, RowNotes.AsOfFromTitle, MessyLedger.AsOf)]
    [InlineData(14, RowNotes.MonthPrecision, "2020年12月")]
    [InlineData(15, RowNotes.MonthPrecision, "2020年底")]
    public void guesses_at_the_day_are_noted(int row, string code, string text)
    {
        var note = Assert.Single(ledger.Rows.Single(x => x.RowNumber == row).Notes, x => x.Field == "as-of");
        Assert.Equal((code, text, "2020-12-31"), (note.Code, note.Text, note.Taken));
    }

    [Fact]
    public void areas_are_kept_in_square_metres_and_households_counted()
    {
        Assert.All(ledger.Rows, row => Assert.Equal((10_000m, 20), (row.SiteAreaM2, row.Households)));
        Assert.All(ledger.Rows, row => Assert.Contains(row.Notes, note => note.Code == RowNotes.UnitConverted));
    }
}
