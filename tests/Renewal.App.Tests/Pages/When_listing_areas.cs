using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Playwright;

namespace Renewal.App.Tests.Pages;

[Collection(PagesCollection.Name)]
public sealed class When_listing_areas(PagesFixture pages)
{
    [Fact]
    public async Task filters_are_a_form_whose_answers_stand_in_the_address()
    {
        await using var window = await pages.OpenAsync("/areas", scripts: false);
        Assert.Equal("共13个片区", await window.TextAsync(".count"));
        await window.Page.SelectOptionAsync("#filter-stage", "preparation");
        await window.Page.SelectOptionAsync("#filter-label", "历史遗留");
        await window.Page.ClickAsync(".filters button");
        Assert.Contains("stage=preparation", window.Page.Url);
        Assert.Equal(["二雅路片", "公路局片", "万国片"], await window.TextsAsync(".ledger tbody th"));
        Assert.Equal("符合条件的3个，当天在册共13个", await window.TextAsync(".count"));
        await window.Page.FillAsync("#filter-q", "万国");
        await window.Page.ClickAsync(".filters button");
        Assert.Equal(["万国片"], await window.TextsAsync(".ledger tbody th"));
        await window.Page.ClickAsync(".filters .button");
        Assert.Equal(13, await window.Page.Locator(".ledger tbody tr").CountAsync());
    }

    [Theory]
    [InlineData("light=red", 1)]
    [InlineData("status=suspended", 1)]
    [InlineData("jurisdiction=420112", 13)]
    [InlineData("jurisdiction=4202", 0)]
    [InlineData("kind=key-route-park-works&stage=completed", 2)]
    [InlineData("stage=no-such", 0)]
    [InlineData("page=-3", 13)]
    [InlineData("page=999999999999", 13)]
    [InlineData("sort=no-such", 13)]
    public async Task whatever_is_asked_is_answered(string asked, int areas)
    {
        await using var window = await pages.OpenAsync("/areas?" + asked);
        Assert.Equal((200, areas), (window.Status, await window.Page.Locator(".ledger tbody tr").CountAsync()));
    }

    [Fact]
    public async Task columns_sort_both_ways_and_say_so()
    {
        await using var window = await pages.OpenAsync("/areas", scripts: false);
        await window.Page.ClickAsync("thead a:has-text('预警')");
        Assert.Equal("吴家山村片", await window.TextAsync(".ledger tbody th"));
        Assert.Equal("ascending", await window.Page.Locator("th[aria-sort]").GetAttributeAsync("aria-sort"));
        await window.Page.ClickAsync("thead a:has-text('预警')");
        Assert.Equal("descending", await window.Page.Locator("th[aria-sort]").GetAttributeAsync("aria-sort"));
        Assert.Equal("吴家山村片", (await window.TextsAsync(".ledger tbody th"))[^1]);
        // What has no day stands last in either direction.
        await window.GoAsync("/areas?sort=-due");
        Assert.Equal("吴家山村片", await window.TextAsync(".ledger tbody th"));
    }

