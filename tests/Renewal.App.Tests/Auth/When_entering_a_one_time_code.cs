using System.Net;
using Renewal.App.Auth;
using Renewal.Domain.Access;

namespace Renewal.App.Tests.Auth;

[Collection(AuthCollection.Name)]
public sealed class When_entering_a_one_time_code(AuthHost host) : IClassFixture<AuthHost>
{
    private const string Better = "seven quiet lanterns";

    [Fact]
    public async Task it_sets_a_password_once_and_signs_in()
    {
        var code = (await host.Accounts.AddAsync("he.new", "何新", Role.Officer, ["420112001"], default)).Value!.Code;
        using var browser = host.Browse();
        var looked = await browser.SubmitAsync("/welcome", "welcome", ("code", code));
        Assert.Contains("何新（he.new）", await looked.Content.ReadAsStringAsync());
        var used = await SetAsync(browser, code, Better);
        Assert.Equal(HttpStatusCode.Redirect, used.StatusCode);
        Assert.Contains("he.new", await (await browser.GetAsync("/me")).Content.ReadAsStringAsync());

        var again = await browser.SubmitAsync("/welcome", "welcome", ("code", code));
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Contains("一次性代码无效", await again.Content.ReadAsStringAsync());
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
        Assert.Equal(HttpStatusCode.Gone, (await browser.SubmitAsync("/welcome", "welcome", ("code", made.Code))).StatusCode);
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
            var code = (await FirstStart.CodeAsync(fresh.App.Services, printed, default))!;
            var spare = (await FirstStart.CodeAsync(fresh.App.Services, TextWriter.Null, default))!;
            Assert.Matches($@"\n  {fresh.App.Urls.First()}/welcome\r?\n  {code}\r?\n", printed.ToString());
            Assert.Contains("北京时间", printed.ToString());
            using var browser = fresh.Browse();
            var bad = await SetAsync(browser, code, Better, ("name", "陈"), ("displayName", "陈主任"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
            Assert.Contains("value=\"陈主任\"", await bad.Content.ReadAsStringAsync());
            var done = await SetAsync(browser, code, Better, ("name", " Chen.Zhuren "), ("displayName", "陈主任"));
            Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
            Assert.Equal("admin", (await fresh.Accounts.FindAsync("chen.zhuren", default))!.Role);
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts")).StatusCode);
            Assert.Equal(HttpStatusCode.Gone, (await browser.SubmitAsync("/welcome", "welcome", ("code", spare))).StatusCode);
            Assert.Null(await FirstStart.CodeAsync(fresh.App.Services, printed, default));
        }
    }

    [Fact]
    public async Task no_address_ever_carries_it()
    {
        var code = (await host.Accounts.AddAsync("wei.log", "韦", Role.Auditor, [], default)).Value!.Code;
        using var browser = host.Browse();
        // An address with a code redirects to sign-in, and the code is not looked up.
        Assert.Equal("/sign-in", (await browser.GetAsync($"/welcome/{code}")).Headers.Location!.AbsolutePath);
        Assert.DoesNotContain("韦", await (await browser.GetAsync($"/welcome?code={code}")).Content.ReadAsStringAsync());
        // Typed with what copying brings along, and left where it is by a wrong second step.
        var shown = await (await browser.SubmitAsync("/welcome", "welcome", ("code", $" {code}\n"))).Content.ReadAsStringAsync();
        Assert.Contains("韦（wei.log）", shown);
        Assert.DoesNotMatch($"(action|href)=\"[^\"]*{code}", shown);
        using var form = new FormUrlEncodedContent([new("_handler", "welcome"), new("code", code), new("step", "set")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(HttpMethod.Post, "/welcome", form)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SetAsync(browser, code, Better)).StatusCode);
    }

    /// <summary>Enters the code, and fills in the form that comes back.</summary>
    private static async Task<HttpResponseMessage> SetAsync(
        Browser browser, string code, string password, params (string, string)[] more)
    {
        var second = await (await browser.SubmitAsync("/welcome", "welcome", ("code", code))).Content.ReadAsStringAsync();
        (string, string)[] typed = [("step", "set"), ("password", password), ("password2", password), .. more];
        return await browser.SendFormAsync("/welcome", second, "welcome", typed);
    }
}
