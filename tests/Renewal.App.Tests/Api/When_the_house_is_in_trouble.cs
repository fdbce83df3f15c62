using Npgsql;

namespace Renewal.App.Tests.Api;

[Collection(ApiCollection.Name)]
public sealed class When_the_house_is_in_trouble(ApiFixture office)
{
    [Fact]
    public async Task a_database_that_is_away_is_said_to_be_away()
    {
        var area = $"/api/areas/{await office.RegisterAsync("database-away")}";
        var name = new NpgsqlConnectionStringBuilder(office.ConnectionString).Database;
        await MaintainAsync($"alter database \"{name}\" allow_connections false");
        await MaintainAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
        try
        {
            var read = await office.Zhang.GetAsync(area);
            var write = await office.Zhang.PostAsync(area + "/labels", new { labels = new[] { "甲" } }, ("Idempotency-Key", "away"));

            Assert.Equal(((503, "store.unavailable"), "5"), (read.Outcome, read.Header("Retry-After")));
            Assert.Equal((503, "store.unavailable"), write.Outcome);
            Assert.DoesNotContain("   at ", read.Text, StringComparison.Ordinal);
        }
        finally
        {
            await MaintainAsync($"alter database \"{name}\" allow_connections true");
            // Otherwise the next check would get a broken connection.
            NpgsqlConnection.ClearPool(new NpgsqlConnection(office.ConnectionString));
        }

        var back = await office.Zhang.PostAsync(area + "/labels", new { labels = new[] { "甲" } }, ("Idempotency-Key", "away"));
        Assert.Equal((200, "2"), (back.Status, back.At("area.version")));
    }

    [Fact]
    public async Task a_runaway_script_is_slowed_down()
    {
        // Configuration is read while the host is built; classes of the collection run one after the other.
        Environment.SetEnvironmentVariable("Api__WriteBurst", "3");
        Environment.SetEnvironmentVariable("Api__WritesPerSecond", "1");
        await using var small = await office.StartAsync(office.ConnectionString);
        Environment.SetEnvironmentVariable("Api__WriteBurst", null);
        Environment.SetEnvironmentVariable("Api__WritesPerSecond", null);
        var (zhang, director) = (office.Zhang.At(small), office.Director.At(small));

        var said = new List<ApiResponse>();
        for (var i = 0; i < 8; i++) said.Add(await zhang.PostAsync("/api/areas", "{}"));

        var slowed = said.First(s => s.Status == 429);
        Assert.Equal(("rate.exceeded", "1"), (slowed.Code, slowed.Header("Retry-After")));
        Assert.Equal(422, (await director.PostAsync("/api/areas", "{}")).Status);
        Assert.Equal(200, (await zhang.GetAsync("/api/me")).Status);
        await small.StopAsync(TestContext.Current.CancellationToken);
    }

    private async Task MaintainAsync(string sql)
    {
        var there = new NpgsqlConnectionStringBuilder(office.ConnectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(there.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
