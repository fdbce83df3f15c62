using System.Net;
using Renewal.App.Auth;
using Renewal.Domain.Access;

namespace Renewal.App.Tests.Auth;

[Collection(AuthCollection.Name)]
public sealed class When_following_a_link(AuthHost host) : IClassFixture<AuthHost>
{
    private const string Better = "seven quiet lanterns";

    [Fact]
    public async Task it_sets_a_password_once_and_signs_in()
    {
        var code = (await host.Accounts.AddAsync("he.new", "何新", Role.Officer, ["420112001"], default)).Value!.Code;
        using var browser = host.Browse();
        var looked = await browser.GetAsync($"/welcome/{code}");
        Assert.Contains("何新（he.new）", await looked.Content.ReadAsStringAsync());
        var used = await SetAsync(browser, code, Better);
        Assert.Equal(HttpStatusCode.Redirect, used.StatusCode);
        Assert.Contains("he.new", await (await browser.GetAsync("/me")).Content.ReadAsStringAsync());

        var again = await browser.GetAsync($"/welcome/{code}");
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Contains("链接无效", await again.Content.ReadAsStringAsync());
        Assert.Equal("link.invalid", (await host.Accounts.UseLinkAsync(code, "", "", "another good one", default)).Refusal!.Code);
        Assert.DoesNotContain(code, host.Log.Text);
        Assert.DoesNotContain(Better, host.Log.Text);
    }

    [Fact]
    public async Task the_code_is_stored_as_a_digest_only()
    {
        var code = (await host.Accounts.AddAsync("lv.hash", "吕", Role.Auditor, [], default)).Value!.Code;
        Assert.Equal(0L, await host.Database.AskAsync<long>(
            $"select count(*) from renewal.mt_doc_welcome_link where data::text || id like '%{code}%'"));
    }

    [Fact]
    public async Task after_half_an_hour_it_is_over()
    {
        var made = (await host.Accounts.AddAsync("shi.late", "施", Role.Auditor, [], default)).Value!;
        Assert.InRange(made.ExpiresAt - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(30));
        await host.Database.RunAsync(
            $"update renewal.mt_doc_welcome_link set data = data || jsonb_build_object('expiresAt', now() - interval '1 second') "
            + $"where data->>'accountId' = '{made.Account.Id}'");
        using var browser = host.Browse();
        Assert.Equal(HttpStatusCode.Gone, (await browser.GetAsync($"/welcome/{made.Code}")).StatusCode);
        Assert.Equal("link.invalid", (await host.Accounts.UseLinkAsync(made.Code, "", "", Better, default)).Refusal!.Code);
    }

    [Fact]
    public async Task of_many_at_once_one_wins()
    {
        var code = (await host.Accounts.AddAsync("zhang.race", "张", Role.Auditor, [], default)).Value!.Code;
        var all = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => host.Accounts.UseLinkAsync(code, "", "", $"{Better} {i}", default)));
        Assert.Single(all, outcome => outcome.Refusal is null);
        Assert.All(all.Where(outcome => outcome.Refusal is not null), outcome => Assert.Equal("link.invalid", outcome.Refusal!.Code));
    }

    [Fact]
    public async Task a_reset_replaces_earlier_links_and_the_old_password_only_when_used()
    {
        await host.AddAsync("kong.reset", Role.Auditor);
        var first = (await host.Accounts.ResetAsync("kong.reset", default)).Value!.Code;
        var second = (await host.Accounts.ResetAsync("kong.reset", default)).Value!.Code;
        Assert.Equal("link.invalid", (await host.Accounts.OpenLinkAsync(first, default)).Refusal!.Code);
        using var session = await host.SignInAsync("kong.reset");
        using var browser = host.Browse();
        Assert.Equal(HttpStatusCode.Redirect, (await SetAsync(browser, second, Better)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await session.GetAsync("/me")).StatusCode);
    }

    [Theory]
    [InlineData("short1!", "密码至少10位")]
    [InlineData("1234567890", "太容易被猜到")]
    [InlineData("Password123", "太容易被猜到")]
    [InlineData("aaaaaaaaaaaaaa", "太容易被猜到")]
    [InlineData("cao.weak2026", "太容易被猜到")]
    public async Task a_weak_password_is_refused_and_never_shown_again(string password, string says)
    {
        var known = await host.Accounts.FindAsync("cao.weak", default);
        var code = known is null
            ? (await host.Accounts.AddAsync("cao.weak", "曹", Role.Auditor, [], default)).Value!.Code
            : (await host.Accounts.ResetAsync("cao.weak", default)).Value!.Code;
        using var browser = host.Browse();
        var answer = await SetAsync(browser, code, password);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains(says, page);
        Assert.DoesNotContain(password, page);
        Assert.Null((await host.Accounts.FindAsync("cao.weak", default))!.PasswordHash);
    }

    [Fact]
    public async Task the_first_start_prints_one_that_makes_the_first_administrator()
    {
        var fresh = new EmptyHost();
        await fresh.InitializeAsync();
        await using (fresh)
        {
            using var printed = new StringWriter();
            var link = new Uri((await FirstStart.LinkAsync(fresh.App.Services, printed, default))!);
            var spare = new Uri((await FirstStart.LinkAsync(fresh.App.Services, TextWriter.Null, default))!);
            Assert.Contains(link.ToString(), printed.ToString());
            Assert.Contains("北京时间", printed.ToString());
            using var browser = fresh.Browse();
            var bad = await browser.SubmitAsync(
                link.AbsolutePath, "welcome", ("name", "陈"), ("displayName", "陈主任"),
                ("password", Better), ("password2", Better));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
            Assert.Contains("value=\"陈主任\"", await bad.Content.ReadAsStringAsync());
            var done = await browser.SubmitAsync(
                link.AbsolutePath, "welcome", ("name", " Chen.Zhuren "), ("displayName", "陈主任"),
                    ("password", Better), ("password2", Better));
            Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
            Assert.Equal("admin", (await fresh.Accounts.FindAsync("chen.zhuren", default))!.Role);
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts")).StatusCode);
            Assert.Equal(HttpStatusCode.Gone, (await browser.GetAsync(spare.AbsolutePath)).StatusCode);
            Assert.Null(await FirstStart.LinkAsync(fresh.App.Services, printed, default));
        }
    }

    private static Task<HttpResponseMessage> SetAsync(Browser browser, string code, string password) =>
        browser.SubmitAsync($"/welcome/{code}", "welcome", ("password", password), ("password2", password));
}
