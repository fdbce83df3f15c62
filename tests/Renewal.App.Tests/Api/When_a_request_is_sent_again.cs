namespace Renewal.App.Tests.Api;

[Collection(ApiCollection.Name)]
public sealed class When_a_request_is_sent_again(ApiFixture fixture)
{
    private static object Obstacle(string description) => new { category = "资金", description, raisedOn = "2018-02-01" };

    private static (string, string) Key(string key) => ("Idempotency-Key", key);

    [Fact]
    public async Task the_first_answer_comes_again_word_for_word()
    {
        var body =
            new { code = "replayed", name = "重放片", kind = ApiFixture.Kind, jurisdiction = ApiFixture.Street, openedOn = "2018-01-01" };
        var first = await fixture.Zhang.PostAsync("/api/areas", body, Key("r-1"));
        await fixture.Zhang.PostAsync("/api/areas/replayed/labels", new { labels = new[] { "后来" } });

        var again = await fixture.Zhang.PostAsync("/api/areas", body, Key("r-1"));

        Assert.Equal(201, first.Status);
        Assert.Equal((first.Status, first.Text, first.Location, first.ETag), (again.Status, again.Text, again.Location, again.ETag));
        var refused = await fixture.Zhang.PostAsync("/api/areas/replayed/stage", new { stage = "completed", effectiveOn = "2018-02-01" },
            Key("r-2"));
        var refusedAgain = await fixture.Zhang.PostAsync("/api/areas/replayed/stage",
            new { stage = "completed", effectiveOn = "2018-02-01" }, Key("r-2"));
        Assert.Equal((409, refused.Text, "application/problem+json"), (refusedAgain.Status, refusedAgain.Text, refusedAgain.ContentType));
    }

    [Fact]
    public async Task it_comes_again_after_a_restart()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("restarted")}";
        var first = await fixture.Zhang.PostAsync(area + "/obstacles", Obstacle("一"), Key("restart"));
        await using var other = await fixture.StartAsync(fixture.ConnectionString);

        var again = await fixture.Zhang.At(other).PostAsync(area + "/obstacles", Obstacle("一"), Key("restart"));

        Assert.Equal((200, first.Text, first.ETag), (again.Status, again.Text, again.ETag));
        Assert.Equal("2", (await fixture.Zhang.GetAsync(area)).At("version"));
        await other.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task the_same_key_for_another_content_is_refused()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("reused")}";
        await fixture.Zhang.PostAsync(area + "/obstacles", Obstacle("一"), Key("k"));

        Assert.Equal((422, "key.reused"), (await fixture.Zhang.PostAsync(area + "/obstacles", Obstacle("二"), Key("k"))).Outcome);
        // Keys are separate for each address and account.
        Assert.Equal(200, (await fixture.Zhang.PostAsync(area + "/labels", new { labels = new[] { "甲" } }, Key("k"))).Status);
        Assert.Equal(200, (await fixture.Director.PostAsync(area + "/obstacles", Obstacle("三"), Key("k"))).Status);
        Assert.Equal("4", (await fixture.Zhang.GetAsync(area)).At("version"));
    }

    [Fact]
    public async Task of_many_at_once_one_runs()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("at-once")}";

        var response = await Task.WhenAll(Enumerable.Range(0, 12)
            .Select(_ => fixture.Zhang.PostAsync(area + "/obstacles", Obstacle("一"), Key("at-once"))));

        Assert.All(response, s => Assert.True(s.Status == 200 || s.Outcome == (409, "key.in-flight"), s.Text));
        Assert.Single(response.Where(s => s.Status == 200).Select(s => s.Text).Distinct());
        Assert.Equal("2", (await fixture.Zhang.GetAsync(area)).At("version"));
    }

    [Fact]
    public async Task a_failed_precondition_does_not_use_the_key_up()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("precondition")}";

        var stale = await fixture.Zhang.PostAsync(area + "/obstacles", Obstacle("一"), Key("pre"), ("If-Match", "\"9\""));
        var fresh = await fixture.Zhang.PostAsync(area + "/obstacles", Obstacle("一"), Key("pre"), ("If-Match", "\"1\""));

        Assert.Equal(((412, "version.stale"), 200), (stale.Outcome, fresh.Status));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("x", 201)]
    public async Task a_key_is_visible_and_not_too_long(string key, int times = 1)
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("k" + Guid.NewGuid().ToString("N"))}";
        var response = await fixture.Zhang.PostAsync(area + "/obstacles", Obstacle("一"), Key(string.Concat(Enumerable.Repeat(key, times))));
        Assert.Equal((400, "key.invalid"), response.Outcome);
    }
}
