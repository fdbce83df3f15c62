using System.Text.Json;

namespace Renewal.App.Tests.Api;

[Collection(ApiCollection.Name)]
public sealed class When_reading_areas(ApiFixture fixture)
{
    [Fact]
    public async Task day_and_knowledge_can_be_asked_for_alone_and_together()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("two-times")}";
        var wrong = await fixture.Zhang.PostAsync(area + "/milestones",
            new { milestone = "planning-conformity-confirmed", effectiveOn = "2018-02-10" });
        var known = wrong.At("area.milestones.0.recordedAt")!;
        await Task.Delay(5, TestContext.Current.CancellationToken);
        await fixture.Zhang.PostAsync(area + "/corrections", new
        {
            eventId = wrong.At("events.0.id"),
            reason = "日期",
            replaceWith = new { milestone = "planning-conformity-confirmed", effectiveOn = "2019-02-10" },
        }, ("If-Match", "\"2\""));
        async Task<int> Reached(string query) =>
            (await fixture.Zhang.GetAsync(area + query)).Json.GetProperty("milestones").GetArrayLength();

        var at = Uri.EscapeDataString(known);
        Assert.Equal(1, await Reached(""));
        Assert.Equal(0, await Reached("?on=2018-12-31"));
        Assert.Equal(1, await Reached($"?knownAt={at}"));
        Assert.Equal(1, await Reached($"?on=2018-12-31&knownAt={at}"));
        Assert.Equal(0, await Reached($"?on=2018-02-09&knownAt={at}"));
        // An unescaped + arrives as a blank.
        Assert.Equal(1, await Reached($"?on=2018-12-31&knownAt={known}"));
        var told = await fixture.Zhang.GetAsync($"{area}?on=2018-12-31&knownAt={at}");
        Assert.Equal(("2018-12-31", "2"), (told.At("on"), told.At("version")));
        Assert.Equal((404, "area.unknown"), (await fixture.Zhang.GetAsync(area + "?on=2017-12-31")).Outcome);
        Assert.Equal((404, "area.unknown"), (await fixture.Zhang.GetAsync(area + "?knownAt=2018-01-01T00:00:00Z")).Outcome);
    }

    [Fact]
    public async Task events_can_be_narrowed_by_day_and_knowledge()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("events")}";
        var first = await fixture.Zhang.PostAsync(area + "/obstacles", new { category = "资金", description = "一", raisedOn = "2019-01-01" });
        await Task.Delay(5, TestContext.Current.CancellationToken);
        await fixture.Zhang.PostAsync(area + "/obstacles", new { category = "资金", description = "二", raisedOn = "2018-06-01" });
        var known = (await fixture.Zhang.GetAsync(area + "/events")).At("1.recordedAt")!;

        // The first obstacle was known then and lies after the day; the second lies before the day and was not known.
        Assert.Equal(3, (await fixture.Zhang.GetAsync(area + "/events")).Json.GetArrayLength());
        Assert.Equal(2, (await fixture.Zhang.GetAsync(area + "/events?on=2018-12-31")).Json.GetArrayLength());
        Assert.Equal(2, (await fixture.Zhang.GetAsync(area + "/events?knownAt=" + Uri.EscapeDataString(known))).Json.GetArrayLength());
        var one = await fixture.Zhang.GetAsync(area + "/events?on=2018-12-31&knownAt=" + Uri.EscapeDataString(known));
        Assert.Equal(("area-registered", 1), (one.At("0.type"), one.Json.GetArrayLength()));
        Assert.Equal("一", first.At("area.obstacles.0.description"));
    }

    [Fact]
    public async Task an_unchanged_answer_is_not_sent_again()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("tagged")}";
        var first = await fixture.Zhang.GetAsync(area);

        Assert.Equal("\"1@2026-06-30\"", first.ETag);
        var same = await fixture.Zhang.GetAsync(area, ("If-None-Match", first.ETag!));
        Assert.Equal((304, "", first.ETag), (same.Status, same.Text, same.ETag));
        Assert.Equal(304, (await fixture.Zhang.GetAsync(area, ("If-None-Match", $"\"9\", W/{first.ETag}"))).Status);
        // What a version looks like depends on the day.
        Assert.Equal(200, (await fixture.Zhang.GetAsync(area + "?on=2020-01-01", ("If-None-Match", first.ETag!))).Status);
        Assert.Equal(304, (await fixture.Zhang.GetAsync(area + "/events", ("If-None-Match", first.ETag!))).Status);
        await fixture.Zhang.PostAsync(area + "/labels", new { labels = new[] { "新" } });
        var changed = await fixture.Zhang.GetAsync(area, ("If-None-Match", first.ETag!));
        Assert.Equal((200, "\"2@2026-06-30\""), (changed.Status, changed.ETag));
    }

    [Fact]
    public async Task lists_come_in_pages_and_can_be_narrowed()
    {
        foreach (var i in Enumerable.Range(1, 7))
        {
            await fixture.RegisterAsync($"paged-{i}", kind: i > 5 ? "micro-renovation" : ApiFixture.Kind);
            await fixture.Zhang.PostAsync($"/api/areas/paged-{i}/labels", new { labels = new[] { "分页" } });
        }

        async Task<(string Codes, int Total)> List(string query)
        {
            var response = await fixture.Zhang.GetAsync("/api/areas?label=%E5%88%86%E9%A1%B5&" + query);
            Assert.True(response.Status == 200, response.Text);
            var codes = response.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("code").GetString()![6..]);
            return (string.Concat(codes), response.Json.GetProperty("total").GetInt32());
        }

        Assert.Equal(("1234567", 7), await List(""));
        Assert.Equal(("123", 7), await List("pageSize=3"));
        Assert.Equal(("7", 7), await List("page=3&pageSize=3"));
        Assert.Equal(("", 7), await List("page=2147483647&pageSize=500"));
        Assert.Equal(("67", 2), await List("kind=micro-renovation"));
        Assert.Equal(("4", 1), await List("q=paged-4"));
        Assert.Equal(("", 0), await List("on=2017-01-01"));
        Assert.Equal(("", 0), await List("jurisdiction=420113"));
        Assert.Equal(("1234567", 7), await List("jurisdiction=4201&status=active&light=green"));
        Assert.Equal(("", 0), await List("status=terminated"));
        Assert.Equal(0, (await fixture.Stranger.GetAsync("/api/areas")).Json.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("/api/areas?page=0")]
    [InlineData("/api/areas?page=x")]
    [InlineData("/api/areas?pageSize=501")]
    [InlineData("/api/areas?pageSize=-1")]
    [InlineData("/api/areas?page=99999999999999999999")]
    [InlineData("/api/areas?stage=nowhere")]
    [InlineData("/api/areas?light=blue")]
    [InlineData("/api/areas?kind=%00")]
    [InlineData("/api/areas?on=2021-02-30")]
    [InlineData("/api/areas?on=20210204")]
    [InlineData("/api/areas/x?on=yesterday")]
    [InlineData("/api/areas/x?knownAt=2021-01-01")]
    [InlineData("/api/areas/x/events?knownAt=2021-01-01T00:00:00")]
    [InlineData("/api/portfolio?knownAt=0001-01-01T00:00:00%2B14:00")]
    [InlineData("/api/portfolio/changes")]
    [InlineData("/api/portfolio/changes?from=2021-01-02&to=2021-01-01")]
    [InlineData("/api/deadlines?on=2021-13-01")]
    [InlineData("/api/catalogue/micro-renovation?regime=state-590")]
    [InlineData("/api/catalogue/micro-renovation?on=x")]
    public async Task a_question_that_cannot_be_understood_is_refused(string path) =>
        Assert.Equal((400, "query.invalid"), (await fixture.Zhang.GetAsync(path)).Outcome);

    [Theory]
    [InlineData("/api/areas?knownat=2021-01-01T00:00:00Z", "knownat")]
    [InlineData("/api/areas/x?stage=listing", "stage")]
    [InlineData("/api/portfolio?asOf=2021-01-01", "asOf")]
    [InlineData("/api/imports?state=accepted", "state")]
    [InlineData("/api/me?verbose=1", "verbose")]
    [InlineData("/api/catalogue?%E4%B8%AD=1", "中")]
    public async Task a_parameter_nobody_knows_is_refused_by_name_with_those_there_are(string path, string name)
    {
        var answer = await fixture.Zhang.GetAsync(path, ("Accept-Language", "en"));
        Assert.Equal((400, "query.unknown"), answer.Outcome);
        var detail = answer.Json.GetProperty("detail").GetString()!;
        Assert.Contains($"\"{name}\"", detail, StringComparison.Ordinal);
        Assert.Contains("knownAt", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/areas")]
    [InlineData("/api/portfolio")]
    [InlineData("/api/deadlines")]
    [InlineData("/api/contradictions")]
    [InlineData("/api/imports")]
    [InlineData("/api/catalogue")]
    [InlineData("/api/catalogue/micro-renovation")]
    [InlineData("/api/me")]
    public async Task every_read_takes_a_day_and_an_instant(string path)
    {
        Assert.Equal(200, (await fixture.Zhang.GetAsync($"{path}?on=2021-02-04&knownAt=2021-03-01T08:00:00%2B08:00")).Status);
        Assert.Equal((400, "query.invalid"), (await fixture.Zhang.GetAsync($"{path}?on=2021-02-30")).Outcome);
        Assert.Equal((400, "query.invalid"), (await fixture.Zhang.GetAsync($"{path}?on=2021-02-04&on=2021-02-05")).Outcome);
        Assert.Equal(200, (await fixture.Zhang.GetAsync($"{path}?lang=en")).Status);
    }

    [Theory]
    [InlineData("/api/areas?label=%ED%A0%80")]
    [InlineData("/api/areas?on=0001-01-01")]
    [InlineData("/api/areas?on=9999-12-31")]
    [InlineData("/api/portfolio?on=9999-12-31&knownAt=9999-12-31T23:59:59Z")]
    [InlineData("/api/portfolio/changes?from=0001-01-01&to=9999-12-31")]
    [InlineData("/api/deadlines?on=9999-12-31")]
    [InlineData("/api/areas?knownAt=0001-01-01T00:00:00Z")]
    public async Task the_ends_of_time_and_odd_texts_are_answered(string path) =>
        Assert.Equal(200, (await fixture.Zhang.GetAsync(path)).Status);

    [Fact]
    public async Task counts_changes_and_deadlines_follow_the_areas()
    {
        var code = await fixture.RegisterAsync("counted", kind: "legacy-resolution");
        await fixture.Zhang.PostAsync($"/api/areas/{code}/plan",
            new { milestones = new[] { new { milestone = "issue-registered", plannedOn = "2026-07-05" } } });

        var portfolio = await fixture.Zhang.GetAsync("/api/portfolio?kind=legacy-resolution");
        Assert.Equal("1", portfolio.At("total"));
        var changes = await fixture.Zhang.GetAsync("/api/portfolio/changes?from=2017-12-31&to=2018-01-01");
        var change = changes.Json.GetProperty("changes").EnumerateArray().Single(c => c.GetProperty("code").GetString() == code);
        Assert.True(change.GetProperty("added").GetBoolean());
        var deadlines = await fixture.Zhang.GetAsync("/api/deadlines?kind=legacy-resolution");
        Assert.True(deadlines.Status == 200, deadlines.Text);
        var due = deadlines.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("dueOn").GetString()).ToList();
        Assert.Equal(JsonValueKind.Number, deadlines.Json.GetProperty("total").ValueKind);
        Assert.Equal(due.Order(StringComparer.Ordinal), due);
    }

    [Fact]
    public async Task deadlines_are_asked_for_by_lateness_last_day_and_sort()
    {
        await fixture.RegisterAsync("asked", kind: "key-route-park-works");
        await fixture.Zhang.PostAsync("/api/areas/asked/labels", new { labels = new[] { "只看我" } });
        await fixture.Zhang.PostAsync("/api/areas/asked/plan", new
        {
            milestones = new[]
            {
                new { milestone = "proposal-approved", plannedOn = "2026-06-29" },
                new { milestone = "feasibility-approved", plannedOn = "2026-07-01" },
            },
        });

        Assert.Equal(["proposal-approved", "feasibility-approved"], await MilestonesAsync("type=plan"));
        Assert.Equal(["proposal-approved"], await MilestonesAsync("type=plan&late=true"));
        Assert.Equal(["feasibility-approved"], await MilestonesAsync("type=plan&late=false"));
        Assert.Equal(["proposal-approved"], await MilestonesAsync("type=plan&until=2026-06-30"));
        Assert.Equal(2, (await MilestonesAsync("type=plan&until=2026-07-01")).Count);
        Assert.Empty((await MilestonesAsync("type=clock")).Intersect(["proposal-approved", "feasibility-approved"]));
        Assert.Equal((400, "query.invalid"), (await fixture.Zhang.GetAsync("/api/deadlines?late=yes")).Outcome);

        async Task<IReadOnlyList<string?>> MilestonesAsync(string query) =>
        [
            .. (await fixture.Zhang.GetAsync($"/api/deadlines?label=只看我&{query}")).Json.GetProperty("items").EnumerateArray()
                .Select(item => item.GetProperty("milestone").GetString()),
        ];
    }
}
