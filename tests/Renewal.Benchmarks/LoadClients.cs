using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Renewal.Benchmarks;

/// <summary>One answer, or none.</summary>
/// <param name="Outcome">The status; or why there was none.</param>
internal sealed record LoadResponse(string What, string Outcome, double Milliseconds);

/// <summary>Clients that ask one after the other until the time is over, and what became of it.</summary>
internal sealed class LoadClients : IDisposable
{
    /// <summary>After this long a client counts its request as failed.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly HttpClient http;
    private readonly IReadOnlyList<string> codes;
    private readonly IReadOnlyList<string> tokens;
    private readonly LoadSize size;
    private readonly List<(double Minutes, double Megabytes)> memory = [];
    private LoadResponse[] answers = [];
    private TimeSpan took;

    public LoadClients(string url, IReadOnlyList<string> codes, IReadOnlyList<string> tokens, LoadSize size)
    {
        (this.codes, this.tokens, this.size) = (codes, tokens, size);
        var handler = new SocketsHttpHandler { MaxConnectionsPerServer = size.Clients };
        http = new HttpClient(handler) { BaseAddress = new Uri(url), Timeout = Timeout };
    }

    public async Task RunAsync(ServedProcess served)
    {
        var watch = Stopwatch.StartNew();
        using var over = new CancellationTokenSource();
        var watching = WatchAsync(served, watch, over.Token);
        var each = await Task.WhenAll(Enumerable.Range(0, size.Clients).Select(n => Task.Run(() => ClientAsync(n, watch))));
        took = watch.Elapsed;
        await over.CancelAsync();
        await watching;
        answers = [.. each.SelectMany(list => list)];
    }

    /// <summary>Times of those that were answered in order, and what the others got.</summary>
    public string Table()
    {
        var text = new StringBuilder("| | requests | /s | p50 ms | p95 ms | p99 ms | max ms | other than 2xx |\n");
        text.Append("|---|---:|---:|---:|---:|---:|---:|---|\n");
        foreach (var group in answers.GroupBy(answer => answer.What).OrderBy(group => group.Key).Append(All()))
        {
            var times = group.Where(IsGood).Select(answer => answer.Milliseconds).Order().ToArray();
            var others = group.Where(answer => !IsGood(answer)).GroupBy(answer => answer.Outcome).OrderBy(other => other.Key)
                .Select(other => $"{other.Count():N0} × {other.Key}");
            text.Append(CultureInfo.InvariantCulture,
                $"| {group.Key} | {group.Count():N0} | {group.Count() / took.TotalSeconds:N0} | {At(times, 0.5)} | {At(times, 0.95)} "
                + $"| {At(times, 0.99)} | {At(times, 1)} | {string.Join(", ", others)} |\n");
        }

        return text.ToString();
    }

    /// <summary>How it began, how it ended, and how steep the line through the second half is: the first fills caches.</summary>
    public string Memory()
    {
        var half = memory.Where(sample => sample.Minutes > memory[^1].Minutes / 2).ToList();
        var (x, y) = (half.Average(sample => sample.Minutes), half.Average(sample => sample.Megabytes));
        var slope = half.Sum(s => (s.Minutes - x) * (s.Megabytes - y)) / half.Sum(s => (s.Minutes - x) * (s.Minutes - x));
        return string.Create(CultureInfo.InvariantCulture,
            $"{memory[0].Megabytes:N0} MB at first, {memory.Max(s => s.Megabytes):N0} MB at most, {memory[^1].Megabytes:N0} MB at last, "
            + $"{slope:+0.0;-0.0} MB a minute over the second half");
    }

    public void Dispose() => http.Dispose();

    private IGrouping<string, LoadResponse> All() => answers.GroupBy(_ => "**all**").Single();

    private async Task<List<LoadResponse>> ClientAsync(int number, Stopwatch watch)
    {
        var random = new Random(number);
        var (mine, token) = (new List<LoadResponse>(), new AuthenticationHeaderValue("Bearer", tokens[number % tokens.Count]));
        // Not all in the same instant: so many people never press at once.
        await Task.Delay(random.Next(2_000));
        while (watch.Elapsed < size.For)
        {
            var (what, request) = Next(random, mine.Count);
            request.Headers.Authorization = token;
            mine.Add(await AskAsync(what, request));
            if (size.Think > TimeSpan.Zero) await Task.Delay(size.Think * (0.5 + random.NextDouble()));
        }

        return mine;
    }

    private (string What, HttpRequestMessage Request) Next(Random random, int turn)
    {
        var code = codes[random.Next(codes.Count)];
        return random.Next(1_000) switch
        {
            < 200 => ("write: a progress note", Post($"/api/areas/{code}/progress-notes", new
            {
                asOf = "2026-06-30",
                text = $"第{turn}次走访，签约持续推进",
                source = "周报",
            })),
            < 600 => ("read: one area", Get($"/api/areas/{code}")),
            < 800 => ("read: a list of 50", Get($"/api/areas?page={random.Next(1, 20)}")),
            < 900 => ("read: a search", Get($"/api/areas?q={code}")),
            < 999 => ("read: counts, as the overview shows", Get("/api/portfolio?areas=false")),
            _ => ("read: all areas at once", Get("/api/portfolio")),
        };
    }

    private async Task<LoadResponse> AskAsync(string what, HttpRequestMessage request)
    {
        var asked = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await http.SendAsync(request);
            return new LoadResponse(what, $"{(int)answer.StatusCode}", Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }
        catch (Exception none) when (none is OperationCanceledException or HttpRequestException)
        {
            var why = none is OperationCanceledException ? "time-out" : "no connection";
            return new LoadResponse(what, why, Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        }
        finally
        {
            request.Dispose();
        }
    }

    private async Task WatchAsync(ServedProcess served, Stopwatch watch, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            memory.Add((watch.Elapsed.TotalMinutes, served.Megabytes));
            await Task.Delay(1_000, over).ContinueWith(_ => { }, CancellationToken.None);
        }
    }

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    private static HttpRequestMessage Post(string path, object body) => new(HttpMethod.Post, path)
    {
        Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
    };

    private static bool IsGood(LoadResponse answer) => answer.Outcome[0] == '2';

    private static string At(double[] sorted, double part) => sorted.Length == 0 ? "–"
        : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))].ToString("N0", CultureInfo.InvariantCulture);
}
