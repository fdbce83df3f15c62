using System.Text.Encodings.Web;
using System.Text.Json;
using Renewal.App.Texts;
using Renewal.Features.Areas.Commands;

namespace Renewal.App.Tests.Api;

[Collection(ApiCollection.Name)]
public sealed class When_describing_the_api(ApiFixture fixture)
{
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task the_description_is_the_agreed_one()
    {
        var response = await fixture.Nobody.GetAsync("/openapi/v1.json");
        Assert.Equal(200, response.Status);
        Approved.Matches("docs/reference/openapi.json", JsonSerializer.Serialize(response.Json, Readable).ReplaceLineEndings("\n") + "\n");
    }

    private static bool IsCommand(string operation) => operation.StartsWith("post /api/areas", StringComparison.Ordinal);

    [Fact]
    public async Task every_route_says_what_it_takes_answers_and_refuses()
    {
        var document = (await fixture.Nobody.GetAsync("/openapi/v1.json")).Json;
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Name: $"{operation.Name} {path.Name}", operation.Value)))
                .ToList();

        Assert.Equal(AreaCommands.All.Length, operations.Count(operation => IsCommand(operation.Name)));
        Assert.Equal(14, operations.Count(operation => !IsCommand(operation.Name)));
        Assert.All(operations, operation =>
        {
            Assert.True(operation.Value.GetProperty("summary").GetString()!.Contains(" · ", StringComparison.Ordinal), operation.Name);
            var responses = operation.Value.GetProperty("responses").EnumerateObject().Select(r => r.Name).ToList();
            Assert.True(responses.Contains("401") && responses.Any(r => r[0] == '2'), operation.Name);
            var parameters = operation.Value.TryGetProperty("parameters", out var list)
                ? list.EnumerateArray().Select(p => p.GetProperty("name").GetString()).ToList() : [];
            if (operation.Name.StartsWith("post", StringComparison.Ordinal))
                Assert.True(parameters.Contains("If-Match") && parameters.Contains("Idempotency-Key"), operation.Name);
        });
        Assert.Equal("http", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("type")
            .GetString());
        var milestone = document.GetProperty("components").GetProperty("schemas").GetProperty("MilestoneBody");
        Assert.Equal(["effectiveOn", "milestone"], milestone.GetProperty("required").EnumerateArray().Select(r => r.GetString()).Order());
    }

    [Fact]
    public async Task the_page_for_people_asks_nobody_outside()
    {
        var page = await fixture.Nobody.GetAsync("/scalar");
        if (page.Status is 301 or 302) page = await fixture.Nobody.GetAsync(page.Location!);

        Assert.Equal((200, "text/html"), (page.Status, page.ContentType));
        Assert.DoesNotContain("http://", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page.Text, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task from_elsewhere_one_signs_in_first()
    {
        Assert.Equal((401, "auth.required"), (await fixture.Nobody.GetAsync("/openapi/v1.json", ("X-Forwarded-For", "10.0.0.9"))).Outcome);
        Assert.Equal(200, (await fixture.Auditor.GetAsync("/openapi/v1.json", ("X-Forwarded-For", "10.0.0.9"))).Status);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void every_code_of_this_door_has_its_words(string language)
    {
        var texts = UiText.Manager("Refusals").GetResourceSet(System.Globalization.CultureInfo.GetCultureInfo(language), true, true)!;
        foreach (var code in new[]
        {
            "body.missing", "body.malformed", "body.too-large", "body.unsupported", "field.missing", "field.invalid", "field.unknown",
                "query.invalid", "query.unknown",
            "header.invalid", "key.invalid", "key.reused", "key.in-flight", "not-found", "method.not-allowed", "version.conflict",
                "version.stale",
            "version.missing", "rate.exceeded", "store.unavailable", "store.busy", "store.disk-full", "clock.skewed", "internal",
                "auth.required", "import.unknown", "obstacle.unknown",
        }) Assert.True(texts.GetString(code) is { Length: > 0 }, code);
    }
}
