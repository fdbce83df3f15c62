using System.Net;
using Renewal.App.Auth;

namespace Renewal.App.Tests.Auth;

[Collection(AuthCollection.Name)]
public sealed class When_trying_the_demonstration(DemoHost host) : IClassFixture<DemoHost>
{
    [Theory]
    [InlineData("officer", "项目专干", "420112001")]
    [InlineData("manager", "分管领导", "420112")]
    [InlineData("auditor", "审计", "42")]
    [InlineData("admin", "管理员", "未指定")]
    public async Task choosing_a_role_signs_in(string role, string name, string jurisdiction)
    {
        using var browser = host.Browse();
        var answer = await browser.SubmitAsync("/sign-in", "demo", ("role", role));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await (await browser.GetAsync("/me")).Content.ReadAsStringAsync();
        Assert.Contains($"demo-{role}", page);
        Assert.Contains($"<dd>{name}</dd>", page);
        Assert.Contains($"<dd>{jurisdiction}</dd>", page);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Port", "443")]
    [InlineData("X-Forwarded-Server", "gate")]
    [InlineData("X-Real-IP", "203.0.113.9")]
    [InlineData("X-Client-IP", "203.0.113.9")]
    [InlineData("True-Client-IP", "203.0.113.9")]
    [InlineData("X-Original-Host", "evil.example")]
    [InlineData("X-Original-For", "203.0.113.9:1")]
    [InlineData("CF-Connecting-IP", "203.0.113.9")]
    [InlineData("cf-ray", "1")]
    [InlineData("CDN-Loop", "cloudflare")]
    [InlineData("Via", "1.1 gate")]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "localhost.evil.example")]
    public async Task it_is_shut_to_all_who_do_not_sit_at_this_machine(string header, string value)
    {
        using var near = host.Browse();
        var page = await (await near.GetAsync("/sign-in")).Content.ReadAsStringAsync();
        near.With(header, value);
        Assert.DoesNotContain("value=\"demo\"", await (await near.GetAsync("/sign-in")).Content.ReadAsStringAsync());
        // An earlier form does not bypass the check.
        var answer = await near.SendFormAsync("/sign-in", page, "demo", ("role", "admin"));
        Assert.NotEqual(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Null(near.SessionCookie);
    }

    // Trusted headers were consumed, and the address is the forwarded one.
    [Fact]
    public async Task nor_does_a_proxy_that_is_believed_open_it()
    {
        var proxied = await host.StartAsync(demo: true, proxies: "127.0.0.0/8");
        using var direct = host.Browse(proxied);
        Assert.Contains("value=\"demo\"", await (await direct.GetAsync("/sign-in")).Content.ReadAsStringAsync());
        foreach (var (header, value) in new[] { ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Proto", "http") })
        {
            using var relayed = host.Browse(proxied).With(header, value);
            Assert.DoesNotContain("value=\"demo\"", await (await relayed.GetAsync("/sign-in")).Content.ReadAsStringAsync());
        }
    }

    // What a proxy speaks that adds nothing and names our own address: nginx as it comes.
    [Fact]
    public async Task nor_one_that_says_nothing_of_itself_but_speaks_the_old_http()
    {
        Assert.DoesNotContain("value=\"demo\"", await RawRequest.SendAsync(host.App, "GET /sign-in HTTP/1.0\r\nHost: localhost\r\n\r\n"));
        Assert.Contains("value=\"demo\"", await RawRequest.SendAsync(
            host.App, "GET /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    }

    [Fact]
    public async Task a_token_is_made_there_without_a_password()
    {
        using var browser = host.Browse();
        await browser.SubmitAsync("/sign-in", "demo", ("role", "auditor"));
        var page = await (await browser.GetAsync("/me")).Content.ReadAsStringAsync();
        Assert.DoesNotContain("type=\"password\"", page);
        var day = $"{Renewal.Features.Time.OfficeClock.DayOf(DateTimeOffset.UtcNow).AddDays(30):yyyy-MM-dd}";
        var made = await browser.SubmitAsync("/me", "token", ("tokenName", "demo-made"), ("expires", day));
        Assert.Matches("rnw_[0-9A-Za-z]{36}", await made.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task a_session_does_not_leave_this_machine()
    {
        using var browser = host.Browse();
        await browser.SubmitAsync("/sign-in", "demo", ("role", "admin"));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts")).StatusCode);
        using var far = host.Browse().With("Cookie", $"renewal={browser.SessionCookie}").With("X-Forwarded-For", "203.0.113.9");
        Assert.Equal(HttpStatusCode.Redirect, (await far.GetAsync("/accounts")).StatusCode);
    }

    [Fact]
    public async Task outside_the_demonstration_neither_buttons_nor_sessions_nor_tokens_of_it_are_worth_anything()
    {
        using var demo = host.Browse();
        await demo.SubmitAsync("/sign-in", "demo", ("role", "auditor"));
        var key = await host.TokenAsync("demo-auditor", "try");
        var real = await host.StartAsync(demo: false);
        using var browser = host.Browse(real);
        Assert.DoesNotContain("value=\"demo\"", await (await browser.GetAsync("/sign-in")).Content.ReadAsStringAsync());
        using var carried = host.Browse(real).With("Cookie", $"renewal={demo.SessionCookie}");
        Assert.Equal(HttpStatusCode.Redirect, (await carried.GetAsync("/me")).StatusCode);
        var answer = await browser.SendAsync(HttpMethod.Get, "/api/no-such-thing", null, ("Authorization", $"Bearer {key}"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task its_accounts_have_no_password_and_get_none()
    {
        var people = (await host.Accounts.ListAsync(default)).Where(account => account.Demo).ToList();
        Assert.Equal(["demo-admin", "demo-auditor", "demo-manager", "demo-officer"], people.Select(account => account.Name));
        Assert.All(people, account => Assert.Null(account.PasswordHash));
        Assert.Equal("account.demo", (await host.Accounts.ResetAsync("demo-admin", default)).Refusal!.Code);
        Assert.Equal("account.demo", (await host.Accounts.ChangePasswordAsync("demo-admin", "a fine long one", default)).Refusal!.Code);
        Assert.Equal("account.demo", (await host.Accounts.DisableAsync("demo-admin", default)).Refusal!.Code);
        Assert.Null(await FirstStart.CodeAsync(host.App.Services, TextWriter.Null, default));
    }
}
