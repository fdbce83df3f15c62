using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Renewal.Features.Imports.Files;

namespace Renewal.App.Tests.Commands;

/// <summary>
/// The published sample before two nodes. Without nginx on the machine only its text is looked at; the gate installs nginx.
/// </summary>
public sealed class When_nginx_stands_in_front(CliFixture cli) : IClassFixture<CliFixture>
{
    [Fact]
    public async Task addresses_cookies_files_and_a_lost_node_are_as_the_guide_says()
    {
        Assert.True(Nginx.Program is not null || Environment.GetEnvironmentVariable("CI") is null or "",
            "nginx is missing: apt-get install nginx");
        if (Nginx.Program is null)
        {
            TestContext.Current.AddWarning("nginx is not installed (apt-get install nginx): only the sample's text was checked.");
            return;
        }

        var token = await TokenAsync();
        cli.Program.Environment["RENEWAL_NODES"] = "1";
        cli.Program.Environment["Renewal__Proxies"] = "127.0.0.1";
        cli.Program.Environment["RENEWAL_PUBLIC_URL"] = "https://renewal.example.gov.cn";
        await using var one = await ServerProcess.StartAsync(cli.Program, "serve");
        await using var two = await ServerProcess.StartAsync(cli.Program, "serve");
        await using var nginx = await Nginx.StartAsync(new Uri(one.Url), new Uri(two.Url));
        using var http = nginx.Client(Nginx.Secure);

        await AddressesAsync(nginx, http);
        await CookiesAsync(http);
        await FilesAsync(http, token);
        await LostNodeAsync(http, token, one);

        var log = await nginx.LogAsync();
        Assert.Contains("\"POST /welcome\" 410", log, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-code", log, StringComparison.Ordinal);
        Assert.DoesNotContain(token, log, StringComparison.Ordinal);
        Assert.DoesNotContain("/health/", log, StringComparison.Ordinal);
    }

    [Fact]
    public void the_sample_lets_through_what_the_program_takes_and_waits_as_long()
    {
        var megabytes = int.Parse(
            Regex.Match(Nginx.Sample, @"client_max_body_size (\d+)m;").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(megabytes, LedgerLimits.FileMegabytes + 1, 64);
        Assert.True(Seconds("proxy_read_timeout") > 35);
        Assert.True(Seconds("proxy_send_timeout") > 35);
        Assert.DoesNotContain("$request_uri\"", Nginx.Sample, StringComparison.Ordinal);
        Assert.DoesNotContain("$args", Nginx.Sample, StringComparison.Ordinal);

        static int Seconds(string name) => int.Parse(
            Regex.Match(Nginx.Sample, $@"{name} (\d+)s;").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task AddressesAsync(Nginx nginx, HttpClient http)
    {
        using var plain = nginx.Client(Nginx.Plain);
        using var forged = new HttpRequestMessage(HttpMethod.Get, "/areas?stage=listing") { Headers = { Host = "evil.example" } };
        var moved = await plain.SendAsync(forged);
        Assert.Equal((HttpStatusCode.MovedPermanently, new Uri(Nginx.Secure, "/areas?stage=listing")),
            (moved.StatusCode, moved.Headers.Location));

        // What the program itself answers leads to a page of its own, by path or by its public name, never by the name in the request.
        var home = await http.GetAsync("/");
        Assert.Equal(HttpStatusCode.Redirect, home.StatusCode);
        Assert.StartsWith(new Uri(Nginx.Secure, "/sign-in?returnUrl=").ToString(),
            new Uri(Nginx.Secure, home.Headers.Location!).ToString(), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromDays(365).TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Regex.Match(home.Headers.GetValues("Strict-Transport-Security").Single(), "max-age=(\\d+)").Groups[1].Value);
        // By a name that is not ours no connection comes about at all.
        await Assert.ThrowsAnyAsync<HttpRequestException>(async () =>
        {
            using var named = nginx.Client(new Uri("https://evil.example"));
            await named.GetAsync("/");
        });
    }

    private static async Task CookiesAsync(HttpClient http)
    {
        var page = await http.GetAsync("/welcome");
        Assert.All(page.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
        var sent = string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        var form = Regex.Match(await page.Content.ReadAsStringAsync(), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"");
        using var content = new FormUrlEncodedContent(
            [new("_handler", "welcome"), new("__RequestVerificationToken", form.Groups[1].Value), new("code", "secret-code")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/welcome") { Content = content, Headers = { { "Cookie", sent } } };
        Assert.Equal(HttpStatusCode.Gone, (await http.SendAsync(request)).StatusCode);
        Assert.Equal("healthy", (await http.GetFromJsonAsync<JsonElement>("/health/ready")).GetProperty("status").GetString());
    }

    private static async Task FilesAsync(HttpClient http, string token)
    {
        // The largest there may be, and one that is too large: both are answered by the program.
        Assert.Equal((422, "import.unreadable"), await SendAsync(http, token, LedgerLimits.FileBytes));
        Assert.Equal((413, "body.too-large"), await SendAsync(http, token, LedgerLimits.FileBytes + (2 * 1024 * 1024)));
    }

    private static async Task<(int, string?)> SendAsync(HttpClient http, string token, int bytes)
    {
        using var content = new ByteArrayContent(new byte[bytes]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/imports?fileName=a.csv") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        return ((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    private static async Task LostNodeAsync(HttpClient http, string token, ServerProcess node)
    {
        node.Kill();
        for (var i = 0; i < 10; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/areas/haikoucun/obstacles")
            {
                Content = JsonContent.Create(new { category = "funds", description = $"behind nginx {i}", raisedOn = "2021-01-04" }),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(request)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/ready")).StatusCode);
        }
    }

    private async Task<string> TokenAsync()
    {
        (await cli.Program.RunAsync("user", "add", "proxy", "--role", "officer", "--jurisdiction", "420112001")).Done();
        var made = (await cli.Program.RunAsync("token", "create", "proxy", "--json")).Done();
        return made.Json.GetProperty("token").GetString()!;
    }
}
