using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Renewal.App.Tests.Fuzz;

/// <summary>
/// Requests of every kind by everybody, at the same time, to the real host. RENEWAL_FUZZ_REQUESTS and RENEWAL_FUZZ_SEED make it longer or
/// another run; the n-th request of a seed is always the same one.
/// </summary>
[Collection(FuzzCollection.Name)]
public sealed class When_twenty_thousand_requests_are_sent(FuzzFixture fixture)
{
    private const int AtOnce = 8;

    /// <summary>Of the server, in bytes, as docs/reference/http-api.md says.</summary>
    private const int LongestLine = 8 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly int Seed = Number("RENEWAL_FUZZ_SEED", 20260630);
    private static readonly int Times = Number("RENEWAL_FUZZ_REQUESTS", 20_000);

    [Fact]
    public async Task each_gets_an_answer_that_is_documented_and_no_error_is_logged()
    {
        using var http = new HttpClient { BaseAddress = fixture.Home };
        var document = JsonDocument.Parse(await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))).RootElement;
        var generator = new Generator(Seed, fixture, Operation.All(document));
        var (wrong, statuses) = (new ConcurrentQueue<string>(), new ConcurrentDictionary<(string Who, int Status), int>());
        await Parallel.ForEachAsync(Enumerable.Range(0, Times), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, _) =>
        {
            var request = generator.Make(n);
            var (status, answer) = await SendAsync(request);
            statuses.AddOrUpdate((request.By.Name, status), 1, (_, count) => count + 1);
            // Who hangs up halfway may go without an answer.
            if ((status == 0 && request.Cut) || request.Allowed.Contains(status)) return;
            if (status == 414 && request.LineLength > LongestLine) return;
            wrong.Enqueue($"request {n}: {status}\n{request}\n→ {answer[..Math.Min(answer.Length, 500)]}");
        });

        var table = $"seed {Seed}, {Times} requests: " + string.Join(", ", statuses.GroupBy(s => s.Key.Status).OrderBy(g => g.Key)
            .Select(group => $"{group.Key} × {group.Sum(s => s.Value)}"));
        TestContext.Current.TestOutputHelper?.WriteLine(table);
        Assert.True(wrong.IsEmpty && fixture.Trap.Errors.Count == 0 && fixture.Trap.Mistakes.Count == 0,
            $"{table}\n{wrong.Count} answers are not documented:\n\n{string.Join("\n\n", wrong.Take(12))}\n"
            + $"Logged as errors:\n{string.Join("\n\n", fixture.Trap.Errors.Take(8))}\n"
            + $"Mistakes caught and answered:\n{string.Join('\n', fixture.Trap.Mistakes)}");
        // A run in which everything is refused at once proves nothing.
        foreach (var sender in fixture.Senders.Where(sender => sender.Authorization is not null))
            Assert.InRange(statuses.GetValueOrDefault((sender.Name, 200)), Times / 500, Times);
        Assert.True(statuses.Where(s => s.Key.Status == 422).Sum(s => s.Value) > Times / 200, table);
        Assert.True(await fixture.ViewsFollowAsync(), "A view does not follow from the events.");
    }

    /// <summary>Over a connection of its own and byte by byte: a client library would refuse to send half of it.</summary>
    private async Task<(int Status, string Answer)> SendAsync(Request request)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", fixture.Home.Port, patience.Token);
        var answer = new MemoryStream();
        try
        {
            var bytes = request.Bytes(fixture.Home);
            for (var sent = 0; sent < bytes.Length;) sent += await socket.SendAsync(bytes.AsMemory(sent), patience.Token);
            if (request.Cut) socket.Shutdown(SocketShutdown.Send);
            var buffer = new byte[16 * 1024];
            for (int read; (read = await socket.ReceiveAsync(buffer, patience.Token)) > 0;) answer.Write(buffer, 0, read);
        }
        catch (SocketException)
        {
            // The server may close before it has read everything; its response until then counts.
        }

        var text = Encoding.UTF8.GetString(answer.ToArray());
        return text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
            ? (int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture), text)
            : (0, text);
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
