using System.Text;
using Npgsql;

namespace Renewal.App.Tests.Api;

/// <summary>
/// The timestamp of an event that waited for longer than five seconds is rejected by the guard trigger; the write must be retried.
/// </summary>
[Collection(ApiCollection.Name)]
public sealed class When_a_write_waits_behind_a_lock(ApiFixture fixture)
{
    private const string Ledger = "名称,类别,阶段,截至日期\n锁后一片,国有土地上房屋征收,前期准备,2020-12-31\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task it_is_prepared_anew_and_done()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("locked")}";
        await fixture.RegisterAsync("locked-too");
        var preview = await fixture.Zhang.PostAsync("/api/imports?fileName=locked.csv",
            new ByteArrayContent(Encoding.UTF8.GetBytes(Ledger)));
        Assert.Equal(201, preview.Status);

        var waiting = new List<Task<ApiResponse>>();
        await using (var connection = new NpgsqlConnection(fixture.ConnectionString))
        {
            await connection.OpenAsync(Ct);
            await using var transaction = await connection.BeginTransactionAsync(Ct);
            await using var lockEvents = new NpgsqlCommand("lock table renewal.mt_events in share row exclusive mode", connection);
            await lockEvents.ExecuteNonQueryAsync(Ct);
            waiting.AddRange(Enumerable.Range(0, 8).Select(n => fixture.Zhang.PostAsync(
                (n < 4 ? area : "/api/areas/locked-too") + "/obstacles", Obstacle(n), ("Idempotency-Key", $"locked-{n}"))));
            waiting.Add(fixture.Zhang.PostAsync(preview.Location + "/acceptance", null));
            // Longer than the guard trigger allows, and longer than the lease of a key.
            await Task.Delay(TimeSpan.FromSeconds(10), Ct);
            Assert.Equal((409, "key.in-flight"),
                (await fixture.Zhang.PostAsync(area + "/obstacles", Obstacle(0), ("Idempotency-Key", "locked-0"))).Outcome);
            await transaction.RollbackAsync(Ct);
        }

        var response = await Task.WhenAll(waiting);
        Assert.All(response, answer => Assert.True(answer.Status == 200, answer.Text));
        Assert.Equal(8L,
            await fixture.ScalarAsync("select count(*) from renewal.mt_events where data ->> 'description' like 'behind a lock %'"));
    }

    private static object Obstacle(int n) => new { category = "funds", description = $"behind a lock {n}", raisedOn = "2018-02-01" };
}
