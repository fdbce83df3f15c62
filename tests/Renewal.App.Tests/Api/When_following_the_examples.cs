using System.Text.Json;
using System.Text.Json.Nodes;

namespace Renewal.App.Tests.Api;

/// <summary>The examples of the OpenAPI description work: sent in order, the API accepts all of them.</summary>
[Collection(ApiCollection.Name)]
public sealed class When_following_the_examples(ApiFixture fixture)
{
    [Fact]
    public async Task every_body_shown_is_taken()
    {
        var document = (await fixture.Nobody.GetAsync("/openapi/v1.json")).Json;
        var told = new HashSet<string>();

        var registered = await SendAsync("/api/areas", null);
        Assert.Equal(201, registered.Status);
        var code = registered.At("code")!;

        foreach (var route in new[] { "opening-position", "labels", "duty" }) await ActAsync(route);
        var milestone = await ActAsync("milestones");
        await ActAsync("plan");
        await ActAsync("progress-notes");
        var raised = await ActAsync("obstacles");
        await ActAsync("obstacles/{id}/resolution", raised.At("events.0.id")!);
        await ActAsync("corrections", eventId: milestone.At("events.0.id"));
        // The version it follows already: accepted, and nothing new.
        Assert.Equal(200, (await SendAsync("/api/areas/{code}/catalogue", null, code)).Status);
        foreach (var route in new[] { "suspension", "resumption", "stage", "termination" }) await ActAsync(route);

        var shown = document.GetProperty("paths").EnumerateObject().Where(path => path.Value.TryGetProperty("post", out var post)
            && post.TryGetProperty("requestBody", out var body) && body.GetProperty("content").TryGetProperty("application/json", out _));
        Assert.Equal(shown.Select(path => path.Name).Order(), told.Order());

        async Task<ApiResponse> ActAsync(string route, string id = "", string? eventId = null)
        {
            var response = await SendAsync($"/api/areas/{{code}}/{route}", eventId, code, id);
            Assert.True(response.Status == 200 && response.Json.GetProperty("events").GetArrayLength() > 0, $"{route}: {response.Text}");
            return response;
        }

        async Task<ApiResponse> SendAsync(string path, string? eventId, string area = "", string id = "")
        {
            told.Add(path);
            var body = Example(document, path);
            if (eventId is not null) body["eventId"] = eventId;
            var version = area.Length == 0 ? null : (await fixture.Director.GetAsync($"/api/areas/{area}")).At("version");
            (string, string)[] headers = version is null ? [] : [("If-Match", $"\"{version}\"")];
            var address = path.Replace("{code}", area, StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal);
            return await fixture.Director.PostAsync(address, body.ToJsonString(), headers);
        }
    }

    private static JsonNode Example(JsonElement document, string path) => JsonNode.Parse(document.GetProperty("paths").GetProperty(path)
        .GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example")
        .GetRawText())!;
}
