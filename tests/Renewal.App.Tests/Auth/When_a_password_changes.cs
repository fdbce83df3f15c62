using System.Net;
using Renewal.Domain.Access;

namespace Renewal.App.Tests.Auth;

/// <summary>Whoever knew the old password may have created tokens: they end with it, unless the box is cleared.</summary>
[Collection(AuthCollection.Name)]
public sealed class When_a_password_changes(AuthHost host) : IClassFixture<AuthHost>
{
    private const string Better = "seven quiet lanterns";

    private const string Later = "eleven brass kettles";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task the_owner_ends_the_tokens_or_keeps_them(bool ended)
    {
        var name = $"own.change{ended}".ToLowerInvariant();
        var (key, browser) = await SignedInAsync(name);
        using (browser)
        {
            Assert.Matches("name=\"endTokens\" value=\"yes\" checked", await (await browser.GetAsync("/me")).Content.ReadAsStringAsync());
            (string, string)[] form = [("present", AuthHost.Password), ("password", Better), ("password2", Better)];
            var changed = await browser.SubmitAsync("/me", "password", ended ? [.. form, ("endTokens", "yes")] : form);
            Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        }

        await AssertTokenAsync(name, key, ended);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task an_administrators_reset_does_or_does_not(bool ended)
    {
        var name = $"reset.change{ended}".ToLowerInvariant();
        var (key, browser) = await SignedInAsync(name);
        using var admin = await host.SignInAsync("root-admin");
        Assert.Matches(
            "name=\"endTokens\" value=\"yes\" checked", await (await admin.GetAsync($"/accounts/{name}")).Content.ReadAsStringAsync());
        (string, string)[] form = [("act", "reset")];
        var reset = await admin.SubmitAsync($"/accounts/{name}", "state", ended ? [.. form, ("endTokens", "yes")] : form);
        Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
        await AssertTokenAsync(name, key, ended);
        browser.Dispose();
    }

    [Fact]
    public async Task what_asks_without_a_page_ends_them()
    {
        await host.AddAsync("other.doors", Role.Auditor);
        var key = await host.TokenAsync("other.doors", "first");
        Assert.Null((await host.Accounts.ChangePasswordAsync("other.doors", Better, default)).Refusal);
        await AssertTokenAsync("other.doors", key, ended: true);
        key = await host.TokenAsync("other.doors", "second");
        var code = (await host.Accounts.ResetAsync("other.doors", default)).Value!.Code;
        await AssertTokenAsync("other.doors", key, ended: true);
        // One made with the old password before the link is used goes with it.
        key = await host.TokenAsync("other.doors", "third");
        Assert.Null((await host.Accounts.UseLinkAsync(code, "", "", Later, default)).Refusal);
        await AssertTokenAsync("other.doors", key, ended: true);
    }

    [Fact]
    public async Task a_first_password_ends_nothing()
    {
        var code = (await host.Accounts.AddAsync("first.pw", "新", Role.Auditor, [], default)).Value!.Code;
        var key = await host.TokenAsync("first.pw", "early");
        Assert.Null((await host.Accounts.UseLinkAsync(code, "", "", Better, default)).Refusal);
        await AssertTokenAsync("first.pw", key, ended: false);
    }

    [Fact]
    public async Task one_in_use_ends_all_the_same()
    {
        await host.AddAsync("busy.token", Role.Auditor);
        for (var round = 0; round < 3; round++)
        {
            var key = await host.TokenAsync("busy.token", $"round {round}");
            var asking = Enumerable.Range(0, 6).Select(_ => AskAsync(key)).ToList();
            Assert.Null((await host.Accounts.ResetAsync("busy.token", default)).Refusal);
            await Task.WhenAll(asking);
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(key));
        }
    }

    [Theory]
    [InlineData("", "present")]
    [InlineData("not the password", "present")]
    public async Task a_token_is_made_with_the_password_only(string typed, string field)
    {
        var name = $"asks.again{typed.Length}";
        var (_, browser) = await SignedInAsync(name);
        using (browser)
        {
            var day = $"{Renewal.Features.Time.OfficeClock.DayOf(DateTimeOffset.UtcNow).AddDays(30):yyyy-MM-dd}";
            var answer = await browser.SubmitAsync("/me", "token", ("tokenName", "月报脚本"), ("expires", day), (field, typed));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Contains("当前密码不正确。", page);
            Assert.Contains("href=\"#f-token-present\"", page);
            Assert.Contains("value=\"月报脚本\"", page);
            Assert.Contains($"value=\"{day}\"", page);
            Assert.DoesNotMatch("rnw_[0-9A-Za-z]{36}", page);
            Assert.Single(await host.Accounts.TokensAsync((await host.Accounts.FindAsync(name, default))!.Id, default));
        }
    }

    [Fact]
    public async Task the_list_says_when_and_from_where_one_was_used()
    {
        var (key, browser) = await SignedInAsync("used.from");
        using (browser)
        {
            Assert.DoesNotContain("· 127.0.0.1", await (await browser.GetAsync("/me")).Content.ReadAsStringAsync());
            await AskAsync(key);
            var page = await (await browser.GetAsync("/me")).Content.ReadAsStringAsync();
            Assert.Matches(@"\d{4}-\d{2}-\d{2} \d{2}:\d{2} · 127\.0\.0\.1", page);
        }
    }

    private async Task<(string Key, Browser Browser)> SignedInAsync(string name)
    {
        await host.AddAsync(name, Role.Auditor);
        return (await host.TokenAsync(name, "script"), await host.SignInAsync(name));
    }

    private async Task AssertTokenAsync(string name, string key, bool ended)
    {
        Assert.Equal(ended ? HttpStatusCode.Unauthorized : HttpStatusCode.NotFound, await AskAsync(key));
        var account = (await host.Accounts.FindAsync(name, default))!;
        Assert.Equal(ended, (await host.Accounts.TokensAsync(account.Id, default))[0].RevokedAt is not null);
    }

    private async Task<HttpStatusCode> AskAsync(string key)
    {
        using var script = host.Browse();
        return (await script.SendAsync(HttpMethod.Get, "/api/no-such-thing", null, ("Authorization", $"Bearer {key}"))).StatusCode;
    }
}
