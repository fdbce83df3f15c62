using System.Text;

namespace Renewal.App.Tests.Api;

[Collection(ApiCollection.Name)]
public sealed class When_invalid_requests_are_sent(ApiFixture fixture)
{
    private const string Register = "/api/areas";
    private const string Milestones = "/api/areas/nonsense/milestones";
    private const string Labels = "/api/areas/nonsense/labels";
    private const string Good = """{"milestone":"planning-conformity-confirmed","effectiveOn":"2018-02-10"}""";

    public static TheoryData<string, string, string, int, string> Bodies => new()
    {
        { "nothing", Milestones, "", 400, "body.missing" },
        { "blanks", Milestones, "  \n ", 400, "body.missing" },
        { "half an object", Milestones, "{\"milestone\":", 400, "body.malformed" },
        { "not JSON", Milestones, "milestone=x", 400, "body.malformed" },
        { "a list", Milestones, "[" + Good + "]", 400, "body.malformed" },
        { "a text", Milestones, "\"x\"", 400, "body.malformed" },
        { "null", Milestones, "null", 400, "body.malformed" },
        { "a comment", Milestones, "/* x */" + Good, 400, "body.malformed" },
        { "two objects", Milestones, Good + Good, 400, "body.malformed" },
        { "the same member twice", Milestones, Good.Replace("}", ",\"milestone\":\"x\"}"), 400, "body.malformed" },
        { "deep nesting", Register, $$"""{"boundary":{{new string('[', 5000)}}{{new string(']', 5000)}}}""", 400, "body.malformed" },
        { "no members", Milestones, "{}", 422, "field.missing" },
        { "null for a member", Milestones, Good.Replace("\"2018-02-10\"", "null"), 422, "field.missing" },
        { "a misspelt member", Milestones, Good.Replace("effectiveOn", "effectiveon"), 422, "field.unknown" },
        { "a member not ours", Milestones, Good.Replace("}", ",\"recordedAt\":\"2018-01-01\"}"), 422, "field.unknown" },
        { "a member named by half a character", Milestones, Good.Replace("}", ",\"\\ud800\":1}"), 400, "body.malformed" },
        { "a day that is none", Milestones, Good.Replace("02-10", "02-30"), 422, "field.invalid" },
        { "a day written otherwise", Milestones, Good.Replace("2018-02-10", "2018/2/10"), 422, "field.invalid" },
        { "an instant for a day", Milestones, Good.Replace("2018-02-10", "2018-02-10T00:00:00Z"), 422, "field.invalid" },
        { "a number for a text", Milestones, Good.Replace("\"planning-conformity-confirmed\"", "7"), 422, "field.invalid" },
        { "an object for a text", Milestones, Good.Replace("\"planning-conformity-confirmed\"", "{}"), 422, "field.invalid" },
        { "half a character", Milestones, Good.Replace("planning", "\\ud800"), 422, "field.invalid" },
        { "a NUL", Milestones, Good.Replace("}", ",\"note\":\"a\\u0000b\"}"), 422, "field.invalid" },
        { "a control character", Milestones, Good.Replace("}", ",\"note\":\"a\\u0007b\"}"), 422, "text.control-characters" },
        { "a text for a list", Labels, """{"labels":"三旧"}""", 422, "field.invalid" },
        { "a list of numbers", Labels, """{"labels":[1,2]}""", 422, "field.invalid" },
        { "a list too long", Labels, $$"""{"labels":[{{string.Join(',', Enumerable.Repeat("\"a\"", 1001))}}]}""", 422, "list.too-long" },
        {
            "a list a little too long", Labels,
            $$"""{"labels":[{{string.Join(',', Enumerable.Range(0, 51).Select(i => $"\"{i}\""))}}]}""", 422, "list.too-long"
        },
        { "a text for an override", Milestones, Good.Replace("}", ",\"override\":\"yes\"}"), 422, "field.invalid" },
        { "a milestone nobody knows", Milestones, Good.Replace("planning-", "plaster-"), 422, "milestone.unknown" },
        {
            "a milestone of another kind", Milestones,
            Good.Replace("planning-conformity-confirmed", "issue-registered"), 409, "milestone.other-kind"
        },
        { "a day in the future", Milestones, Good.Replace("2018", "2031"), 409, "date.in-future" },
        { "a day before the opening", Milestones, Good.Replace("2018", "2011"), 409, "date.before-opening" },
        { "a skipped stage", "/api/areas/nonsense/stage", """{"stage":"completion","effectiveOn":"2018-02-10"}""", 409, "stage.order" },
        {
            "a grade nobody knows", "/api/areas/nonsense/plan",
            """{"milestones":[{"milestone":"scope-determined","plannedOn":"2027-01-01","grade":"sure"}]}""", 422, "field.invalid"
        },
        { "an empty plan", "/api/areas/nonsense/plan", """{"milestones":[]}""", 422, "plan.empty" },
        {
            "personal data", "/api/areas/nonsense/progress-notes",
            """{"asOf":"2018-02-10","text":"户主电话13812345678"}""", 422, "text.personal"
        },
        { "a huge number", Register, Area("siteAreaM2", "1e400"), 422, "field.invalid" },
        { "a number out of range", Register, Area("siteAreaM2", "-1"), 422, "number.out-of-range" },
        { "half a household", Register, Area("householdsExpected", "1.5"), 422, "field.invalid" },
        { "a yes for true", Register, Area("clearedBeforeListing", "\"yes\""), 422, "field.invalid" },
        { "a name of ten thousand", Register, Area("officer", $"\"{new string('长', 10_000)}\""), 422, "text.too-long" },
        {
            "a code with a line break", Register,
            Area("officer", "\"x\"").Replace("new-one", "new\\n"), 422, "area.code-invalid"
        },
        {
            "a code with a NUL", Register,
            Area("officer", "\"x\"").Replace("new-one", "new\\u0000"), 422, "field.invalid"
        },
        { "a boundary that is a text", Register, Area("boundary", "\"x\""), 422, "boundary.invalid" },
        { "a boundary that is none", Register, Area("boundary", """{"type":"Circle"}"""), 422, "boundary.invalid" },
        { "a name turned round", Register, Area("officer", "\"a\\u202eb\""), 422, "text.control-characters" },
        {
            "a document of the year 1", Milestones, Good.Replace("}", ",\"documentDate\":\"0001-01-01\"}"), 422, "date.impossible"
        },
        { "a kind nobody knows", Register, Area("officer", "\"x\"").Replace(ApiFixture.Kind, "castle"), 422, "kind.unknown" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task it_is_refused_with_a_code_and_nothing_is_on_file(string what, string path, string body, int status, string code)
    {
        await NonsenseAsync();
        var before = await fixture.EventCountAsync();

        var response = await fixture.Zhang.PostAsync(path, body);

        Assert.True((status, code) == response.Outcome, $"{what}: {response.Status} {response.Text}");
        Assert.Equal(before, await fixture.EventCountAsync());
    }

    [Fact]
    public async Task everything_wrong_with_a_body_is_told_at_once()
    {
        var response = await fixture.Zhang.PostAsync(Register, """{"code":7,"openedOn":"soon","labels":[1],"x":2}""");

        var errors = response.Json.GetProperty("errors").EnumerateArray()
            .Select(e => (e.GetProperty("field").GetString(), e.GetProperty("code").GetString())).Order().ToList();
        Assert.Equal(
        [
            ("code", "field.invalid"), ("jurisdiction", "field.missing"), ("kind", "field.missing"), ("labels[0]", "field.invalid"),
            ("name", "field.missing"), ("openedOn", "field.invalid"), ("x", "field.unknown"),
        ], errors);
    }

    [Theory]
    [InlineData("GET", "/api/nowhere", 404, "not-found")]
    [InlineData("POST", "/api", 404, "not-found")]
    [InlineData("GET", "/api/areas/nonsense/households", 404, "not-found")]
    [InlineData("POST", "/api/areas/nonsense/funds", 404, "not-found")]
    [InlineData("GET", "/api/nothing-like-it", 404, "not-found")]
    [InlineData("DELETE", "/api/areas/nonsense", 405, "method.not-allowed")]
    [InlineData("PUT", "/api/areas", 405, "method.not-allowed")]
    [InlineData("GET", "/api/areas/nonsense/milestones", 405, "method.not-allowed")]
    [InlineData("GET", "/api/areas/unheard-of", 404, "area.unknown")]
    [InlineData("GET", "/api/areas/%07", 404, "area.unknown")]
    [InlineData("GET", "/api/areas/..%2f..%2fetc", 404, "area.unknown")]
    [InlineData("GET", "/api/areas/%E6%B5%B7%E5%8F%A3%0A/events", 404, "area.unknown")]
    [InlineData("POST", "/api/areas/%07/milestones/x/confirmation", 404, "area.unknown")]
    [InlineData("POST", "/api/areas/unheard-of/milestones/%07/confirmation", 404, "area.unknown")]
    [InlineData("GET", "/api/catalogue/castle", 404, "kind.unknown")]
    [InlineData("GET", "/api/imports/7", 404, "import.unknown")]
    public async Task what_is_not_there_is_not_found(string method, string path, int status, string code)
    {
        await NonsenseAsync();
        Assert.Equal((status, code), (await fixture.Zhang.SendAsync(new HttpMethod(method), path, null)).Outcome);
    }

    [Fact]
    public async Task a_code_as_long_as_a_book_is_not_repeated_whole()
    {
        var response = await fixture.Zhang.GetAsync($"/api/areas/{new string('x', 64)}{new string('y', 2_000)}");
        Assert.Equal((404, "area.unknown"), response.Outcome);
        Assert.Contains(new string('x', 64), response.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("y", response.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/areas?q=%00", "query.invalid")]
    [InlineData("/api/areas?label=a%07b", "query.invalid")]
    [InlineData("/api/areas?%00=1", "query.unknown")]
    [InlineData("/api/areas?jurisdiction=42011x", "query.invalid")]
    [InlineData("/api/portfolio?jurisdiction=zzz", "query.invalid")]
    public async Task words_nobody_can_look_for_are_refused(string path, string code)
    {
        var response = await fixture.Zhang.GetAsync(path);
        Assert.Equal((400, code), response.Outcome);
        Assert.DoesNotContain(response.Detail, char.IsControl);
    }

    [Fact]
    public async Task a_place_in_a_list_is_named_as_it_is()
    {
        await NonsenseAsync();
        var response = await fixture.Zhang.PostAsync("/api/areas/nonsense/plan", """{"milestones":[7]}""");
        Assert.Equal("milestones[0] 的值无法识别：应为对象 {…}", response.Detail);
    }

    [Fact]
    public async Task a_header_that_is_no_text_is_refused_by_name()
    {
        await NonsenseAsync();
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 };
        using var http = new HttpClient(handler) { BaseAddress = new Uri(fixture.App.Urls.First()) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/areas/nonsense/labels");
        request.Content = Client.Json("""{"labels":[]}""");
        request.Headers.TryAddWithoutValidation("Authorization", fixture.Zhang.Authorization);
        request.Headers.TryAddWithoutValidation("If-Match", "\"é\"");

        using var answer = await http.SendAsync(request);

        Assert.Equal((400, "header.invalid"), new ApiResponse(answer, await answer.Content.ReadAsStringAsync()).Outcome);
    }

    [Fact]
    public async Task a_method_not_taken_is_answered_with_those_that_are() =>
        Assert.Equal("GET,HEAD", (await fixture.Zhang.PostAsync("/api/portfolio", null)).Header("Allow"));

    [Fact]
    public async Task other_content_than_JSON_is_not_read()
    {
        await NonsenseAsync();
        Task<ApiResponse> Send(HttpContent content) => fixture.Zhang.PostAsync(Milestones, content);

        Assert.Equal((415, "body.unsupported"), (await Send(new StringContent(Good, Encoding.UTF8, "text/plain"))).Outcome);
        Assert.Equal((415, "body.unsupported"), (await Send(new FormUrlEncodedContent([new("milestone", "x")]))).Outcome);
        Assert.Equal((400, "body.malformed"),
            (await Send(new ByteArrayContent([0xFF, 0xFE, 0x7B]) { Headers = { { "Content-Type", "application/json" } } })).Outcome);
        byte[] marked = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Good.Replace("planning", "plaster"))];
        Assert.Equal((422, "milestone.unknown"),
            (await Send(new ByteArrayContent(marked) { Headers = { { "Content-Type", "application/json" } } })).Outcome);
    }

    [Fact]
    public async Task ten_megabytes_are_too_much_announced_or_not()
    {
        await NonsenseAsync();
        var text = Good.Replace("}", $",\"note\":\"{new string('x', 10 * 1024 * 1024)}\"}}");
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.Equal((413, "body.too-large"), (await fixture.Zhang.PostAsync(Milestones, text)).Outcome);
        var unannounced = new StreamContent(new Unsized(bytes)) { Headers = { { "Content-Type", "application/json" } } };
        Assert.Equal((413, "body.too-large"), (await fixture.Zhang.PostAsync(Milestones, unannounced)).Outcome);
    }

    [Fact]
    public async Task nobody_and_people_without_the_right_are_turned_away()
    {
        await NonsenseAsync();

        var nobody = await fixture.Nobody.GetAsync("/api/me");
        Assert.Equal((401, "auth.required"), nobody.Outcome);
        Assert.Equal((401, "auth.required"), (await fixture.Nobody.PostAsync(Milestones, Good)).Outcome);
        Assert.Equal((404, "area.unknown"), (await fixture.Stranger.PostAsync(Milestones, Good)).Outcome);
        Assert.Equal((404, "area.unknown"), (await fixture.Stranger.GetAsync("/api/areas/nonsense")).Outcome);
        Assert.Equal((403, "role.forbids"), (await fixture.Auditor.PostAsync(Milestones, Good)).Outcome);
        Assert.Equal((403, "jurisdiction.forbidden"), (await fixture.Stranger.PostAsync(Register, Area("officer", "\"x\""))).Outcome);
    }

    private async Task NonsenseAsync()
    {
        var area =
            new { code = "nonsense", name = "荒唐片", kind = ApiFixture.Kind, jurisdiction = ApiFixture.Street, openedOn = "2018-01-01" };
        Assert.True((await fixture.Zhang.PostAsync(Register, area)).Status < 300);
        await fixture.Zhang.PostAsync("/api/areas/nonsense/opening-position",
            new { stage = "preparation", asOf = "2018-01-02", source = "台账" });
    }

    private static string Area(string member, string value) =>
        $$"""
        {"code":"new-one","name":"新片","kind":"{{ApiFixture.Kind}}","jurisdiction":"{{ApiFixture.Street}}","openedOn":"2018-01-01",
        "{{member}}":{{value}}}
        """;

    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
