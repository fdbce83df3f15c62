using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Renewal.Testing.Faults;

/// <summary>
/// Clients that write over the API until they are stopped, with correct retries: after any failure the same request with the same
/// Idempotency-Key, at the next node. Acknowledged writes and unexpected responses are collected.
/// </summary>
public sealed class FaultWriters : IAsyncDisposable
{
    private const int Areas = 8;
    private static readonly TimeSpan GivesUpAfter = TimeSpan.FromSeconds(90);
    private static readonly int[] Passing = [409, 429, 503];

    private readonly CancellationTokenSource enough = new();
    private readonly List<Task> running = [];
    private readonly HttpClient http;
    private TimeSpan pause;
    private readonly string run = Guid.NewGuid().ToString("N")[..8];

    private FaultWriters(HttpClient http) => this.http = http;

    /// <summary>Entries that were answered with 200.</summary>
    public ConcurrentBag<string> Acknowledged { get; } = [];

    /// <summary>Entries sent at all.</summary>
    public ConcurrentBag<string> Sent { get; } = [];

    /// <summary>Answers no fault excuses: another status than success or "come again", or one that took longer than 35 s.</summary>
    public ConcurrentBag<string> Unexpected { get; } = [];

    /// <summary>How often "come again" was answered, by status and code.</summary>
    public ConcurrentDictionary<string, int> Answers { get; } = [];

    public TimeSpan Slowest { get; private set; }

    /// <summary>Makes an account with a token and the areas written about, on a program that serves.</summary>
    public static async Task<string> PrepareAsync(string connectionString, string url)
    {
        await FaultNode.RunAsync(connectionString, "user", "add", "li", "--role", "officer", "--jurisdiction", "420112001");
        var made = await FaultNode.RunAsync(connectionString, "token", "create", "faults", "--account", "li", "--json");
        var token = JsonDocument.Parse(made).RootElement.GetProperty("token").GetString()!;
        using var http = Client(token, TimeSpan.FromSeconds(40));
        foreach (var n in Enumerable.Range(0, Areas + 1))
        {
            var area = new
            {
                code = $"fault-{n}",
                name = $"故障{n}片",
                kind = "state-land-expropriation",
                jurisdiction = "420112001",
                openedOn = "2018-01-01",
            };
            (await http.PostAsJsonAsync($"{url}/api/areas", area)).EnsureSuccessStatusCode();
        }

        return token;
    }

    /// <param name="timeout">After which a client tries the next node.</param>
    public static FaultWriters Start(string token, TimeSpan timeout, params string[] urls) => Start(token, timeout, TimeSpan.Zero, urls);

    /// <param name="pause">After each entry.</param>
    public static FaultWriters Start(string token, TimeSpan timeout, TimeSpan pause, params string[] urls)
    {
        var writers = new FaultWriters(Client(token, timeout)) { pause = pause };
        for (var n = 0; n < Areas; n++)
        {
            var number = n;
            writers.running.Add(Task.Run(() => writers.WriteAsync(number, urls)));
        }

        return writers;
    }

    /// <summary>Lets each finish what it has begun.</summary>
    public async Task StopAsync()
    {
        await enough.CancelAsync();
        await Task.WhenAll(running);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        http.Dispose();
        enough.Dispose();
    }

    private async Task WriteAsync(int writer, string[] urls)
    {
        for (var n = 0; !enough.IsCancellationRequested; n++)
        {
            var text = $"{run}-{writer}-{n}";
            Sent.Add(text);
            var clock = Stopwatch.StartNew();
            for (var attempt = 0; !await TryAsync(urls[(writer + n + attempt) % urls.Length], writer, n, text); attempt++)
            {
                if (clock.Elapsed > GivesUpAfter)
                {
                    Unexpected.Add($"{text}: not done after {clock.Elapsed.TotalSeconds:0} s");
                    return;
                }

                await Task.Delay(100);
            }

            if (pause > TimeSpan.Zero) await Task.Delay(pause);
        }
    }

    private async Task<bool> TryAsync(string url, int writer, int n, string text)
    {
        // Every fourth entry is about one area that all of them write about.
        var area = n % 4 == 3 ? Areas : writer;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{url}/api/areas/fault-{area}/obstacles")
        {
            Content = JsonContent.Create(new { category = "funds", description = text, raisedOn = "2018-02-01" }),
        };
        request.Headers.Add("Idempotency-Key", text);
        var clock = Stopwatch.StartNew();
        try
        {
            using var answer = await http.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            Note(text, clock.Elapsed);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                Acknowledged.Add(text);
                return true;
            }

            var status = (int)answer.StatusCode;
            var code = body.StartsWith('{') ? JsonDocument.Parse(body).RootElement.GetProperty("code").GetString() : "no problem document";
            Answers.AddOrUpdate($"{status} {code}", 1, (_, before) => before + 1);
            if (!Passing.Contains(status) || answer.Headers.RetryAfter is null) Unexpected.Add($"{text}: {status} {body}");
            return false;
        }
        catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException or IOException)
        {
            Note(text, clock.Elapsed);
            Answers.AddOrUpdate(lost is OperationCanceledException ? "client gave up" : "connection lost", 1, (_, before) => before + 1);
            return false;
        }
    }

    private void Note(string text, TimeSpan took)
    {
        if (took > Slowest) Slowest = took;
        if (took > TimeSpan.FromSeconds(35)) Unexpected.Add($"{text}: an answer took {took.TotalSeconds:0} s");
    }

    private static HttpClient Client(string token, TimeSpan timeout)
    {
        var client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) }) { Timeout = timeout };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
