using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Renewal.Benchmarks;

/// <summary>The program in a process of its own, so that its memory and processor time are not those of whoever asks it.</summary>
internal sealed class ServedProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly StreamWriter log;

    private ServedProcess(Process process, string url)
    {
        (this.process, Url) = (process, url);
        log = new StreamWriter(Path.Combine(Directory.CreateTempSubdirectory("renewal-load-").FullName, "program.log"));
    }

    public string Url { get; }

    /// <summary>What the program wrote: why it answered with an error.</summary>
    public string LogFile => ((FileStream)log.BaseStream).Name;

    public double Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    /// <summary>Processor time so far, in seconds.</summary>
    public double Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    public static async Task<ServedProcess> StartAsync(string connectionString)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "renewal.dll"), "serve", "--urls", url },
            Environment = { ["ConnectionStrings__renewal"] = connectionString, ["ASPNETCORE_ENVIRONMENT"] = "Production" },
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var served = new ServedProcess(Process.Start(start)!, url);
        var said = new Queue<string>();
        served.process.OutputDataReceived += Note;
        served.process.ErrorDataReceived += Note;
        served.process.BeginOutputReadLine();
        served.process.BeginErrorReadLine();

        void Note(object sender, DataReceivedEventArgs line)
        {
            lock (said)
            {
                served.log.WriteLine(line.Data);
                said.Enqueue(line.Data ?? "");
                if (said.Count > 30) said.Dequeue();
            }
        }

        using var http = new HttpClient { BaseAddress = new Uri(url) };
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience && !served.process.HasExited; await Task.Delay(100))
        {
            try
            {
                // Alive is enough: ready comes only when the view has been written.
                if ((await http.GetAsync(new Uri("/health/live", UriKind.Relative))).IsSuccessStatusCode) return served;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        await served.DisposeAsync();
        throw new InvalidOperationException($"The program did not start:\n{string.Join('\n', said)}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        await log.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
