namespace Renewal.App.Tests.Pages;

[Collection(PagesCollection.Name)]
public sealed class When_looking_at_the_past(PagesFixture pages)
{
    [Fact]
    public async Task a_day_is_chosen_by_the_form_and_kept_by_every_link()
    {
        await using var window = await pages.OpenAsync("/areas?kind=state-land-expropriation", scripts: false);
        await window.Page.ClickAsync("details.time summary");
        await window.Page.FillAsync("#time-on", "2021-01-09");
        await window.Page.ClickAsync("details.time button");

        Assert.Contains("on=2021-01-09", window.Page.Url);
        Assert.Contains("kind=state-land-expropriation", window.Page.Url);
        Assert.Contains("您正在查看2021年1月9日的情况，按现在所知。", await window.TextAsync(".note.then"));
        var links = await window.Page.Locator("header nav a, main tbody a, thead a, .actions a.button[href*='/areas.']").AllAsync();
        Assert.True(links.Count > 20);
        foreach (var link in links) Assert.Contains("on=2021-01-09", await link.GetAttributeAsync("href"));

        await window.Page.ClickAsync(".note.then .button");
        Assert.EndsWith("/areas?kind=state-land-expropriation", window.Page.Url);
        Assert.Equal(0, await window.Page.Locator(".note.then").CountAsync());
    }

    [Fact]
    public async Task an_earlier_day_shows_what_held_then()
    {
        await using var window = await pages.OpenAsync("/?on=2021-01-09");
        Assert.Equal("0", await window.TextAsync(".figures a[href^='/areas?light=red'] b"));
        await window.GoAsync("/?on=2020-12-30");
        Assert.Equal("0", await window.TextAsync(".figures a[href^='/areas?on='] b"));
        await window.GoAsync("/areas?on=2020-12-30");
        Assert.Equal("这一天台账上还没有片区。", await window.TextAsync(".empty"));
    }

    [Fact]
    public async Task earlier_knowledge_shows_what_the_office_could_have_said()
    {
        var instant = pages.AfterLedger.ToOffset(TimeSpan.FromHours(8))
            .ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFzzz", System.Globalization.CultureInfo.InvariantCulture);
        await using var window = await pages.OpenAsync("/?knownAt=" + Uri.EscapeDataString(instant));
        Assert.Equal("13", await window.TextAsync(".figures b"));
        Assert.Equal("0", await window.TextAsync(".figures a[href^='/areas?light=red'] b"));
        Assert.Equal("没有滞后或预警的片区。", await window.TextAsync("section[aria-labelledby=attention] .empty"));
        Assert.Contains("您正在查看2021年1月15日的情况，按", await window.TextAsync(".note.then"));
    }

    [Theory]
    [InlineData("/areas?on=2021-02-30", "日期看不懂")]
    [InlineData("/areas?on=0001-01-01", "日期看不懂")]
    [InlineData("/?knownAt=x", "所知时刻看不懂")]
    [InlineData("/deadlines?on=2021-01-09&knownAt=2021-13-01", "所知时刻看不懂")]
    [InlineData("/compare?knownAt=9999-12-31T23:59", "所知时刻看不懂")]
    public async Task what_cannot_be_read_is_said_and_the_present_shown(string path, string said)
    {
        await using var window = await pages.OpenAsync(path);
        Assert.Equal(200, window.Status);
        Assert.Contains(said, await window.TextAsync(".note.bad"));
        Assert.Contains("2021年1月15日，按现在所知", await window.TextAsync("details.time summary"));
    }

    [Theory]
    [InlineData("/imports")]
    [InlineData("/imports/new")]
    [InlineData("/catalogue")]
    [InlineData("/me")]
    [InlineData("/areas/new")]
    public async Task a_page_that_shows_the_present_says_so_and_keeps_the_moment_for_the_others(string path)
    {
        await using var window = await pages.OpenAsync($"{path}?on=2021-01-09&knownAt=2099-01-01T10:00", role: "officer");
        Assert.Contains("本页不随时点变化", await window.TextAsync(".note.then"));
        Assert.Equal(1, await window.Page.Locator("details.time form").CountAsync());
        var links = await window.Page.Locator("header a:not(.skip), main a[href^='/']:not(.quick a):not(.note a)").AllAsync();
        Assert.True(links.Count >= 7);
        foreach (var link in links)
        {
            var address = await link.GetAttributeAsync("href");
            Assert.Contains("on=2021-01-09&knownAt=2099-01-01T10%3A00", address);
        }
    }

    [Fact]
    public async Task a_page_that_is_missing_leads_back_to_the_same_moment()
    {
        await using var window = await pages.OpenAsync("/areas/nowhere?on=2021-01-09");
        Assert.Equal(404, window.Status);
        await window.GoAsync("/no-such-page?on=2021-01-09");
        Assert.Contains("on=2021-01-09", await window.Page.Locator("main .card a.button").GetAttributeAsync("href"));
    }

    [Fact]
    public async Task a_link_can_pin_what_is_on_the_screen()
    {
        await using var window = await pages.OpenAsync("/areas?stage=listing", scripts: false);
        await window.Page.ClickAsync("details.time summary");
        await window.Page.ClickAsync("details.time .go a");
        Assert.Matches(@"\?stage=listing&on=2021-01-15&knownAt=20\d\d-\d\d-\d\dT\d\d%3A\d\d", window.Page.Url);
        Assert.Equal(2, await window.Page.Locator(".ledger tbody tr").CountAsync());
    }
}
