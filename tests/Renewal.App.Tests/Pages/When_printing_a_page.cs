using System.Globalization;
using Microsoft.Playwright;

namespace Renewal.App.Tests.Pages;

/// <summary>Printed pages show the record and its date, without buttons.</summary>
[Collection(PagesCollection.Name)]
public sealed class When_printing_a_page(PagesFixture pages)
{
    // A4 without its margins, at 96 points to the inch.
    private const int Upright = 703;
    private const int Across = 1032;

    [Theory]
    [InlineData("/", Upright, "zh-CN", "截至2021年1月15日的情况，按")]
    [InlineData("/?on=2021-01-09", Upright, "en", "As of 9 Jan 2021, as known on")]
    [InlineData("/areas", Across, "zh-CN", "截至2021年1月15日的情况，按")]
    [InlineData("/areas?on=2021-01-09", Across, "en", "As of 9 Jan 2021, as known on")]
    [InlineData("/areas/wujiashancun", Upright, "zh-CN", "截至2021年1月15日的情况，按")]
    [InlineData("/areas/wujiashancun/history", Upright, "en", "As of 15 Jan 2021, as known on")]
    [InlineData("/deadlines?show=late", Upright, "zh-CN", "截至2021年1月15日的情况，按")]
    [InlineData("/compare?from=2020-12-31&to=2021-01-15", Upright, "zh-CN", "按")]
    public async Task it_says_of_when_it_speaks_and_leaves_out_what_is_pressed(string path, int width, string language, string moment)
    {
        await using var window = await pages.OpenAsync(path, language: language);
        Assert.False(await window.Page.Locator(".print-only").First.IsVisibleAsync());

        await window.Page.SetViewportSizeAsync(width, 900);
        await window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await window.PictureAsync($"print{path.Split('?')[0].Replace('/', '-')}-{language}");

        Assert.StartsWith(moment, await window.TextAsync(".print-only"));
        // The minute, never "now", by the store's clock, which is after the import.
        var paper = await window.TextAsync(".print-only");
        Assert.Matches(@"\d{1,2}:\d{2}", paper);
        Assert.Contains(pages.AfterLedger.ToOffset(TimeSpan.FromHours(8)).Year.ToString(CultureInfo.InvariantCulture), paper);
        Assert.DoesNotContain(language == "en" ? "now" : "现在", paper.Replace("known", "", StringComparison.Ordinal));
        Assert.Empty(await VisibleAsync(window, "nav a:not(.tabs a[aria-current]), button, .button, input, select, .note.then, .skip"));
        Assert.True(await window.Page.Locator("h1").IsVisibleAsync());
        Assert.InRange(await window.OverflowAsync(), int.MinValue, 0);
        // Tables stay tables on a sheet no wider than a phone lying down, and their headings stand on each of its pages.
        Assert.All(await DisplaysAsync(window, "main table"), display => Assert.Equal("table", display));
        Assert.All(await DisplaysAsync(window, "main thead"), display => Assert.Equal("table-header-group", display));
    }

    [Fact]
    public async Task a_narrowed_list_says_what_it_leaves_out()
    {
        await using var window = await pages.OpenAsync("/areas?stage=preparation&q=片");
        await window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Equal("筛选：“片”、阶段：前期准备", (await window.TextsAsync(".print-only"))[1]);
        Assert.True(await window.Page.Locator(".count").IsVisibleAsync());
    }

    [Fact]
    public async Task a_list_lies_across_the_sheet_and_everything_else_stands()
    {
        await using var window = await pages.OpenAsync("/areas");
        Assert.Equal((297, 210), await SheetAsync(window));
        await window.GoAsync("/areas/wujiashancun");
        Assert.Equal((210, 297), await SheetAsync(window));
    }

    // Only what takes up room: a link inside something hidden is hidden too.
    private static Task<string[]> VisibleAsync(BrowserPage window, string selector) => window.Page.EvaluateAsync<string[]>(
        "s => [...document.querySelectorAll(s)].filter(e => e.checkVisibility() && e.getClientRects().length > 0)"
        + ".map(e => e.outerHTML.slice(0, 90))",
        selector);

    private static Task<string[]> DisplaysAsync(BrowserPage window, string selector) =>
        window.Page.EvaluateAsync<string[]>("s => [...document.querySelectorAll(s)].map(e => getComputedStyle(e).display)", selector);

    // Width and height of the first page in millimetres, as the file says them in points.
    private static async Task<(int, int)> SheetAsync(BrowserPage window)
    {
        var file = System.Text.Encoding.Latin1.GetString(await window.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true }));
        var box = System.Text.RegularExpressions.Regex.Match(file, @"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]");
        return (Millimetres(box.Groups[1].Value), Millimetres(box.Groups[2].Value));
    }

    private static int Millimetres(string points) => (int)Math.Round(double.Parse(points, CultureInfo.InvariantCulture) / 72 * 25.4);
}
