namespace Renewal.App.Tests.Api;

/// <summary>Monitors, link checkers and proxies use HEAD and expect the status and headers of GET.</summary>
[Collection(ApiCollection.Name)]
public sealed class When_only_the_head_is_asked_for(ApiFixture fixture)
{
    // Differ from one request to the next, whatever is asked; the frame's header comes with the cookie for forms, the first time.
    private static readonly string[] Passing = ["Date", "Set-Cookie", "X-Frame-Options", "Transfer-Encoding"];

    [Theory]
    [InlineData("/api/me", 200)]
    [InlineData("/api/areas", 200)]
    [InlineData("/api/areas/heads-up", 200)]
    [InlineData("/api/areas/heads-up/events", 200)]
    [InlineData("/api/areas/unheard-of", 404)]
    [InlineData("/api/areas?nobody=knows", 400)]
    [InlineData("/api/catalogue", 200)]
    [InlineData("/api/nowhere", 404)]
    [InlineData("/", 200)]
    [InlineData("/areas/heads-up", 200)]
    [InlineData("/areas.csv", 200)]
    [InlineData("/areas.xlsx", 200)]
    [InlineData("/sign-in", 200)]
    [InlineData("/welcome", 200)]
    [InlineData("/no/such/page", 404)]
    [InlineData("/accounts", 403)]
    [InlineData("/app.css", 200)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/scalar/v1", 200)]
    [InlineData("/health/live", 200)]
    [InlineData("/health/ready", 200)]
    public async Task it_is_that_of_the_whole_answer(string path, int status)
    {
        await fixture.Zhang.PostAsync("/api/areas",
            new { code = "heads-up", name = "头片", kind = ApiFixture.Kind, jurisdiction = ApiFixture.Street, openedOn = "2018-01-01" });
        var whole = await fixture.Zhang.GetAsync(path);
        var head = await fixture.Zhang.SendAsync(HttpMethod.Head, path, null);

        Assert.Equal((status, whole.Status, ""), (head.Status, head.Status, head.Text));
        // A length is said where it is known beforehand; where it is not, the head has none to say.
        Assert.Equal(Lasting(whole, path), Lasting(head, path));
    }

    [Fact]
    public async Task one_who_is_not_signed_in_is_told_no_more_than_otherwise()
    {
        Assert.Equal(401, (await fixture.Nobody.SendAsync(HttpMethod.Head, "/api/areas", null)).Status);
        Assert.Equal(401, (await fixture.Nobody.SendAsync(HttpMethod.Head, "/api/nowhere", null)).Status);
        Assert.Equal(302, (await fixture.Nobody.SendAsync(HttpMethod.Head, "/areas.csv", null)).Status);
    }

    [Fact]
    public async Task an_answer_already_held_is_not_described_again()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("held")}";
        var tag = (await fixture.Zhang.SendAsync(HttpMethod.Head, area, null)).ETag;
        Assert.NotNull(tag);
        Assert.Equal(304, (await fixture.Zhang.SendAsync(HttpMethod.Head, area, null, ("If-None-Match", tag))).Status);
    }

    [Theory]
    [InlineData("/api/areas/heads-up/milestones")]
    [InlineData("/api/areas/heads-up/corrections")]
    [InlineData("/sign-out")]
    [InlineData("/language")]
    public async Task where_only_writing_is_possible_there_is_none(string path)
    {
        var response = await fixture.Zhang.SendAsync(HttpMethod.Head, path, null);
        Assert.Equal((await fixture.Zhang.GetAsync(path)).Status, response.Status);
        Assert.Contains(response.Status, new[] { 404, 405 });
    }

    // A workbook holds the moment it was made, packed: no two are sure to be of the same length.
    private static IEnumerable<string> Lasting(ApiResponse response, string path) => response.Headers
        .Where(header => !Passing.Contains(header.Key) && !(header.Key == "Content-Length" && path == "/areas.xlsx"))
        .Select(header => $"{header.Key}: {header.Value}").Order();
}
