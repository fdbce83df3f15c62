using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Renewal.App.Tests.Auth;

[Collection(AuthCollection.Name)]
public sealed class When_an_answer_is_compressed(AuthHost host) : IClassFixture<AuthHost>
{
    [Theory]
    [InlineData("/sign-in", "text/html", "br")]
    [InlineData("/sign-in", "text/html", "gzip")]
    [InlineData("/me", "text/html", "br")]
    [InlineData("/api/me", "application/json", "br")]
    [InlineData("/api/areas/nothing", "application/problem+json", "gzip")]
    [InlineData("/areas.csv", "text/csv", "br")]
    [InlineData("/openapi/v1.json", "application/json", "br")]
    [InlineData("/app.css", "text/css", "gzip")]
    public async Task text_goes_out_in_the_encoding_that_was_asked_for(string path, string type, string encoding)
    {
        using var browser = await host.SignInAsync("li.na");
        var plain = await browser.GetAsync(path);
        var packed = await browser.SendAsync(HttpMethod.Get, path, null, ("Accept-Encoding", encoding));

        Assert.Equal((plain.StatusCode, type), (packed.StatusCode, packed.Content.Headers.ContentType?.MediaType));
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal([encoding], packed.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", string.Join(",", packed.Headers.Vary));
        Assert.Equal(Steady(await plain.Content.ReadAsStringAsync()), Steady(await UnpackedAsync(packed)));
    }

    [Fact]
    public async Task what_is_compressed_already_or_not_asked_for_is_left_as_it_is()
    {
        using var browser = await host.SignInAsync("li.na");
        var workbook = await browser.SendAsync(HttpMethod.Get, "/areas.xlsx", null, ("Accept-Encoding", "br, gzip"));
        Assert.Equal(HttpStatusCode.OK, workbook.StatusCode);
        Assert.Empty(workbook.Content.Headers.ContentEncoding);
        using var read = new ZipArchive(await workbook.Content.ReadAsStreamAsync());
        Assert.NotEmpty(read.Entries);

        var refusing = await browser.SendAsync(HttpMethod.Get, "/me", null, ("Accept-Encoding", "br;q=0, gzip;q=0"));
        Assert.Empty(refusing.Content.Headers.ContentEncoding);
        var head = await browser.SendAsync(HttpMethod.Head, "/me", null, ("Accept-Encoding", "br"));
        Assert.Equal((HttpStatusCode.OK, "br"), (head.StatusCode, Assert.Single(head.Content.Headers.ContentEncoding)));
    }

    [Theory]
    [InlineData("same-origin", true)]
    [InlineData("none", true)]
    [InlineData("cross-site", false)]
    [InlineData("same-site", false)]
    public async Task what_another_site_asks_for_is_not(string asker, bool isCompressed)
    {
        using var browser = await host.SignInAsync("li.na");
        var answer = await browser.SendAsync(
            HttpMethod.Get, "/areas?q=guess", null, ("Accept-Encoding", "br"), ("Sec-Fetch-Site", asker));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(isCompressed, answer.Content.Headers.ContentEncoding.Count > 0);
    }

    [Fact]
    public async Task the_token_of_a_form_is_another_one_in_every_answer()
    {
        using var browser = await host.SignInAsync("li.na");
        var tokens = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var page = await (await browser.GetAsync("/me")).Content.ReadAsStringAsync();
            tokens.Add(Regex.Match(page, "__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value);
        }

        // The magic number and the id of the key come first; they are the same for everybody.
        const int Header = 27;
        var secrets = tokens.Select(token => token[Header..]).ToList();
        Assert.All(secrets, secret => Assert.True(secret.Length > 60));
        for (var at = 0; at + 8 <= secrets[0].Length; at++)
            Assert.All(secrets[1..], other => Assert.DoesNotContain(secrets[0].Substring(at, 8), other, StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_tag_names_the_version_whatever_the_encoding()
    {
        using var browser = await host.SignInAsync("li.na");
        var plain = await browser.GetAsync("/api/catalogue");
        var packed = await browser.SendAsync(HttpMethod.Get, "/api/catalogue", null, ("Accept-Encoding", "br"));
        Assert.Equal(plain.Headers.ETag, packed.Headers.ETag);
        var again = await browser.SendAsync(
            HttpMethod.Get, "/api/catalogue", null, ("Accept-Encoding", "br"), ("If-None-Match", packed.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(again.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", string.Join(",", again.Headers.Vary));
    }

    // Differs from one answer to the next in any case.
    private static string Steady(string text) => Regex.Replace(
        text,
        "(?<=__RequestVerificationToken\"[^>]*value=\")[^\"]+|\"traceId\": ?\"[^\"]+\"|(?<=knownAt=)[^\"&]+", "", RegexOptions.IgnoreCase);

    private static async Task<string> UnpackedAsync(HttpResponseMessage answer)
    {
        var sent = await answer.Content.ReadAsStreamAsync();
        await using Stream unpacked = answer.Content.Headers.ContentEncoding.Single() == "br"
            ? new BrotliStream(sent, CompressionMode.Decompress) : new GZipStream(sent, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
