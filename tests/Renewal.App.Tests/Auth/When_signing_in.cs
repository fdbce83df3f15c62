using System.Net;

namespace Renewal.App.Tests.Auth;

[Collection(AuthCollection.Name)]
public sealed class When_signing_in(AuthHost host) : IClassFixture<AuthHost>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await host.ForgetTriesAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task the_right_password_opens_a_session_in_a_guarded_cookie()
    {
        using var browser = host.Browse();
        var answer = await Try(browser, "li.na", AuthHost.Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.AbsolutePathOrSelf());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("renewal=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("li.na", await (await browser.GetAsync("/me")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task over_https_the_cookie_belongs_to_this_host_alone()
    {
        var app = await host.StartAsync(demo: false, proxies: "127.0.0.0/8");
        using var browser = host.Browse(app).With("X-Forwarded-Proto", "https");
        // The cookie jar of the test client knows nothing of the proxy, so secure cookies are carried by hand.
        var page = await browser.GetAsync("/sign-in");
        var forms = page.Headers.GetValues("Set-Cookie").First(c => c.StartsWith("renewal-forms=", StringComparison.Ordinal)).Split(';')[0];
        browser.With("Cookie", forms);
        var answer = await browser.SendFormAsync(
            "/sign-in", await page.Content.ReadAsStringAsync(), "sign-in", ("name", "li.na"), ("password", AuthHost.Password));
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-renewal=", StringComparison.Ordinal));
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("li.na", "not the password")]
    [InlineData("no-such-person", AuthHost.Password)]
    [InlineData("Robert'); drop table--", "x")]
    [InlineData("", "")]
    public async Task a_wrong_name_and_a_wrong_password_get_the_same_answer(string name, string password)
    {
        using var browser = host.Browse();
        var answer = await Try(browser, name, password);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("账号或密码不正确。", page);
        Assert.Contains("role=\"alert\"", page);
        Assert.Contains($"value=\"{WebUtility.HtmlEncode(name)}\"", page.Replace("&#x27;", "&#39;", StringComparison.Ordinal));
        Assert.Null(browser.SessionCookie);
        if (password.Length > 3) Assert.DoesNotContain(password, page);
    }

    [Fact]
    public async Task neither_page_nor_log_ever_holds_the_password()
    {
        using var browser = host.Browse();
        var page = await (await Try(browser, "li.na", "Geheimnis-9471-xyz")).Content.ReadAsStringAsync();
        await Try(browser, "li.na", AuthHost.Password);
        Assert.DoesNotContain("Geheimnis", page);
        Assert.DoesNotContain("Geheimnis", host.Log.Text);
        Assert.DoesNotContain(AuthHost.Password, host.Log.Text);
        Assert.Contains("li.na signed in from 127.0.0.1", host.Log.Text);
    }

    [Fact]
    public async Task five_wrong_tries_from_one_place_are_enough_for_a_while()
    {
        using var browser = host.Browse();
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await Try(browser, "li.na", $"wrong {i}")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Try(browser, "li.na", AuthHost.Password)).StatusCode);

        await host.Database.RunAsync("update renewal.sign_in_tries set since = since - interval '15 minutes'");
        Assert.Equal(HttpStatusCode.Redirect, (await Try(browser, "li.na", AuthHost.Password)).StatusCode);
    }

    [Theory]
    [InlineData("li.na")]
    [InlineData("no-such-person")]
    public async Task tries_at_once_are_each_counted(string name)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            using var browser = host.Browse();
            return await Try(browser, name, $"wrong {i}");
        }));
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.Unauthorized));
        var throttled = answers.Where(a => a.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.Equal(11, throttled.Count);
        Assert.All(throttled, a => Assert.InRange(a.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 900));
        Assert.Contains("操作过于频繁", await throttled[0].Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task one_address_cannot_try_many_names()
    {
        using var browser = host.Browse();
        var page = await (await browser.GetAsync("/sign-in")).Content.ReadAsStringAsync();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 32; i++)
            statuses.Add((await browser.SendFormAsync(
                "/sign-in", page, "sign-in", ("name", $"name{i}"), ("password", "1234567890"))).StatusCode);
        Assert.Equal(30, statuses.Count(s => s == HttpStatusCode.Unauthorized));
        Assert.Equal([HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], statuses[30..]);
    }

    [Theory]
    [InlineData("/areas?stage=listing&on=2021-01-01", "/areas?stage=listing&on=2021-01-01")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    [InlineData("/\t/evil.example/", "/")]
    [InlineData("/areas\u0001", "/")]
    [InlineData("/areas\r\nSet-Cookie: a=b", "/")]
    [InlineData("/areas?q=吴家山", "/")]
    [InlineData("/areas?q=%E5%90%B4", "/areas?q=%E5%90%B4")]
    [InlineData("/areas?q=a b", "/")]
    [InlineData("/a\\..\\b", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("evil", "/")]
    public async Task one_goes_on_to_a_page_of_ours_only(string returnUrl, string expected)
    {
        using var browser = host.Browse();
        var answer = await browser.SubmitAsync(
            $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", "sign-in", ("name", "li.na"), ("password", AuthHost.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(expected, answer.Headers.Location!.AbsolutePathOrSelf());
    }

    [Fact]
    public async Task a_form_without_its_token_is_refused()
    {
        using var browser = host.Browse();
        await browser.GetAsync("/sign-in");
        using var form = new FormUrlEncodedContent([new("_handler", "sign-in"), new("name", "li.na"), new("password", AuthHost.Password)]);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SendAsync(HttpMethod.Post, "/sign-in", form)).StatusCode);
        Assert.Null(browser.SessionCookie);
    }

    private static Task<HttpResponseMessage> Try(Browser browser, string name, string password) =>
        browser.SubmitAsync("/sign-in", "sign-in", ("name", name), ("password", password));
}

internal static class Locations
{
    /// <summary>Path and query, whether the answer named the host or not.</summary>
    public static string AbsolutePathOrSelf(this Uri location) =>
        location.IsAbsoluteUri && location.Scheme.StartsWith("http", StringComparison.Ordinal) && location.IsLoopback
        ? location.PathAndQuery : location.ToString();
}
