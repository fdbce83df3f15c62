using Npgsql;

namespace Renewal.App.Tests.Api;

/// <summary>A response with all areas is held in memory: only a few are worked on at the same time.</summary>
[Collection(ApiCollection.Name)]
public sealed class When_many_ask_for_everything(ApiFixture fixture)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task one_more_than_may_wait_is_refused_and_told_when_to_ask_again()
    {
        await fixture.RegisterAsync("whole-list");
        // Configuration is read while the host is built; classes of the collection run one after the other.
        Environment.SetEnvironmentVariable("Lists__AtOnce", "1");
        Environment.SetEnvironmentVariable("Lists__Waiting", "1");
        await using var small = await fixture.StartAsync(fixture.ConnectionString);
        Environment.SetEnvironmentVariable("Lists__AtOnce", null);
        Environment.SetEnvironmentVariable("Lists__Waiting", null);
        var zhang = fixture.Zhang.At(small);

        await using var connection = new NpgsqlConnection(fixture.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using var lockAreas = new NpgsqlCommand("lock table renewal.area_timeline in access exclusive mode", connection);
        await lockAreas.ExecuteNonQueryAsync(Ct);
        var all = Enumerable.Range(0, 3).Select(_ => zhang.GetAsync("/api/portfolio")).ToList();
        var refused = await await Task.WhenAny(all);
        var changes = await zhang.GetAsync("/api/portfolio/changes?from=2020-01-01&to=2021-01-01");
        var counts = zhang.GetAsync("/api/portfolio?areas=false");
        await transaction.RollbackAsync(Ct);

        Assert.Equal(((503, "store.busy"), "5"), (refused.Outcome, refused.Header("Retry-After")));
        Assert.Equal((503, "store.busy"), changes.Outcome);
        Assert.Equal([200, 200, 503], (await Task.WhenAll(all)).Select(answer => answer.Status).Order());
        Assert.Equal((200, "[]"), ((await counts).Status, (await counts).At("areas")));
        await small.StopAsync(Ct);
    }
}
