namespace Renewal.App.Tests.Pages;

[Collection(PagesCollection.Name)]
public sealed class When_looking_at_a_page(PagesFixture pages)
{
    private static readonly (string Name, string Path)[] Paths =
    [
        ("overview", "/"), ("overview-then", "/?on=2021-01-08&knownAt=2099-01-01T10:00"), ("ledger", "/areas"),
        ("ledger-narrowed", "/areas?stage=preparation&sort=-due"), ("ledger-empty", "/areas?q=zzz"), ("deadlines", "/deadlines"),
        ("compare", "/compare?from=2020-12-31&to=2021-01-15"), ("compare-wrong", "/compare?from=2021-02-01&to=2021-01-15"),
        ("catalogue", "/catalogue"), ("rulebook", "/catalogue/state-land-expropriation"),
        ("rulebook-regimes", "/catalogue/collective-land-urban-village?regime=collective-2020"), ("bad-time", "/?on=yesterday"),
        ("missing", "/no-such-page"),
    ];

    // What only some may open, in the two views that differ most.
    private static readonly (string Name, string Path, string Role)[] Others =
    [
        ("area", "/areas/wujiashancun", "manager"), ("area-read", "/areas/gongluju", "auditor"),
        ("history", "/areas/wujiashancun/history", "manager"), ("register", "/areas/new", "officer"),
        ("register-shut", "/areas/new", "auditor"), ("imports", "/imports", "officer"), ("import-shut", "/imports/new", "auditor"),
        ("me", "/me", "officer"), ("accounts", "/accounts", "admin"), ("account", "/accounts/demo-officer", "admin"),
        ("denied", "/accounts", "manager"),
    ];

    public static TheoryData<string, string, string, int, string> Pages =>
    [
        .. Paths.SelectMany(p => new TheoryDataRow<string, string, string, int, string>[]
        {
            (p.Name, p.Path, "manager", 1280, "zh-CN"), (p.Name, p.Path, "manager", 390, "zh-CN"), (p.Name, p.Path, "manager", 390, "en"),
        }),
        .. Others.SelectMany(p => new TheoryDataRow<string, string, string, int, string>[]
        {
            (p.Name, p.Path, p.Role, 1280, "zh-CN"), (p.Name, p.Path, p.Role, 390, "en"),
        }),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task it_is_sound(string name, string path, string role, int width, string language)
    {
        await using var window = await pages.OpenAsync(path, role, width: width, language: language);
        await window.PictureAsync($"{name}-{width}-{language}");

        Assert.Equal("", await window.BarriersAsync());
        Assert.InRange(await window.OverflowAsync(), int.MinValue, 0);
        Assert.Empty(window.Complaints);
        Assert.Equal(language, await window.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal((1, 1, 1), (await Count("title"), await Count("h1"), await Count("main#main")));
        Assert.EndsWith(language == "en" ? "Renewal" : "片区更新台账", await window.Page.TitleAsync());
        Assert.DoesNotMatch(@"<script|<style|\sstyle=|\son[a-z]+=", window.Sent);
        // Text that a resource, a name or a value failed to give.
        Assert.DoesNotMatch(@"\bnull\b|\{\d\}|System\.|[a-z]+\.[a-z-]+-[a-z]+\b(?!\.\w)", await window.TextAsync("h1"));

        Task<int> Count(string selector) => window.Page.Locator(selector).CountAsync();
    }

    /// <summary>Nothing has to be done by the day the suspension of procedures ends; it ends.</summary>
    [Theory]
    [InlineData("zh-CN", "效力至2022年1月6日（含当日）届满")]
    [InlineData("en", "In effect until 6 Jan 2022")]
    public async Task what_ends_by_itself_is_not_called_a_task(string language, string said)
    {
        await using var window = await pages.OpenAsync("/areas/wujiashancun", language: language);
        Assert.Contains(said, await window.TextAsync("#clocks"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(390)]
    public async Task whatever_can_be_touched_is_large_enough(int width)
    {
        await using var window = await pages.OpenAsync("/areas", width: width);
        var small = await window.Page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('button, select, input:not([type=hidden]), nav a, .button, summary, tbody th a')]
              .filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5)
              .map(e => e.outerHTML.slice(0, 80) + ' ' + e.getBoundingClientRect().height)
            """);
        Assert.Empty(small);
    }

    [Fact]
    public async Task planned_against_actual_is_told_in_cards_on_a_phone()
    {
        await using var window = await pages.OpenAsync("/areas/wujiashancun", width: 390);
        var bars = await window.Page.EvaluateAsync<float[]>(
            "[...document.querySelectorAll('.plan svg')].map(e => e.getBoundingClientRect().width)");
        Assert.Equal(2, bars.Length);
        Assert.All(bars, width => Assert.InRange(width, 270, 390));
        Assert.Equal(0, await window.Page.Locator(".plan td:not([data-l])").CountAsync());
        Assert.Equal(0, await window.Page.EvaluateAsync<int>(
            "[...document.querySelectorAll('#plan, #plan *:not(.unseen, thead, thead *)')]"
            + ".filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0).length"));
    }

    [Fact]
    public async Task a_barrier_would_be_found()
    {
        await using var window = await pages.OpenAsync("/areas");
        await window.Page.EvaluateAsync(
            """
            document.documentElement.removeAttribute('lang');
            document.querySelector('h1').outerHTML = '<p id="pale">片区</p><img src="data:,">';
            document.querySelector('#pale').style.color = '#ccc';
            """);
        var found = await window.BarriersAsync();
        foreach (var rule in (string[])["html-has-lang", "page-has-heading-one", "color-contrast", "image-alt"])
            Assert.Contains($"{rule}: ", found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task nobody_reads_the_record_without_signing_in()
    {
        await using var window = await pages.OpenAsync("/areas", role: null);
        Assert.Contains("/sign-in", window.Page.Url);
        Assert.Equal(0, await window.Page.Locator("header nav").CountAsync());
        Assert.Equal("", await window.BarriersAsync());
        await window.PictureAsync("sign-in");
    }

    [Fact]
    public async Task the_language_is_chosen_by_a_button_and_stays()
    {
        await using var window = await pages.OpenAsync("/areas?stage=listing", scripts: false);
        await window.Page.ClickAsync("header button[name=lang]");
        Assert.EndsWith("/areas?stage=listing", window.Page.Url);
        Assert.Equal("Areas", await window.TextAsync("h1"));
        await window.GoAsync("/deadlines");
        Assert.Equal("Deadlines", await window.TextAsync("h1"));
    }

    [Fact]
    public async Task what_is_missing_is_said_in_the_frame()
    {
        await using var window = await pages.OpenAsync("/no-such-page");
        Assert.Equal(404, window.Status);
        Assert.Equal("没有找到", await window.TextAsync("h1"));
        Assert.True(await window.Page.Locator("header nav a").CountAsync() >= 6);
        await window.GoAsync("/catalogue/no-such-kind");
        Assert.Equal((404, "没有找到"), (window.Status, await window.TextAsync("h1")));
    }

    [Fact]
    public async Task accounts_are_offered_to_administrators_only()
    {
        await using var manager = await pages.OpenAsync("/");
        await using var admin = await pages.OpenAsync("/", role: "admin");
        Assert.Equal(0, await manager.Page.Locator("header nav a[href='/accounts']").CountAsync());
        Assert.Equal(1, await admin.Page.Locator("header nav a[href='/accounts']").CountAsync());
    }
}