    [Theory]
    [InlineData("/areas", "zh-CN")]
    [InlineData("/areas?stage=preparation&sort=-light", "zh-CN")]
    [InlineData("/areas?kind=legacy-resolution&on=2021-01-09", "en")]
    public async Task the_files_hold_exactly_what_is_on_the_screen(string path, string language)
    {
        await using var window = await pages.OpenAsync(path, language: language);
        var screen = await ScreenAsync(window.Page);
        var csv = await DownloadAsync(window.Page, ".csv");
        var xlsx = await DownloadAsync(window.Page, ".xlsx");

        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), csv[..3]);
        Assert.Equal(screen, Csv(Encoding.UTF8.GetString(csv[3..])).Select(Plain).ToArray());
        Assert.Equal(screen, Xlsx(xlsx).Select(Plain).ToArray());
        Assert.DoesNotContain("null", Encoding.UTF8.GetString(csv), StringComparison.OrdinalIgnoreCase);

        // The last column is the day, which the screen shows once for all.
        static string Plain(string[] row) => string.Join('|', row[..^1].Select(Bare));
    }

    /// <summary>A page says that it shows today instead; a file would be passed on as the answer to what was asked.</summary>
    [Theory]
    [InlineData("/areas.csv?on=2021-02-30")]
    [InlineData("/areas.xlsx?on=yesterday")]
    [InlineData("/areas.csv?knownAt=soon")]
    public async Task no_file_is_made_for_a_moment_that_cannot_be_read(string path)
    {
        await using var window = await pages.OpenAsync(path);
        Assert.Equal(400, window.Status);
        Assert.Equal("请求有误", await window.TextAsync("h1"));
    }

    [Fact]
    public async Task the_files_say_of_which_day_they_speak()
    {
        await using var window = await pages.OpenAsync("/areas?on=2021-01-09");
        Assert.All(Csv(Encoding.UTF8.GetString((await DownloadAsync(window.Page, ".csv"))[3..])).Skip(1), row =>
            Assert.Equal("2021-01-09", row[^1]));
        using var book = SpreadsheetDocument.Open(new MemoryStream(await DownloadAsync(window.Page, ".xlsx")), false);
        Assert.Empty(new OpenXmlValidator().Validate(book).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var cells = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>().ToList();
        Assert.Equal("片区台账（截至2021年1月9日）", cells[0].InnerText);
        // Read next year, "as known now" would say nothing.
        Assert.Matches(@"^按20\d\d年\d+月\d+日 [\d:]+所知，共13个片区", cells[1].InnerText);
    }

    [Fact]
    public async Task the_workbook_is_ready_to_be_read_and_printed()
    {
        await using var window = await pages.OpenAsync("/areas");
        using var book = SpreadsheetDocument.Open(new MemoryStream(await DownloadAsync(window.Page, ".xlsx")), false);
        var sheet = book.WorkbookPart!.WorksheetParts.Single().Worksheet!;
        var pane = sheet.Descendants<Pane>().Single();
        Assert.Equal((3d, PaneStateValues.Frozen), (pane.VerticalSplit!.Value, pane.State!.Value));
        // A text of two lines gets the room of two lines, and no more than that.
        var heights = sheet.Descendants<Row>().Skip(3)
            .ToDictionary(row => row.Elements<Cell>().First().InnerText, row => row.Height!.Value);
        Assert.True(heights["老旧小区微改造（首批）"] > heights["万国片"] * 1.5);
        Assert.All(heights.Values, height => Assert.InRange(height, 15, 120));
        Assert.InRange(sheet.Descendants<Column>().Sum(column => column.Width!.Value), 150, 230);
    }

    private static async Task<byte[]> DownloadAsync(IPage page, string ending)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync($"a[href*='/areas{ending}']"));
        Assert.EndsWith(ending, download.SuggestedFilename);
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    private static async Task<string[]> ScreenAsync(IPage page)
    {
        var rows = new List<string>();
        foreach (var row in await page.Locator(".ledger tr").AllAsync())
            rows.Add(string.Join('|', (await row.Locator("th, td").AllTextContentsAsync()).Select(Bare)));
        return [.. rows];
    }

    // Spaces, arrows of sorting, shapes of lights and the way a day is written differ by medium; the words do not.
    private static string Bare(string text)
    {
        var plain = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !"▲◆●✔↑↓：:、,".Contains(c, StringComparison.Ordinal)));
        return DateOnly.TryParseExact(plain, ["yyyy年M月d日", "dMMMyyyy", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day)
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : plain;
    }

    private static IEnumerable<string[]> Csv(string text) =>
        text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => System.Text.RegularExpressions.Regex
            .Matches(line, "(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))")
                .Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value).ToArray());

    private static List<string[]> Xlsx(byte[] bytes)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(bytes), false);
        return [.. book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Skip(2)
            .Select(row => row.Elements<Cell>().Select(Value).ToArray())];

        static string Value(Cell cell) => cell.DataType?.Value == CellValues.InlineString ? cell.InnerText
            : cell.CellValue is { } number
                ? DateTime.FromOADate(double.Parse(number.Text, CultureInfo.InvariantCulture))
                    .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : "";
    }
}
