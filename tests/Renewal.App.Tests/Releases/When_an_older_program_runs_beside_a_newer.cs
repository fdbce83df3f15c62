using System.Collections.Concurrent;
using System.Net;
using Renewal.App.Tests.Commands;

namespace Renewal.App.Tests.Releases;

/// <summary>
/// A server of an older version goes on running while a newer one works a release in: it says so, and writes nothing that would have to
/// be repaired.
/// </summary>
public sealed class When_an_older_program_runs_beside_a_newer
{
    [Fact]
    public async Task it_is_named_and_what_it_would_write_is_refused_until_the_node_is_updated()
    {
        await using var programs = await ReleasePrograms.StartAsync("older_beside");
        await using var older = await ServerProcess.StartAsync(programs.Older, "serve");
        using var http = programs.Client(older.Url);

        // People write all the time: before, while and after the release is worked in.
        var (acknowledged, refused) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var n = 0; refused.Count < 8; n++)
            {
                var text = $"beside-{writer}-{n}";
                if (await programs.WriteAsync(older.Url, text) is not { } code) acknowledged.Add(text);
                else refused.Add($"{code} {text}");
            }
        })).ToList();
        (await programs.Installing.RunAsync("portfolio")).Done();
        await Task.WhenAll(writers).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        Assert.All(refused, answer => Assert.StartsWith("program.older ", answer));
        await RecordedOnceAsync(programs, acknowledged);
        await programs.ReplayFindsNothingAsync();

        // Health says what to do, with the releases in the log and on the command line; reading goes on.
        await Eventually(async () =>
        {
            var ready = await http.GetAsync("/health/ready");
            return (ready.StatusCode, await ready.Content.ReadAsStringAsync())
                == (HttpStatusCode.ServiceUnavailable, """{"status":"unhealthy","codes":["program.older"]}""");
        });
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/areas/haikoucun")).StatusCode);
        var health = await programs.Older.RunAsync("health");
        Assert.Contains("archaeology-2025, holidays-2027; this program is", health.Refused("health.unhealthy").Out,
            StringComparison.Ordinal);

        // Nor does any command of the older program write or judge: its rebuild would lose the release, its replay would name every row.
        foreach (var command in (string[][])
            [["import", "ledger", CliFixture.Sample], ["rebuild"], ["replay"], ["serve"], ["schema", "apply"]])
        {
            var chinese = (await programs.Older.RunAsync([.. command, "--lang", "zh"])).Refused("program.older");
            Assert.Contains("更新", chinese.Error, StringComparison.Ordinal);
        }

        // With the node updated the same requests succeed, each once.
        await older.StopAsync();
        await using var newer = await ServerProcess.StartAsync(programs.Newer, "serve");
        foreach (var text in refused.Select(answer => answer["program.older ".Length..]))
        {
            Assert.Null(await programs.WriteAsync(newer.Url, text));
            acknowledged.Add(text);
        }

        await RecordedOnceAsync(programs, acknowledged);
        await programs.ReplayFindsNothingAsync();
    }

    private static async Task RecordedOnceAsync(ReleasePrograms programs, IReadOnlyCollection<string> acknowledged)
    {
        Assert.NotEmpty(acknowledged);
        var recorded = await programs.AskAsync<string[]>(
            "select array(select data ->> 'description' from renewal.mt_events where data ->> 'description' like 'beside-%')");
        Assert.Equal(acknowledged.Order(), recorded.Order());
    }

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds()) await Task.Delay(200, limit.Token);
    }
}
