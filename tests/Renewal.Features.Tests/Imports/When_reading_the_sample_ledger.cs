using System.Security.Cryptography;
using System.Text;
using Renewal.Testing;

namespace Renewal.Features.Tests.Imports;

public class When_reading_the_sample_ledger
{
    private static readonly IReadOnlyList<string> expected = [.. SampleLedger.Facts(SampleLedger.Read(SampleLedger.Bytes))];

    [Fact]
    public void all_thirteen_areas_are_read_as_they_stand()
    {
        var lines = SampleLedger.Text.ReplaceLineEndings("\n").Trim().Split('\n').Skip(1).Select(line => line.Split(','));
        Assert.Equal(lines.Select(x => $"{x[1]}|{x[2]}|{x[3]}|{x[4]}|{x[5]}|{x[6]}|{x[7]}|{x[8]}"), expected);
        Assert.Equal(13, expected.Count);
    }

    [Fact]
    public void nothing_was_guessed_and_the_mapping_says_what_was_taken_for_what()
    {
        var ledger = SampleLedger.Ledger(SampleLedger.Read(SampleLedger.Bytes));
        Assert.All(ledger.Rows, row => Assert.Empty(row.Notes));
        Assert.Equal(2, ledger.Rows[0].RowNumber);
        Assert.Equal([1], ledger.Mapping.HeaderRows);
        Assert.Equal(
            ["name=B", "code=C", "kind=D", "labels=E", "stage=F", "progress=G", "as-of=H", "source=I"],
            ledger.Mapping.Columns.Select(column => $"{column.Field}={column.Column}"));
        Assert.Equal("序号:unknown", Assert.Single(ledger.Mapping.Ignored.Select(column => $"{column.Heading}:{column.Why}")));
    }

    [Fact]
    public void the_fingerprint_is_that_of_the_bytes()
    {
        var reading = SampleLedger.Read(SampleLedger.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(SampleLedger.Bytes)), reading.Sha256);
    }

    [Theory]
    [InlineData("utf-8", false, "utf-8")]
    [InlineData("utf-8", true, "utf-8")]
    [InlineData("utf-16", true, "utf-16")]
    [InlineData("utf-16BE", true, "utf-16")]
    [InlineData("GB18030", false, "gb18030")]
    public void every_encoding_gives_the_same_rows(string name, bool mark, string recognised)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);
        byte[] content = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(SampleLedger.Text)];
        var reading = SampleLedger.Read(content);
        Assert.Equal(recognised, reading.Encoding);
        Assert.Equal(expected, SampleLedger.Facts(reading));
    }

    [Theory]
    [InlineData('\t')]
    [InlineData(';')]
    public void every_separator_gives_the_same_rows(char separator) =>
        Assert.Equal(expected, SampleLedger.Facts(SampleLedger.Read(SampleLedger.Text.Replace(',', separator))));

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void every_line_ending_gives_the_same_rows(string ending) =>
        Assert.Equal(expected, SampleLedger.Facts(SampleLedger.Read(SampleLedger.Text.ReplaceLineEndings(ending))));

    [Theory]
    [InlineData("台账.xlsx")]
    [InlineData("台账.csv")]
    [InlineData("台账")]
    public void a_workbook_is_known_by_its_bytes_whatever_it_is_called(string fileName)
    {
        var reading = SampleLedger.Read(MessyLedger.Write(), fileName);
        Assert.Equal("xlsx", reading.Format);
        Assert.Equal(expected, SampleLedger.Facts(reading));
    }

    [Fact]
    public void an_old_workbook_gives_the_same_rows()
    {
        var reading = SampleLedger.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Imports", "Files", "ledger.xls")));
        Assert.Equal("xls", reading.Format);
        Assert.Equal(expected, SampleLedger.Facts(reading));
    }

    [Fact]
    public void the_layout_may_be_named() =>
        Assert.Equal(expected, SampleLedger.Facts(SampleLedger.Read(SampleLedger.Bytes, layout: "area-ledger")));
}
