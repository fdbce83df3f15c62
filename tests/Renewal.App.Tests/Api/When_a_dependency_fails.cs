using Npgsql;

namespace Renewal.App.Tests.Api;

[Collection(ApiCollection.Name)]
public sealed class When_a_dependency_fails(ApiFixture fixture)
{
    [Fact]
    public async Task a_database_that_is_away_is_said_to_be_away()
    {
        var area = $"/api/areas/{await fixture.RegisterAsync("database-away")}";
        var name = new NpgsqlConnectionStringBuilder(fixture.ConnectionString).Database;
        await MaintainAsync($"alter database \"{name}\" allow_connections false");
        await MaintainAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
        try
        {
            var read = await fixture.Zhang.GetAsync(area);
            var write = await fixture.Zhang.PostAsync(area + "/labels", new { labels = new[] { "甲" } }, ("Idempotency-Key", "away"));

            Assert.Equal(((503, "store.unavailable"), "5"), (read.Outcome, read.Header("Retry-After")));
            Assert.Equal((503, "store.unavailable"), write.Outcome);
            Assert.DoesNotContain("   at ", read.Text, StringComparison.Ordinal);
        }
        finally
        {
            await MaintainAsync($"alter database \"{name}\" allow_connections true");
            // Otherwise the next check would get a broken connection.
            NpgsqlConnection.ClearPool(new NpgsqlConnection(fixture.ConnectionString));
        }

        var back = await fixture.Zhang.PostAsync(area + "/labels", new { labels = new[] { "甲" } }, ("Idempotency-Key", "away"));
        Assert.Equal((200, "2"), (back.Status, back.At("area.version")));
    }

    [Fact]
    public async Task a_runaway_script_is_slowed_down()
    {
        // Configuration is read while the host is built; classes of the collection run one after the other.
        Environment.SetEnvironmentVariable("Api__WriteBurst", "3");
        Environment.SetEnvironmentVariable("Api__WritesPerSecond", "1");
        await using var small = await fixture.StartAsync(fixture.ConnectionString);
        Environment.SetEnvironmentVariable("Api__WriteBurst", null);
        Environment.SetEnvironmentVariable("Api__WritesPerSecond", null);
        var (zhang, director) = (fixture.Zhang.At(small), fixture.Director.At(small));

        var response = new List<ApiResponse>();
        for (var i = 0; i < 8; i++) response.Add(await zhang.PostAsync("/api/areas", "{}"));

        var slowed = response.First(s => s.Status == 429);
        Assert.Equal(("rate.exceeded", "1"), (slowed.Code, slowed.Header("Retry-After")));
        Assert.Equal(422, (await director.PostAsync("/api/areas", "{}")).Status);
        Assert.Equal(200, (await zhang.GetAsync("/api/me")).Status);
        await small.StopAsync(TestContext.Current.CancellationToken);
    }

    private async Task MaintainAsync(string sql)
    {
        var there = new NpgsqlConnectionStringBuilder(fixture.ConnectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(there.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
