using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Renewal.Benchmarks;

/// <summary>
/// From starting the published program to its first answer. A time, because no ratio would mean anything; never asserted.
/// </summary>
internal static class StartRuns
{
    // Publishing for one system adds it to the lock files; those of the repository stay as they are.
    private const string Lock = "-p:NuGetLockFilePath=obj/publish.lock.json";

    private static readonly string[] Pages = ["/", "/sign-in", "/health/live"];

    public static async Task RunAsync(Server server, Results results, [CallerFilePath] string source = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", ".."));
        var folder = Directory.CreateTempSubdirectory("renewal-bench-publish").FullName;
        try
        {
            await RunToEndAsync(
                root, "dotnet", "publish", "src/Renewal.App", "-c", "Release", "-r", "linux-x64",
                "--self-contained", "false", Lock, "-o", folder, "-v", "q");
            await using var office = await BenchmarkHost.OpenAsync(server, "start");
            var times = new List<(string Page, double Seconds)>();
            for (var i = 0; i < 6; i++) times.Add(await StartAsync(folder, office.ConnectionString));
            results.Add(new Line(
                "start", $"published program until the first 200 of {times[^1].Page}", "seconds, schema in place", "s",
                [.. times.Skip(1).Select(time => new Measured(time.Seconds, 0, 0, []))], null, 1.0, Judged.Seconds));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(string Page, double Seconds)> StartAsync(string folder, string connectionString)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo(Path.Combine(folder, "renewal"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["ConnectionStrings__renewal"] = connectionString;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var argument in new[] { "serve", "--urls", url }) start.ArgumentList.Add(argument);
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = true }) { BaseAddress = new Uri(url) };
        try
        {
            while (watch.Elapsed < TimeSpan.FromSeconds(30) && !process.HasExited)
            {
                foreach (var page in Pages)
                {
                    if (await OkAsync(http, page)) return (page, watch.Elapsed.TotalSeconds);
                }

                await Task.Delay(5);
            }

            throw new TimeoutException("The published program answered nothing.");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private static async Task<bool> OkAsync(HttpClient http, string page)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(page, UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or SocketException)
        {
            // Not listening yet; a connection refused in just the wrong moment comes as the second.
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunToEndAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.");
    }
}
