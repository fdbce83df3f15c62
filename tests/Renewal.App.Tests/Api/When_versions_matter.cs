namespace Renewal.App.Tests.Api;

[Collection(ApiCollection.Name)]
public sealed class When_versions_matter(ApiFixture fixture)
{
    [Theory]
    [InlineData("\"1\"", 200, null)]
    [InlineData("\"1@2026-06-30\"", 200, null)]
    [InlineData("W/\"1@2020-01-01\"", 200, null)]
    [InlineData("1", 200, null)]
    [InlineData("*", 200, null)]
    [InlineData("\"0\"", 412, "version.stale")]
    [InlineData("\"2\"", 412, "version.stale")]
    [InlineData("\"abc\"", 400, "header.invalid")]
    [InlineData("\"1\", \"2\"", 400, "header.invalid")]
    [InlineData("\"99999999999999999999\"", 400, "header.invalid")]
    public async Task a_write_based_on_another_version_is_stale(string ifMatch, int status, string? code)
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("v" + Guid.NewGuid().ToString("N"))}";

        var response = await fixture.Zhang.PostAsync(area + "/labels", new { labels = new[] { "甲" } }, ("If-Match", ifMatch));

        Assert.Equal((status, code), response.Outcome);
        if (status == 412) Assert.Equal("1", response.At("version"));
    }

    [Fact]
    public async Task any_version_is_no_version_where_one_must_be_named()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("star")}";
        var fix = new { eventId = (await fixture.Zhang.GetAsync(area + "/events")).At("0.id"), reason = "x" };

        Assert.Equal((428, "version.missing"), (await fixture.Zhang.PostAsync(area + "/corrections", fix, ("If-Match", "*"))).Outcome);
        Assert.Equal((412, "version.stale"), (await fixture.Zhang.PostAsync(area + "/corrections", fix, ("If-Match", "\"3\""))).Outcome);
        Assert.Equal((404, "area.unknown"), (await fixture.Stranger.PostAsync(area + "/corrections", fix)).Outcome);
    }

    [Fact]
    public async Task a_command_that_is_stored_already_is_answered_alike_whatever_version_it_names()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("sent-twice")}";
        var labels = new { labels = new[] { "重点" } };
        Assert.Equal(200, (await fixture.Zhang.PostAsync(area + "/labels", labels, ("If-Match", "\"1\""))).Status);

        var again = await fixture.Zhang.PostAsync(area + "/labels", labels, ("If-Match", "\"1\""));

        Assert.Equal((200, 0, "2"), (again.Status, again.Json.GetProperty("events").GetArrayLength(), again.At("area.version")));
        // Without rights it is no question of versions.
        Assert.Equal((403, "role.forbids"), (await fixture.Auditor.PostAsync(area + "/labels", labels, ("If-Match", "\"1\""))).Outcome);
    }

    [Fact]
    public async Task of_twenty_racing_officers_exactly_one_wins()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("race")}";

        var response = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => fixture.Zhang.PostAsync(
            area + "/obstacles", new { category = "资金", description = $"第{i}条", raisedOn = "2018-02-01" }, ("If-Match", "\"1\""))));

        Assert.Single(response, s => s.Status == 200);
        Assert.Equal(19, response.Count(s => s.Outcome == (412, "version.stale") && s.At("version") == "2"));
        Assert.Equal("2", (await fixture.Zhang.GetAsync(area)).At("version"));
    }
}
