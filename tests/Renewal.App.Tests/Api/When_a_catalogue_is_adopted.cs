using Renewal.Domain.Catalogue;

namespace Renewal.App.Tests.Api;

/// <summary>An area moves to another version of its catalogue only when a manager says so, and only to a published one.</summary>
[Collection(ApiCollection.Name)]
public sealed class When_a_catalogue_is_adopted(ApiFixture fixture)
{
    [Fact]
    public async Task only_a_manager_may()
    {
        var code = await fixture.RegisterAsync("adopting-officer");

        Assert.Equal((403, "role.forbids"), (await AdoptAsync(fixture.Zhang, code, Catalogues.CurrentVersion)).Outcome);
        Assert.Equal((403, "role.forbids"), (await AdoptAsync(fixture.Auditor, code, Catalogues.CurrentVersion)).Outcome);
    }

    [Fact]
    public async Task a_version_that_was_never_published_is_refused()
    {
        var code = await fixture.RegisterAsync("adopting-unknown");

        var answer = await AdoptAsync(fixture.Director, code, "2099-01");

        Assert.Equal((422, "catalogue.unknown"), answer.Outcome);
        Assert.Contains("2099-01", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_version_it_follows_already_changes_nothing()
    {
        var code = await fixture.RegisterAsync("adopting-again");

        var answer = await AdoptAsync(fixture.Director, code, Catalogues.CurrentVersion);

        Assert.Equal((200, 0), (answer.Status, answer.Json.GetProperty("events").GetArrayLength()));
    }

    private static Task<ApiResponse> AdoptAsync(Client by, string code, string version) =>
        by.PostAsync($"/api/areas/{code}/catalogue", new { version, reason = "内容有误，已更正发布" });
}
