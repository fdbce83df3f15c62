namespace Renewal.App.Tests.Pages;

[Collection(PagesCollection.Name)]
public sealed class When_reading_the_rulebook(PagesFixture pages)
{
    private const string Collective = "/catalogue/collective-land-urban-village";
    private const string Muted = "rgb(86, 96, 112)";

    [Theory]
    [InlineData("zh-CN", "自 2012-01-01 起", "自 2015-05-01 起", "至 2015-04-30", "2012-04-10 至 2015-04-30")]
    [InlineData("en", "from 2012-01-01", "from 2015-05-01", "until 2015-04-30", "2012-04-10 to 2015-04-30")]
    public async Task a_dated_period_shows_its_dates(string language, string old, string now, string earlier, string between)
    {
        await using var window = await pages.OpenAsync("/catalogue/state-land-expropriation", language: language);

        const string Periods = "#enforcement-applied td:nth-child(3) li";
        Assert.Equal([old, now, now], await window.TextsAsync($"{Periods}:not(.muted) .tag"));
        Assert.Equal([earlier, between], await window.TextsAsync($"{Periods}.muted .tag"));
        Assert.Equal(0, await window.Page.Locator("#scope-determined .tag").CountAsync());
    }

    [Theory]
    [InlineData("2015-04-30", "至 2015-04-30")]
    [InlineData("2015-05-01", "自 2015-05-01 起")]
    public async Task the_day_of_the_page_decides_what_is_muted(string on, string counts)
    {
        await using var window = await pages.OpenAsync($"/catalogue/state-land-expropriation?on={on}");
        var periods = await window.TextsAsync("#enforcement-applied td:nth-child(3) li:not(.muted) .tag");
        Assert.Contains(counts, periods);
    }

    [Theory]
    [InlineData("2019-12-31", "至 2019-12-31", "2020年以前的征地程序")]
    [InlineData("2020-01-01", "2020-01-01 至 2021-08-31", "土地管理法2019年修正（新条例施行前）")]
    [InlineData("2021-08-31", "2020-01-01 至 2021-08-31", "土地管理法2019年修正（新条例施行前）")]
    [InlineData("2021-09-01", "自 2021-09-01 起", "土地管理法2019年修正及2021年实施条例")]
    public async Task rows_of_other_days_are_listed_with_their_dates(string on, string dates, string law)
    {
        await using var window = await pages.OpenAsync($"{Collective}?on={on}");

        Assert.StartsWith(law, await window.TextAsync(".lead"));
        Assert.Equal(law, await window.TextAsync(".tabs [aria-current]"));
        Assert.Contains(dates, await window.TextAsync("#acquisition-announced th"));
        var named = window.Page.Locator(".code", new() { HasTextString = "acquisition-announced" });
        Assert.Equal(3, await window.Page.Locator("tr", new() { Has = named }).CountAsync());
        var muted = window.Page.Locator("tr.muted", new() { Has = named });
        Assert.Equal(2, await muted.CountAsync());
        Assert.Equal(Muted, await muted.Locator("th").First.EvaluateAsync<string>("e => getComputedStyle(e).color"));
        Assert.Contains("（当天不施行）", await muted.First.Locator("th").InnerTextAsync());
    }

    [Fact]
    public async Task a_law_of_other_days_is_shown_on_its_own_nearest_day()
    {
        await using var window = await pages.OpenAsync($"{Collective}?regime=collective-2021&on=2020-06-01");
        Assert.Contains("2021年9月1日", await window.TextAsync(".lead"));
        await window.GoAsync($"{Collective}?regime=collective-pre2020&on=2020-06-01");
        Assert.Contains("2019年12月31日", await window.TextAsync(".lead"));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task the_dates_fit_on_a_phone(string language)
    {
        await using var window = await pages.OpenAsync($"{Collective}?on=2020-06-01", width: 390, language: language);

        Assert.Equal("", await window.BarriersAsync());
        Assert.InRange(await window.OverflowAsync(), int.MinValue, 0);
        Assert.Equal(0, await window.Page.EvaluateAsync<int>(
            "[...document.querySelectorAll('.rules .tag')].filter(e => e.getBoundingClientRect().right > innerWidth).length"));
        // Whatever is muted says when it is law.
        const string Undated = "tr.muted:not(:has(th .tag.soft)), tr:not(.muted) li.muted:not(:has(.tag))";
        Assert.Equal(0, await window.Page.Locator(Undated).CountAsync());
        Assert.True(await window.Page.Locator("tr.muted").CountAsync() > 10);
        await window.PictureAsync($"rulebook-dates-390-{language}");
    }
}
