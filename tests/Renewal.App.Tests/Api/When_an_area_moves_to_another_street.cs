namespace Renewal.App.Tests.Api;

/// <summary>
/// A correction moves an area from one street to another. From then on the other street's officer sees it, for past days and instants
/// too: docs/decisions/0017.
/// </summary>
[Collection(ApiCollection.Name)]
public sealed class When_an_area_moves_to_another_street(ApiFixture fixture)
{
    private const string Elsewhere = "420112006";

    [Theory]
    [InlineData("/api/areas?pageSize=500")]
    [InlineData("/api/areas?pageSize=500&q=CODE")]
    [InlineData("/api/portfolio")]
    [InlineData("/api/portfolio/changes?from=2017-01-01&to=2026-06-30")]
    [InlineData("/api/deadlines?pageSize=500")]
    [InlineData("/api/contradictions?pageSize=500")]
    [InlineData("/areas?q=CODE")]
    [InlineData("/areas.csv")]
    [InlineData("/compare?from=2017-01-01&to=2026-06-30&on=2026-06-30")]
    [InlineData("/deadlines")]
    public async Task lists_files_and_comparisons_show_it_to_the_new_officer_alone(string path)
    {
        var (code, name, before) = await MovedAsync();
        foreach (var at in new[] { "", $"knownAt={Uri.EscapeDataString(before)}" })
        {
            var asked = path.Replace("CODE", code, StringComparison.Ordinal);
            asked = at.Length == 0 ? asked : asked + (asked.Contains('?', StringComparison.Ordinal) ? "&" : "?") + at;
            var (old, now) = (await fixture.Zhang.GetAsync(asked), await fixture.Neighbour.GetAsync(asked));
            Assert.Equal((200, 200), (old.Status, now.Status));
            Assert.DoesNotContain(name, old.Text);
            Assert.Contains(name, now.Text);
        }
    }

    [Theory]
    [InlineData("/api/areas/CODE")]
    [InlineData("/api/areas/CODE/events")]
    [InlineData("/areas/CODE")]
    [InlineData("/areas/CODE/history")]
    public async Task its_page_and_history_are_the_new_officers_alone(string path)
    {
        var (code, name, before) = await MovedAsync();
        foreach (var at in new[] { "", $"?knownAt={Uri.EscapeDataString(before)}" })
        {
            var asked = path.Replace("CODE", code, StringComparison.Ordinal) + at;
            var (old, now) = (await fixture.Zhang.GetAsync(asked), await fixture.Neighbour.GetAsync(asked));
            Assert.Equal((404, 200), (old.Status, now.Status));
            Assert.DoesNotContain(name, old.Text);
            Assert.Contains(name, now.Text);
        }
    }

    [Fact]
    public async Task the_jurisdiction_shown_and_asked_for_is_that_of_the_moment()
    {
        var (code, _, before) = await MovedAsync();
        var then = $"knownAt={Uri.EscapeDataString(before)}";
        Assert.Equal(ApiFixture.Street, (await fixture.Neighbour.GetAsync($"/api/areas/{code}?{then}")).At("jurisdiction"));
        Assert.Equal(Elsewhere, (await fixture.Neighbour.GetAsync($"/api/areas/{code}")).At("jurisdiction"));
        Assert.Contains(code, (await fixture.Neighbour.GetAsync($"/api/areas?jurisdiction={ApiFixture.Street}&{then}")).Text);
        Assert.DoesNotContain(code, (await fixture.Neighbour.GetAsync($"/api/areas?jurisdiction={Elsewhere}&q={code}&{then}")).Text);
    }

    [Fact]
    public async Task before_it_was_registered_it_is_simply_not_there()
    {
        var (code, name, _) = await MovedAsync();
        foreach (var client in new[] { fixture.Neighbour, fixture.Auditor })
        {
            Assert.DoesNotContain(name, (await client.GetAsync("/api/areas?pageSize=500&knownAt=2020-01-01T00:00:00Z")).Text);
            Assert.Equal(404, (await client.GetAsync($"/api/areas/{code}?knownAt=2020-01-01T00:00:00Z")).Status);
        }
    }

    /// <summary>
    /// An area of Zhang's street, with something to compare, a planned day and a contradiction, moved to the neighbour's.
    /// </summary>
    private async Task<(string Code, string Name, string Before)> MovedAsync()
    {
        var code = $"moving-{Guid.NewGuid():N}"[..20];
        await fixture.RegisterAsync(code);
        var planned = await fixture.Zhang.PostAsync($"/api/areas/{code}/plan",
            new { milestones = new[] { new { milestone = "scope-determined", plannedOn = "2019-01-01" } } });
        Assert.True(planned.Status == 200, planned.Text);
        var overridden = await fixture.Director.PostAsync($"/api/areas/{code}/milestones", new
        {
            milestone = "plan-argued",
            effectiveOn = "2018-03-01",
            @override = new { reason = "专题会同意", approver = "分管领导", documentNumber = "1号" },
        }, ("If-Match", "\"2\""));
        Assert.True(overridden.Status == 200, overridden.Text);
        var events = await fixture.Zhang.GetAsync($"/api/areas/{code}/events");
        var before = events.At("2.recordedAt")!;
        await Task.Delay(10);
        var name = $"{code}片";
        var moved = await fixture.Director.PostAsync($"/api/areas/{code}/corrections", new
        {
            eventId = events.At("0.id"),
            reason = "划归另一街道",
            replaceWith = new { code, name, kind = ApiFixture.Kind, jurisdiction = Elsewhere, openedOn = "2018-01-01" },
        }, ("If-Match", "\"3\""));
        Assert.True(moved.Status == 200, moved.Text);
        return (code, name, before);
    }
}
