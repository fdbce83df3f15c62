using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Renewal.App.Tests.Commands;

/// <summary>The program as a running server process.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int Interrupt = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> error;

    private readonly string? connectionString;

    private ServerProcess(Process process, string url, string? connectionString)
    {
        (this.process, Url, this.connectionString) = (process, url, connectionString);
        (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    public string Url { get; }

    public int ProcessId => process.Id;

    public static string FreeUrl()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return $"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}";
    }

    /// <summary>Starts it and waits until it reports that it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(CliProgram program, params string[] args)
    {
        var url = FreeUrl();
        var served = new ServerProcess(program.Start([.. args, "--urls", url]), url, program.ConnectionString);
        using var http = new HttpClient();
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience)
        {
            if (served.process.HasExited) Assert.Fail($"ended with {served.process.ExitCode}\n{await served.error}\n{await served.output}");
            try
            {
                if ((await http.GetAsync($"{url}/health/ready")).IsSuccessStatusCode) return served;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"{url} did not become ready");
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Its standard error, once it has ended.</summary>
    public Task<string> ErrorAsync() => error;

    /// <summary>Sends Ctrl+C and returns the output.</summary>
    public async Task<CliResult> StopAsync()
    {
        Assert.Equal(0, Signal(process.Id, Interrupt));
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        return new CliResult(process.ExitCode, await output, await error);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await StopAsync();
        process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
