using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Renewal.App.Pages;
using Renewal.App.Texts;
using Renewal.Domain;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;
using Renewal.Features.Exports;
using Renewal.Features.Imports;

namespace Renewal.App.Tests.Pages;

public sealed partial class When_writing_texts
{
    [Fact]
    public void every_page_text_is_there_in_both_languages_with_the_same_places_to_fill()
    {
        var (chinese, english) = (All(CultureInfo.InvariantCulture), All(UiText.English));
        Assert.Equal(chinese.Keys.Order(), english.Keys.Order());
        foreach (var (key, text) in chinese)
            Assert.True(Places(text).IsSubsetOf(Places(english[key])) || Places(english[key]).IsSubsetOf(Places(text)), key);
    }

    [Theory]
    [InlineData("import.too-large", "what", "file-bytes entries unpacked-bytes cells rows columns characters")]
    [InlineData("import.unreadable", "reason", "empty broken not-a-workbook password encoding binary web-page quote-open no-header")]
    public void what_is_wrong_with_a_file_is_said_at_every_door(string code, string argument, string values)
    {
        foreach (var value in values.Split(' '))
        {
            var refusal = new Refusal(code, RefusalKind.Impossible).With(argument, value).With("limit", "7").With("row", "3");
            var said = UiText.Of(refusal);
            Assert.Equal(ImportText.Of(refusal), said);
            Assert.DoesNotContain("—", said, StringComparison.Ordinal);
            Assert.DoesNotContain(value, said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1, "Late by 1 day")]
    [InlineData(2, "Late by 2 days")]
    [InlineData(21, "Late by 21 days")]
    public void one_is_counted_as_one(int days, string said) =>
        Assert.Equal(said, string.Format(PluralFormat.Forms, "Late by {0} {0:day|days}", days));

    [Theory]
    [InlineData("Accounts")]
    [InlineData("Areas")]
    [InlineData("Cli")]
    [InlineData("Imports")]
    [InlineData("Pages")]
    public void no_English_text_counts_without_a_form_for_one(string texts) =>
        Assert.All(All(UiText.English, texts), text => Assert.False(Uncounted().IsMatch(text.Value), $"{text.Key}: {text.Value}"));

    [Theory]
    [InlineData(1, PeriodUnit.CalendarDays, "1 calendar day")]
    [InlineData(1, PeriodUnit.WorkingDays, "1 working day")]
    [InlineData(1, PeriodUnit.Months, "1 month")]
    [InlineData(6, PeriodUnit.Months, "6 months")]
    public void a_period_of_one_is_one(int amount, PeriodUnit unit, string said)
    {
        CultureInfo.CurrentUICulture = UiText.English;
        Assert.Equal(said, UiText.Amount(new Period(amount, unit)));
    }

    [Fact]
    public void a_kind_as_a_downloaded_ledger_names_it_can_be_taken_in_again() => Assert.All(RenewalKind.All, kind =>
    {
        var csv = $"片区名称,片区编码,类型,阶段,截至日期\n甲片,jia,{PageText.Kind(kind.Code)},前期准备,2021-01-01\n";
        var read = LedgerReader.Read(Encoding.UTF8.GetBytes(csv), "ledger.csv", null, TestContext.Current.CancellationToken);
        Assert.Equal(kind.Code, read.Ledger!.Rows.Single().Kind);
    });

    [Fact]
    public void every_kind_has_a_short_name() =>
        Assert.All(RenewalKind.All, kind => Assert.InRange(PageText.Kind(kind.Code).Length, 2, 5));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86", "'+86")]
    [InlineData("-x", "'-x")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("＝1", "'＝1")]
    [InlineData("\tx", "'\tx")]
    [InlineData("a=1", "a=1")]
    [InlineData("甲,\"乙\"", "\"甲,\"\"乙\"\"\"")]
    public void a_cell_of_a_csv_is_never_a_formula(string text, string written)
    {
        var csv = Encoding.UTF8.GetString(CsvWriter.Write(new Sheet("s", "t", "n", [new("h", 9)], [[text]]))[3..]);
        Assert.Equal($"h\r\n{written}\r\n", csv);
    }

    [Theory]
    [InlineData("2021-01-15", null, "2021-01-15", null)]
    [InlineData(null, "2021-02-01T10:00", "2021-06-30", "2021-02-01T10:00:00+08:00")]
    [InlineData(null, "2021-02-01 10:00:30", "2021-06-30", "2021-02-01T10:00:30+08:00")]
    [InlineData(null, "2021-02-01", "2021-06-30", "2021-02-01T23:59:59+08:00")]
    [InlineData(null, "2021-02-01T02:00:00Z", "2021-06-30", "2021-02-01T10:00:00+08:00")]
    [InlineData(null, "2021-02-01T10:00:00.5+08:00", "2021-06-30", "2021-02-01T10:00:00.5+08:00")]
    [InlineData(null, "2021-02-01T10:00:00 08:00", "2021-06-30", "2021-02-01T10:00:00+08:00")]
    public void a_moment_is_read_from_an_address(string? on, string? knownAt, string day, string? instant)
    {
        var read = TimeQuery.Read(on, knownAt, new DateOnly(2021, 6, 30));
        Assert.Empty(read.Problems);
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), read.Moment.On);
        Assert.Equal(instant is null ? null : DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), read.Moment.KnownAt);
    }

    [Fact]
    public void a_link_keeps_the_moment_and_what_it_asks_itself()
    {
        var read = TimeQuery.Read("2021-01-15", "2021-02-01T10:00", new DateOnly(2021, 6, 30));
        Assert.Equal("/areas?stage=listing&on=2021-01-15&knownAt=2021-02-01T10%3A00", read.Link("/areas?stage=listing"));
        Assert.Equal("/areas", TimeQuery.Read("2021-06-30", null, new DateOnly(2021, 6, 30)).Link("/areas"));
    }

    private static Dictionary<string, string> All(CultureInfo culture, string texts = "Pages") =>
        UiText.Manager(texts).GetResourceSet(culture, true, false)!.Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string)e.Value!);

    private static HashSet<string> Places(string text) =>
        [.. Regex.Matches(text, @"\{\d\}").Select(match => match.Value)];

    [GeneratedRegex(@"\{\d\} (?:\w+ )?(?:are|(?:account|area|change|day|deadline|difference|entrie|event|import|line|milestone|month"
        + @"|obstacle|place|row|token|view|year)s)\b")]
    private static partial Regex Uncounted();
}
