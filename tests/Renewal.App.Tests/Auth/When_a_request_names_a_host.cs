using System.Net;
using Renewal.Domain.Access;

namespace Renewal.App.Tests.Auth;

[Collection(AuthCollection.Name)]
public sealed class When_a_request_names_a_host(AuthHost host) : IClassFixture<AuthHost>
{
    private const string Public = "https://renewal.example.gov.cn";

    [Theory]
    [InlineData("Host: a..b")]
    [InlineData("Host: x:99999")]
    [InlineData("Host: x:-1")]
    [InlineData("Host: [::1")]
    [InlineData("Host: ..")]
    [InlineData("Host: a b")]
    [InlineData("Host: user@x")]
    [InlineData("Host: x/y")]
    [InlineData("Host: \u00e5\u0090\u00b4")]
    [InlineData("Host:")]
    [InlineData("X-Nothing: said")]
    [InlineData("Host: a\r\nHost: b")]
    public async Task one_that_cannot_be_is_refused_and_nothing_breaks(string line)
    {
        string[] paths = ["/", "/sign-in", "/me", "/no/such/page", "/api/areas", "/areas.csv", "/health/live", "/app.css"];
        foreach (var request in paths.SelectMany(path => new[] { $"{path} HTTP/1.1", $"{path} HTTP/1.0" }))
        {
            var answer = await RawRequest.SendAsync(host.App, $"GET {request}\r\n{line}\r\nConnection: close\r\n\r\n");
            Assert.True(RawRequest.StatusOf(answer) == 400, $"{request}: {answer}");
        }

        Assert.DoesNotContain("Exception", host.Log.Text);
    }

    [Fact]
    public async Task an_api_is_told_with_a_code()
    {
        var answer = await RawRequest.SendAsync(host.App, "GET /api/areas HTTP/1.1\r\nHost: a..b\r\nConnection: close\r\n\r\n");
        Assert.Contains("\"code\":\"host.invalid\"", answer);
        var page = await RawRequest.SendAsync(host.App, "GET /sign-in HTTP/1.1\r\nHost: a..b\r\nConnection: close\r\n\r\n");
        Assert.Contains("Host", page);
        Assert.Contains("X-Content-Type-Options: nosniff", page);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("app_1:8080")]
    [InlineData("[::1]:5080")]
    [InlineData("192.0.2.7")]
    [InlineData("xn--fiqs8s.cn")]
    public async Task one_that_can_be_is_served(string name)
    {
        var answer = await RawRequest.SendAsync(host.App, $"GET /sign-in HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n");
        Assert.Equal(200, RawRequest.StatusOf(answer));
    }

    [Fact]
    public async Task redirects_lead_to_the_public_address_where_there_is_one()
    {
        var app = await host.StartAsync(demo: false, publicUrl: Public);
        foreach (var name in new[] { "evil.example", "localhost", "renewal.example.gov.cn" })
        {
            using var browser = host.Browse(app).With("Host", name);
            var asked = await browser.GetAsync("/areas?stage=listing");
            Assert.Equal($"{Public}/sign-in?returnUrl=%2Fareas%3Fstage%3Dlisting", asked.Headers.GetValues("Location").Single());
            var entered = await browser.SubmitAsync("/sign-in", "sign-in", ("name", "li.na"), ("password", AuthHost.Password));
            Assert.Equal($"{Public}/", entered.Headers.GetValues("Location").Single());
        }
    }

    [Fact]
    public async Task links_on_the_accounts_page_use_the_public_address_too()
    {
        await host.ForgetTriesAsync();
        var app = await host.StartAsync(demo: false, publicUrl: Public);
        using var admin = host.Browse(app);
        await admin.SubmitAsync("/sign-in", "sign-in", ("name", "root-admin"), ("password", AuthHost.Password));
        var added = await admin.SubmitAsync(
            "/accounts", "add", ("name", "link.public"), ("displayName", "链接"), ("role", "officer"), ("jurisdictions", "420112001"));
        var page = await added.Content.ReadAsStringAsync();
        Assert.Contains($"<code>{Public}/welcome</code>", page);
        Assert.Matches("<code class=\"once\">[0-9A-Za-z]{30}</code>", page);
    }

    [Theory]
    [InlineData("/sign-in?returnUrl=/areas?q=\u00e5\u0090\u00b4")]
    [InlineData("/sign-in?returnUrl=/\u00ff\u00fe")]
    [InlineData("/sign-in?returnUrl=/%FF%FE")]
    [InlineData("/sign-in?returnUrl=/%00")]
    [InlineData("/areas?q=\u00ff")]
    public async Task an_address_with_bytes_that_are_no_text_breaks_nothing(string target)
    {
        var answer = await RawRequest.SendAsync(host.App, $"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.InRange(RawRequest.StatusOf(answer), 200, 499);
        Assert.DoesNotContain("Exception", host.Log.Text);
    }

    [Fact]
    public async Task signing_in_from_such_an_address_leads_home()
    {
        await host.ForgetTriesAsync();
        await host.AddAsync("raw.return", Role.Auditor);
        foreach (var target in new[] { "/sign-in?returnUrl=/areas%3Fq=%E5%90%B4", "/sign-in?returnUrl=/a%0D%0Ab" })
        {
            using var browser = host.Browse();
            var page = await (await browser.GetAsync("/sign-in")).Content.ReadAsStringAsync();
            var answer = await browser.SendFormAsync(target, page, "sign-in", ("name", "raw.return"), ("password", AuthHost.Password));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Equal("/", answer.Headers.Location!.AbsolutePathOrSelf());
        }
    }
}
