namespace Renewal.App.Tests.Api;

/// <summary>
/// A link, a script or a printed report may still have the old code of an area. It finds the area and returns today's code; when
/// another area has the code now, <c>knownAt</c> decides.
/// </summary>
[Collection(ApiCollection.Name)]
public sealed class When_a_code_is_corrected(ApiFixture fixture)
{
    [Fact]
    public async Task the_old_one_leads_to_the_area()
    {
        var (old, now, before) = await RecodedAsync();

        var moved = await fixture.Zhang.GetAsync($"/api/areas/{old}?on=2026-01-01");
        Assert.Equal((301, $"/api/areas/{now}?on=2026-01-01"), (moved.Status, moved.Location));
        Assert.Equal((301, $"/api/areas/{now}/events"), await StatusAsync($"/api/areas/{old}/events"));
        Assert.Equal((301, $"/areas/{now}?was={old}"), await StatusAsync($"/areas/{old}"));
        Assert.Equal((301, $"/areas/{now}/history?was={old}"), await StatusAsync($"/areas/{old}/history"));
        var page = await fixture.Zhang.GetAsync($"/areas/{now}?was={old}");
        Assert.Contains($"编码 {old} 的片区现用编码 {now}", page.Text, StringComparison.Ordinal);
        // A link cannot inject text here.
        Assert.DoesNotContain("现用编码", (await fixture.Zhang.GetAsync($"/areas/{now}?was=anything")).Text, StringComparison.Ordinal);

        // As known before the correction the area has its old code, and answers to today's as well.
        foreach (var code in new[] { old, now })
        {
            var then = await fixture.Zhang.GetAsync($"/api/areas/{code}?knownAt={before}");
            Assert.Equal((200, old), (then.Status, then.At("code")));
        }

        Assert.Contains($"现用编码 {now}", (await fixture.Zhang.GetAsync($"/areas/{old}?knownAt={before}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task without_rights_it_is_unknown_and_nothing_is_written_to_it()
    {
        var (old, now, _) = await RecodedAsync();

        foreach (var path in new[] { $"/api/areas/{old}", $"/api/areas/{old}/events", $"/areas/{old}" })
        {
            var answer = await fixture.Stranger.GetAsync(path);
            Assert.Equal((404, null), (answer.Status, answer.Location));
            Assert.DoesNotContain(now, answer.Text, StringComparison.Ordinal);
        }

        var written = await fixture.Zhang.PostAsync(
            $"/api/areas/{old}/obstacles", new { category = "funds", description = "到位不足", raisedOn = "2026-01-04" });
        Assert.Equal((404, "area.unknown"), written.Outcome);
    }

    [Fact]
    public async Task given_to_another_area_the_moment_decides()
    {
        var (old, now, before) = await RecodedAsync();
        await fixture.RegisterAsync(old);

        Assert.Equal("1", (await fixture.Zhang.GetAsync($"/api/areas/{old}")).At("version"));
        var then = await fixture.Zhang.GetAsync($"/api/areas/{old}?knownAt={before}");
        var first = await fixture.Zhang.GetAsync($"/api/areas/{now}");
        Assert.Equal((200, first.At("id")), (then.Status, then.At("id")));
        Assert.NotEqual(first.At("id"), (await fixture.Zhang.GetAsync($"/api/areas/{old}")).At("id"));
    }

    private async Task<(int, string?)> StatusAsync(string path)
    {
        var answer = await fixture.Zhang.GetAsync(path);
        return (answer.Status, answer.Location);
    }

    private async Task<(string Old, string Now, string Before)> RecodedAsync()
    {
        var old = $"misspelt-{Guid.NewGuid():N}"[..20];
        var now = $"spelt-{Guid.NewGuid():N}"[..20];
        await fixture.RegisterAsync(old);
        var events = await fixture.Zhang.GetAsync($"/api/areas/{old}/events");
        var before = Uri.EscapeDataString(events.At("0.recordedAt")!);
        await Task.Delay(10);
        var right = new { code = now, name = $"{old}片", kind = ApiFixture.Kind, jurisdiction = ApiFixture.Street, openedOn = "2018-01-01" };
        var corrected = await fixture.Zhang.PostAsync($"/api/areas/{old}/corrections", new
        {
            eventId = events.At("0.id"),
            reason = "编码写错",
            replaceWith = right,
        }, ("If-Match", "\"1\""));
        Assert.True(corrected.Status == 200, corrected.Text);
        return (old, now, before);
    }
}
