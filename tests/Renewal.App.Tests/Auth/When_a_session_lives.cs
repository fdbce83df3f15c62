using System.Net;
using Renewal.Domain.Access;

namespace Renewal.App.Tests.Auth;

[Collection(AuthCollection.Name)]
public sealed class When_a_session_lives(AuthHost host) : IClassFixture<AuthHost>
{
    [Fact]
    public async Task a_new_role_holds_from_the_next_request_on()
    {
        await host.AddAsync("zhou.role", Role.Officer, "420112001");
        using var browser = await host.SignInAsync("zhou.role");
        Assert.Equal("/denied", (await browser.GetAsync("/accounts")).Headers.Location!.AbsolutePath);

        Assert.Null((await host.Accounts.ChangeAsync("zhou.role", "周", Role.Admin, [], default)).Refusal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/accounts")).StatusCode);

        Assert.Null((await host.Accounts.ChangeAsync("zhou.role", "周", Role.Manager, ["420112"], default)).Refusal);
        Assert.Equal("/denied", (await browser.GetAsync("/accounts")).Headers.Location!.AbsolutePath);
        var page = await (await browser.GetAsync("/me")).Content.ReadAsStringAsync();
        Assert.Contains("分管领导", page);
        Assert.Contains("420112", page);
    }

    [Fact]
    public async Task disabling_the_account_ends_it_at_once_and_enabling_does_not_bring_it_back()
    {
        await host.AddAsync("wu.gone", Role.Auditor);
        using var browser = await host.SignInAsync("wu.gone");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).StatusCode);
        await host.Accounts.DisableAsync("wu.gone", default);
        Assert.Equal("/sign-in", (await browser.GetAsync("/me")).Headers.Location!.AbsolutePath);
        Assert.Equal(HttpStatusCode.Unauthorized,
            (await host.Browse().SubmitAsync("/sign-in", "sign-in", ("name", "wu.gone"), ("password", AuthHost.Password))).StatusCode);
        await host.Accounts.EnableAsync("wu.gone", default);
        Assert.Equal("/sign-in", (await browser.GetAsync("/me")).Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task signing_out_also_kills_a_copy_of_the_cookie()
    {
        using var browser = await host.SignInAsync("li.na");
        using var thief = host.Browse().With("Cookie", $"renewal={browser.SessionCookie}");
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/me")).StatusCode);
        var left = await browser.SubmitAsync("/me", "/sign-out");
        Assert.Equal("/sign-in", left.Headers.Location!.ToString());
        Assert.Null(browser.SessionCookie);
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/me")).StatusCode);
    }

    [Fact]
    public async Task signing_out_needs_the_token_of_a_page_of_ours()
    {
        using var browser = await host.SignInAsync("li.na");
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(HttpMethod.Post, "/sign-out")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).StatusCode);
    }

    [Fact]
    public async Task a_new_password_ends_all_others_but_not_the_one_that_set_it()
    {
        await host.AddAsync("qian.pw", Role.Auditor);
        using var here = await host.SignInAsync("qian.pw");
        using var elsewhere = await host.SignInAsync("qian.pw");
        var wrong = await here.SubmitAsync(
            "/me", "password", ("present", "not this"),
            ("password", "a much better one"), ("password2", "a much better one"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("当前密码不正确", await wrong.Content.ReadAsStringAsync());
        var typo = await here.SubmitAsync(
            "/me", "password", ("present", AuthHost.Password), ("password", "a much better one"), ("password2", "b"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, typo.StatusCode);

        var set = await here.SubmitAsync(
            "/me", "password", ("present", AuthHost.Password),
            ("password", "a much better one"), ("password2", "a much better one"));
        Assert.Equal("/me?done=password", set.Headers.Location!.AbsolutePathOrSelf());
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/me")).StatusCode);
    }

    [Fact]
    public async Task it_ends_after_twelve_hours_however_busy()
    {
        await host.AddAsync("sun.late", Role.Auditor);
        using var browser = await host.SignInAsync("sun.late");
        var id = (await host.Accounts.FindAsync("sun.late", default))!.Id;
        await Age("11 hours 59 minutes");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/me")).StatusCode);
        await Age("12 hours");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/me")).StatusCode);

        Task Age(string age) => host.Database.RunAsync(
            $"update renewal.mt_doc_sign_in_session set data = data || jsonb_build_object('startedAt', now() - interval '{age}') "
            + $"where data->>'accountId' = '{id}'");
    }

    [Fact]
    public async Task a_page_sends_strangers_to_sign_in_and_back()
    {
        using var browser = host.Browse();
        var answer = await browser.GetAsync("/accounts?x=1");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Faccounts%3Fx%3D1", answer.Headers.Location!.PathAndQuery);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/no/such/page")).StatusCode);
    }

    [Fact]
    public async Task another_node_knows_it_and_a_restart_does_not_end_it()
    {
        using var browser = await host.SignInAsync("li.na");
        var other = await host.StartAsync(demo: false);
        using var there = host.Browse(other).With("Cookie", $"renewal={browser.SessionCookie}");
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/me")).StatusCode);

        // Its keys are in the database; losing them signs everybody out and has no other effect.
        await host.Database.RunAsync("delete from renewal.cookie_keys");
        var forgetful = await host.StartAsync(demo: false);
        using var stranger = host.Browse(forgetful).With("Cookie", $"renewal={browser.SessionCookie}");
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync("/me")).StatusCode);
    }
}
