namespace Renewal.App.Tests.Pages;

[Collection(PagesCollection.Name)]
public sealed class When_reading_the_overview(PagesFixture pages)
{
    [Fact]
    public async Task every_number_opens_as_many_areas_as_it_says()
    {
        await using var window = await pages.OpenAsync("/", scripts: false);
        var numbers = await window.Page.Locator(".grid-table a").AllAsync();
        var claims = new List<(string Href, string Count)>();
        foreach (var number in numbers) claims.Add((await number.GetAttributeAsync("href") ?? "", (await number.InnerTextAsync()).Trim()));
        foreach (var figure in await window.Page.Locator(".figures a[href^='/areas']").AllAsync())
            claims.Add((await figure.GetAttributeAsync("href") ?? "", (await figure.Locator("b").InnerTextAsync()).Trim()));

        Assert.Contains(("/areas", "13"), claims);
        Assert.Contains(("/areas?kind=legacy-resolution&stage=preparation", "3"), claims);
        Assert.Contains(("/areas?light=red", "1"), claims);
        Assert.Contains(("/areas?mark=obstacle", "1"), claims);
        foreach (var (href, count) in claims.Distinct())
        {
            await window.GoAsync(href);
            Assert.Equal($"{href} {count}", $"{href} {await window.Page.Locator(".ledger tbody tr").CountAsync()}");
        }
    }

    [Fact]
    public async Task what_needs_attention_says_why_in_words()
    {
        await using var window = await pages.OpenAsync("/");
        var first = await window.TextAsync("section[aria-labelledby=attention] li");
        Assert.Contains("滞后", first);
        Assert.Contains("吴家山村片", first);
        Assert.Contains("入户调查登记完成计划2021年1月10日，已逾期5天", first);
        var all = await window.TextAsync("section[aria-labelledby=attention]");
        Assert.Contains("有堵点未销号，2021年1月8日提出，已7天", all);
        Assert.Contains("2021年1月7日起暂停", all);
    }

    [Fact]
    public async Task what_is_due_within_thirty_days_is_listed()
    {
        await using var window = await pages.OpenAsync("/");
        Assert.Equal("1", await window.TextAsync(".figures a[href='/deadlines?show=soon'] b"));
        Assert.Contains("2021年2月5日", await window.TextAsync("section[aria-labelledby=due] li"));
        await window.GoAsync("/deadlines?show=soon");
        Assert.Single(await window.TextsAsync("tbody tr"));
    }

    [Fact]
    public async Task deadlines_show_the_late_first_and_how_they_were_worked_out()
    {
        await using var window = await pages.OpenAsync("/deadlines", scripts: false);
        var rows = await window.TextsAsync("tbody tr");
        Assert.Contains("逾期5天", rows[0]);
        var clock = Assert.Single(rows, row => row.Contains("法定期限", StringComparison.Ordinal));
        Assert.Contains("从“暂停办理手续通知”（2021年1月6日）起算", clock);
        Assert.Contains("12个月至2022年1月6日届满", clock);
        Assert.Contains("国有土地上房屋征收与补偿条例", clock);
        Assert.Contains("已读原文", clock);
    }

    [Fact]
    public async Task two_days_are_compared_in_words()
    {
        await using var window = await pages.OpenAsync("/compare?from=2020-12-31&to=2021-01-15", scripts: false);
        var moved = await window.TextAsync("tr:has-text('吴家山村片')");
        Assert.Contains("到达“征收范围确定”（2021年1月5日）", moved);
        Assert.Matches(@"预警状态\s*正常\s*→\s*滞后", moved);
        Assert.Matches(@"状态\s*推进中\s*→\s*暂停", await window.TextAsync("tr:has-text('公路局片')"));
        Assert.Contains("13个到13个", await window.TextAsync("[role=status]"));
    }

    [Fact]
    public async Task what_the_source_does_not_say_is_not_said()
    {
        await using (var window = await pages.OpenAsync("/compare?from=2020-12-30&to=2020-12-31", scripts: false))
        {
            Assert.Contains("期初接收", await window.TextAsync("tr:has-text('吴家山村片')"));
            Assert.DoesNotContain("新上台账", await window.TextAsync("main"));
        }

        await using var ledger = await pages.OpenAsync("/areas?on=2020-12-31", scripts: false);
        Assert.Contains("不晚于2020年12月31日", await ledger.TextAsync("tr:has-text('吴家山村片')"));
    }

    [Fact]
    public async Task days_in_the_wrong_order_are_said_at_the_field()
    {
        await using var window = await pages.OpenAsync("/compare?from=2021-02-01&to=2021-01-15", scripts: false);
        Assert.StartsWith("错误：", await window.Page.TitleAsync());
        Assert.Equal("true", await window.Page.Locator("#f-from").GetAttributeAsync("aria-invalid"));
        Assert.Equal("f-from-error", await window.Page.Locator("#f-from").GetAttributeAsync("aria-describedby"));
        Assert.Equal("2021-02-01", await window.Page.InputValueAsync("#f-from"));
    }

    [Fact]
    public async Task rules_that_nobody_verified_say_so()
    {
        await using var window = await pages.OpenAsync("/catalogue/state-land-expropriation", scripts: false);
        Assert.Contains("未核实", await window.TextAsync("#demolished"));
        var consultation = await window.TextAsync("#plan-consultation-closed");
        Assert.Contains("自“方案公布征求意见”起不少于30个自然日", consultation);
        Assert.Contains("第10条〔已读原文〕", consultation);
        Assert.DoesNotContain("未核实", consultation);
    }
}
