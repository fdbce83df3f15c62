namespace Renewal.App.Tests.Commands;

/// <summary>The checks behind /health/ready from the command line, with what they found.</summary>
public sealed class When_running_the_health_command(CliFixture cli) : IClassFixture<CliFixture>
{
    [Fact]
    public async Task a_sound_store_passes_every_check()
    {
        var health = (await cli.Program.RunAsync("health", "--json")).Done().Json;
        Assert.Equal("healthy", health.GetProperty("status").GetString());
        Assert.All(health.GetProperty("checks").EnumerateArray(), check =>
        {
            Assert.Equal("healthy", check.GetProperty("status").GetString());
            Assert.False(check.TryGetProperty("code", out _));
        });
        Assert.Matches(@"views +正常", (await cli.Program.RunAsync("health")).Done().Out);
    }

    [Fact]
    public async Task a_database_that_does_not_answer_is_told_with_its_details()
    {
        var nowhere = new CliProgram("Host=127.0.0.1;Port=1;Database=renewal;Timeout=2", Path.GetTempPath());
        var run = (await nowhere.RunAsync("health", "--json")).Refused("health.unhealthy");
        Assert.Contains("database.away", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        var check = run.Json.GetProperty("checks").EnumerateArray().First(c => c.GetProperty("name").GetString() == "views");
        Assert.Equal(("unhealthy", "database.away"), (check.GetProperty("status").GetString(), check.GetProperty("code").GetString()));
        Assert.Contains("127.0.0.1:1", check.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
