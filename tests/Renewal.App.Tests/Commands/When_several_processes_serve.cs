using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Renewal.App.Tests.Commands;

/// <summary>Two processes on one database, as behind a proxy; one of them is killed.</summary>
public sealed class When_several_processes_serve : IClassFixture<CliFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CliFixture cli;

    public When_several_processes_serve(CliFixture cli)
    {
        this.cli = cli;
        cli.Program.Environment["RENEWAL_NODES"] = "1";
    }

    [Fact]
    public async Task an_entry_sent_to_both_is_recorded_once_and_the_view_outlives_each_of_them()
    {
        (await cli.Program.RunAsync("user", "add", "li", "--role", "officer", "--jurisdiction", "420112001")).Done();
        var made = (await cli.Program.RunAsync("token", "create", "two", "--account", "li", "--json")).Done();
        var token = made.Json.GetProperty("token").GetString()!;
        await using var one = await ServerProcess.StartAsync(cli.Program, "serve");
        await using var two = await ServerProcess.StartAsync(cli.Program, "serve");
        using var atOne = Client(one, token);
        using var atTwo = Client(two, token);

        // Each entry to both at once, and different entries about the same area at the same time.
        await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(n => new[] { SendAsync(atOne, n), SendAsync(atTwo, n) }));
        Assert.Equal(20, await ObstaclesAsync());

        // One of the two leads. Whichever that is: each dies once.
        one.Kill();
        await SendAsync(atTwo, 20);
        await using var three = await ServerProcess.StartAsync(cli.Program, "serve");
        using var atThree = Client(three, token);
        two.Kill();
        await SendAsync(atThree, 21);
        Assert.Equal(22, await ObstaclesAsync());

        var replay = (await cli.Program.RunAsync("replay", "--json")).Done().Json;
        Assert.Equal(0, replay.GetProperty("differences").GetArrayLength());
        // Conflicts are normal: the log contains no warning and no content of a command.
        foreach (var log in new[] { await one.ErrorAsync(), await two.ErrorAsync(), (await three.StopAsync()).Done().Error })
        {
            Assert.Empty(LogLine.Read(log).Where(line => line.Level is "Error" or "Critical").Select(line => line.Message));
            Assert.DoesNotContain("both at once", log, StringComparison.Ordinal);
        }
    }

    private static HttpClient Client(ServerProcess at, string token)
    {
        var client = new HttpClient { BaseAddress = new Uri(at.Url), Timeout = Patience };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Sends like a correct client: retries with the same key while the request runs elsewhere.</summary>
    private static async Task SendAsync(HttpClient client, int number)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/areas/haikoucun/obstacles")
            {
                Content = JsonContent.Create(
                    new { category = "residents", description = $"both at once {number}", raisedOn = "2021-01-04" }),
            };
            request.Headers.Add("Idempotency-Key", $"both-{number}");
            using var answer = await client.SendAsync(request, patience.Token);
            if (answer.StatusCode == HttpStatusCode.OK) return;
            var said = await answer.Content.ReadFromJsonAsync<JsonElement>(patience.Token);
            Assert.Equal("key.in-flight", said.GetProperty("code").GetString());
            await Task.Delay(20, patience.Token);
        }
    }

    private Task<long> ObstaclesAsync() => cli.CountAsync(
        "select count(*) from renewal.mt_events where type = 'obstacle-raised' "
        + "and data ->> 'description' like 'both at once %'");
}
