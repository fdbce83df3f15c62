using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Npgsql;

namespace Renewal.Benchmarks;

/// <summary>
/// The comparator in Node: tests/Renewal.Benchmarks/emmett, installed on demand with <c>npm ci</c>. It measures its own windows and answers
/// with the time of each write.
/// </summary>
internal sealed class EmmettProcess : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Process process;

    private EmmettProcess(Process process) => this.process = process;

    private sealed record Answered(double Seconds, double CpuMicros, double[]? Micros, string? Error);

    /// <summary>Null, with a note in the results, where Node or the packages cannot be had.</summary>
    public static async Task<EmmettProcess?> StartAsync(string connectionString, Results results, [CallerFilePath] string source = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(source)!, "emmett");
        try
        {
            if (!Directory.Exists(Path.Combine(folder, "node_modules"))) await InstallAsync(folder);
            var to = new NpgsqlConnectionStringBuilder(connectionString);
            var password = to.Password is { Length: > 0 } secret ? $":{Uri.EscapeDataString(secret)}" : "";
            var url = $"postgres://{to.Username}{password}@{to.Host}:{to.Port}/{to.Database}";
            if (to.Host!.StartsWith('/'))
                url = $"postgres://{to.Username}{password}@/{to.Database}?host={Uri.EscapeDataString(to.Host)}&port={to.Port}";
            return new EmmettProcess(Process.Start(Node(folder, "node", "writer.mjs", url))!);
        }
        catch (Exception unavailable) when (unavailable is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            results.Note($"Not compared with emmett: {unavailable.Message}");
            return null;
        }
    }

    public Variant Variant(int writers)
    {
        Task PrepareAsync() => AskAsync(string.Create(CultureInfo.InvariantCulture, $"setup {FreshCodes.Ready}"));
        return new Variant(writers, () => throw new NotSupportedException("It measures its own windows."), PrepareAsync, WindowAsync);
    }

    private async Task<Measured> WindowAsync(int writers, TimeSpan window)
    {
        var (_, server) = Cpu.Now();
        var answer = await AskAsync(string.Create(CultureInfo.InvariantCulture, $"run {writers} {window.TotalMilliseconds:0} 1"));
        var (_, after) = Cpu.Now();
        var count = answer.Micros!.Length;
        return new Measured(count / answer.Seconds, answer.CpuMicros / count, (after - server) / count * 1e6, answer.Micros);
    }

    private async Task<Answered> AskAsync(string command)
    {
        await process.StandardInput.WriteLineAsync(command);
        await process.StandardInput.FlushAsync();
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The emmett process ended.");
        var answer = JsonSerializer.Deserialize<Answered>(line, Json)!;
        return answer.Error is null ? answer : throw new InvalidOperationException(answer.Error);
    }

    private static async Task InstallAsync(string folder)
    {
        using var npm = Process.Start(Node(folder, "npm", "ci", "--no-audit", "--no-fund", "--omit=dev"))!;
        var (output, error) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
        await npm.WaitForExitAsync();
        _ = await output;
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm ci failed: {(await error).Trim().ReplaceLineEndings(" ")}");
    }

    private static ProcessStartInfo Node(string folder, string program, params string[] arguments) => new(program, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = program == "npm",
    };

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }
}
