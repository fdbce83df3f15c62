using System.Net;

namespace Renewal.App.Tests.Auth;

[Collection(AuthCollection.Name)]
public sealed class When_answering(AuthHost host) : IClassFixture<AuthHost>
{
    [Theory]
    [InlineData("GET", "/sign-in", 200)]
    [InlineData("GET", "/me", 302)]
    [InlineData("GET", "/no/such/page", 302)]
    [InlineData("GET", "/denied", 403)]
    [InlineData("GET", "/welcome", 200)]
    [InlineData("POST", "/sign-in", 400)]
    [InlineData("POST", "/language", 400)]
    [InlineData("GET", "/api/no-such-thing", 401)]
    public async Task every_kind_of_answer_carries_the_guards(string method, string path, int status)
    {
        using var browser = host.Browse();
        AssertGuarded(await browser.SendAsync(new HttpMethod(method), path), status);
    }

    [Theory]
    [InlineData("__RequestVerificationToken=nonsense&_handler=sign-in", "application/x-www-form-urlencoded")]
    [InlineData("_handler=sign-in&name=%00", "application/x-www-form-urlencoded")]
    [InlineData("--b", "multipart/form-data; boundary=b")]
    [InlineData("{}", "application/json")]
    public async Task a_form_that_cannot_be_taken_is_answered_in_the_frame(string body, string type)
    {
        using var browser = host.Browse();
        using var content = new StringContent(body);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        var answer = await browser.SendAsync(HttpMethod.Post, "/sign-in", content, ("Accept-Language", "en"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Nothing was saved", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("a\nb", "multipart/form-data; boundary=b")]
    [InlineData("a\nb", "multipart/form-data")]
    public async Task one_to_the_api_that_cannot_be_read_is_said_to_be(string body, string type)
    {
        using var browser = await host.SignInAsync("li.na");
        foreach (var path in new[] { "/api/areas", "/openapi/v1.json" })
        {
            using var content = new StringContent(body);
            content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
            var answer = await browser.SendAsync(HttpMethod.Post, path, content);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("body.malformed", await answer.Content.ReadAsStringAsync());
        }

        Assert.DoesNotContain("AntiforgeryValidationException", host.Log.Text);
    }

    [Fact]
    public async Task one_that_is_too_large_is_said_to_be()
    {
        using var browser = host.Browse();
        using var content = new FormUrlEncodedContent([new("_handler", "sign-in"), new("name", new string('x', 10 << 20))]);
        var answer = await browser.SendAsync(HttpMethod.Post, "/sign-in", content);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("内容太大", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task those_to_somebody_signed_in_do_too()
    {
        using var browser = await host.SignInAsync("li.na");
        AssertGuarded(await browser.GetAsync("/me"), 200);
        AssertGuarded(await browser.GetAsync("/accounts"), 302);
        AssertGuarded(await browser.GetAsync("/no/such/page"), 404);
        AssertGuarded(await browser.GetAsync("/api/no-such-thing"), 404);
        AssertGuarded(await browser.SendAsync(HttpMethod.Post, "/api/no-such-thing", null, ("Sec-Fetch-Site", "cross-site")), 403);
    }

    [Fact]
    public async Task only_the_reader_of_the_description_may_run_scripts_in_the_page()
    {
        using var browser = await host.SignInAsync("li.na");
        Assert.Contains("script-src 'self' 'unsafe-inline'", Policy(await browser.GetAsync("/scalar/v1")));
        Assert.DoesNotContain("unsafe", Policy(await browser.GetAsync("/scalarish")));
    }

    [Fact]
    public async Task https_is_remembered_and_plain_http_is_not_claimed_to_be()
    {
        var app = await host.StartAsync(demo: false, proxies: "127.0.0.0/8");
        using var secure = host.Browse(app).With("X-Forwarded-Proto", "https").With("Host", "renewal.example");
        Assert.Equal("max-age=31536000", Assert.Single((await secure.GetAsync("/sign-in")).Headers.GetValues("Strict-Transport-Security")));
        using var plain = host.Browse(app).With("Host", "renewal.example");
        Assert.False((await plain.GetAsync("/sign-in")).Headers.Contains("Strict-Transport-Security"));
        // From an address that is not a configured proxy, the same header is ignored.
        using var liar = host.Browse().With("X-Forwarded-Proto", "https").With("Host", "renewal.example");
        Assert.False((await liar.GetAsync("/sign-in")).Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "none", false)]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("Origin", "OURS", true)]
    [InlineData("X-Nothing", "said", false)]
    public async Task what_changes_something_with_a_cookie_must_come_from_our_own_pages(string header, string value, bool passes)
    {
        using var browser = await host.SignInAsync("li.na");
        var response = value == "OURS" ? browser.Address.GetLeftPart(UriPartial.Authority) : value;
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete })
        {
            var answer = await browser.SendAsync(method, "/api/no-such-thing", null, (header, response));
            Assert.Equal(passes ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden, answer.StatusCode);
            if (!passes) Assert.Contains("\"code\":\"auth.cross-site\"", await answer.Content.ReadAsStringAsync());
        }
        // Reads change nothing, so links from other sites work.
        Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(HttpMethod.Get, "/me", null, (header, response))).StatusCode);
    }

    [Fact]
    public async Task a_token_is_exempt_from_that()
    {
        var key = await host.TokenAsync("li.na", "exempt");
        using var script = host.Browse().With("Authorization", $"Bearer {key}");
        var answer = await script.SendAsync(HttpMethod.Post, "/api/no-such-thing", null, ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, null, null, "zh-CN")]
    [InlineData("en-GB,en;q=0.9", null, null, "en")]
    [InlineData("fr,en;q=0.5,zh;q=0.8", null, null, "zh-CN")]
    [InlineData("fr", null, null, "zh-CN")]
    [InlineData("en", "zh-CN", null, "zh-CN")]
    [InlineData("en", "zh-CN", "en", "en")]
    [InlineData("en", null, "xx", "en")]
    public async Task the_language_is_the_chosen_one_else_the_browsers_else_Chinese(
        string? accepts, string? cookie, string? asked, string expected)
    {
        using var browser = host.Browse();
        if (accepts is not null) browser.With("Accept-Language", accepts);
        if (cookie is not null) browser.Cookies.Add(browser.Address, new Cookie("lang", cookie));
        var page = await (await browser.GetAsync(asked is null ? "/sign-in" : $"/sign-in?lang={asked}")).Content.ReadAsStringAsync();
        Assert.Contains($"<html lang=\"{expected}\">", page);
        Assert.Contains(expected == "en" ? "<h1>Sign in</h1>" : "<h1>登录</h1>", page);
    }

    [Fact]
    public async Task choosing_a_language_is_remembered_and_leads_back_to_a_page_of_ours()
    {
        using var browser = host.Browse();
        using var form = new FormUrlEncodedContent([new("lang", "en"), new("returnUrl", "//evil.example")]);
        var answer = await browser.SendAsync(HttpMethod.Post, "/language", form);
        Assert.Equal("/", answer.Headers.Location!.ToString());
        Assert.Contains("<h1>Sign in</h1>", await (await browser.GetAsync("/sign-in")).Content.ReadAsStringAsync());
    }

    private static void AssertGuarded(HttpResponseMessage answer, int status)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        foreach (var part in new[]
            { "default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'" })
            Assert.Contains(part, Policy(answer));
        Assert.DoesNotContain("unsafe", Policy(answer));
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.False(answer.Headers.Contains("Server"));
    }

    private static string Policy(HttpResponseMessage answer) => answer.Headers.GetValues("Content-Security-Policy").Single();
}
