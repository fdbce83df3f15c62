using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Renewal.Testing.Faults;

/// <summary>A server process that a test may kill or freeze.</summary>
public sealed class FaultNode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<string> said = new();
    private readonly Process process;

    private FaultNode(Process process, string url)
    {
        (this.process, Url) = (process, url);
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public string Url { get; }

    public bool Ended => process.HasExited;

    /// <summary>What it wrote so far.</summary>
    public string Log => string.Join('\n', said);

    public static string FreeUrl()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
    }

    /// <summary>Starts and waits until it is ready.</summary>
    public static async Task<FaultNode> StartAsync(string connectionString, string? url = null, bool nodes = false, int pool = 0)
    {
        var address = url ?? FreeUrl();
        var node = new FaultNode(Process.Start(Command(connectionString, ["serve", "--urls", address], nodes, pool))!, address);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(6) };
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience; await Task.Delay(100))
        {
            if (node.Ended) throw new InvalidOperationException($"ended with {node.process.ExitCode}\n{node.Log}");
            if (await ReadyAsync(http, address) == HttpStatusCode.OK) return node;
        }

        throw new TimeoutException($"{address} did not become ready\n{node.Log}");
    }

    /// <summary>Null while it cannot be asked.</summary>
    public static async Task<HttpStatusCode?> ReadyAsync(HttpClient http, string url)
    {
        try
        {
            return (await http.GetAsync($"{url}/health/ready")).StatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Runs a command to its end and returns what it answered.</summary>
    public static async Task<string> RunAsync(string connectionString, params string[] args)
    {
        using var process = Process.Start(Command(connectionString, args, nodes: false, pool: 0))!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode == 0 || args[0] == "replay"
            ? await output
            : throw new InvalidOperationException($"{string.Join(' ', args)}: {process.ExitCode}\n{await error}");
    }

    /// <summary>Starts a command that the caller waits for or kills.</summary>
    public static Process Begin(string connectionString, params string[] args)
    {
        var process = Process.Start(Command(connectionString, args, nodes: false, pool: 0))!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public Task FreezeAsync() => FaultCluster.SignalAsync(process.Id, "STOP");

    public Task ThawAsync() => FaultCluster.SignalAsync(process.Id, "CONT");

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await ThawAsync();
            await FaultCluster.SignalAsync(process.Id, "INT");
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
            }
        }

        process.Dispose();
    }

    private static ProcessStartInfo Command(string connectionString, string[] args, bool nodes, int pool)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "renewal.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ConnectionStrings__renewal"] = pool > 0 ? $"{connectionString};Maximum Pool Size={pool}" : connectionString;
        start.Environment["RENEWAL_NODES"] = nodes ? "1" : "";
        // The rate limit protects an office from one script; here eight of them are the office.
        start.Environment["Api__WriteBurst"] = "100000";
        start.Environment["Api__WritesPerSecond"] = "10000";
        foreach (var name in new[] { "LANG", "LC_ALL", "RENEWAL_TOKEN", "RENEWAL_NOW", "ASPNETCORE_ENVIRONMENT", "ASPNETCORE_URLS" })
            start.Environment[name] = "";
        return start;
    }
}
