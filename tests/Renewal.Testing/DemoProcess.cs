using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Renewal.Testing;

/// <summary>An expectation failed: the expected and the actual value.</summary>
public sealed class ExpectationFailedException(string message) : Exception(message);

/// <summary>
/// The demo as a separate process: a temporary data folder, a free port, a time limit for everything. Used through the command line and
/// HTTP only.
/// </summary>
public sealed partial class DemoProcess : IAsyncDisposable
{
    private static readonly string[] Cleared = ["ConnectionStrings__renewal", "RENEWAL_NOW", "RENEWAL_TOKEN", "ASPNETCORE_URLS"];

    private readonly string data = Directory.CreateTempSubdirectory("renewal-walk").FullName;
    private readonly string program;
    private readonly CancellationToken ct;
    private readonly HttpClient http;
    private readonly string url = $"http://localhost:{FreePort()}";
    private Process? served;

    /// <param name="program">Path of the built renewal.dll.</param>
    public DemoProcess(string program, CancellationToken ct)
    {
        (this.program, this.ct) = (program, ct);
        // Run by root, the database belongs to another user, who must get in here: elsewhere it would outlive this folder.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(data, File.GetUnixFileMode(data) | UnixFileMode.OtherExecute);
        http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(url) };
        // The origin headers of a browser, which the API requires with a cookie.
        http.DefaultRequestHeaders.Add("Origin", url);
    }

    /// <summary>Starts it by that command and waits until it answers.</summary>
    public async Task StartAsync(string command)
    {
        served = Start($"{command} --fresh --urls {url}");
        // Its words are not read again before the end, and a full pipe would stop it.
        _ = served.StandardOutput.ReadToEndAsync(ct);
        var error = served.StandardError.ReadToEndAsync(ct);
        while (!await IsReadyAsync())
        {
            if (served.HasExited) throw new ExpectationFailedException($"{command}: {served.ExitCode} {await error}");
            await Task.Delay(200, ct);
        }
    }

    /// <summary>Runs a command beside it and reads the one JSON document it answers with.</summary>
    public async Task<JsonElement> JsonAsync(string command)
    {
        using var process = Start($"{command} --json");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0
            ? JsonElement.Parse(await output)
            : throw new ExpectationFailedException($"{command}: {process.ExitCode} {await error}");
    }

    /// <summary>Presses the button of a role on the sign-in page; the session stays.</summary>
    public async Task SignInAsync(string role)
    {
        var page = await http.GetStringAsync(At("/sign-in"), ct);
        var form = Form().Matches(page).Select(m => m.Value).FirstOrDefault(f => f.Contains("value=\"demo\"", StringComparison.Ordinal))
            ?? throw new ExpectationFailedException("/sign-in: demo");
        var hidden = Hidden().Matches(form).Select(m => KeyValuePair.Create(
            Attribute("name", m.Value), WebUtility.HtmlDecode(Attribute("value", m.Value)))).Where(field => field.Key.Length > 0);
        using var content = new FormUrlEncodedContent(hidden.Append(KeyValuePair.Create("role", role)));
        var answer = await http.PostAsync(At("/sign-in"), content, ct);
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new ExpectationFailedException($"/sign-in: {answer.StatusCode}");
    }

    /// <summary>The version tag an area carries.</summary>
    public async Task<string> TagAsync(string path) => (await http.GetAsync(At(path), ct)).Headers.ETag?.ToString() ?? "";

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var answer = await http.SendAsync(request, ct);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync(ct)));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        // Ctrl+C in a terminal has reached it too; a second one would cut its end short and leave the database running.
        if (served is not null && !(ct.IsCancellationRequested && await EndsWithinAsync(10)))
        {
            if (!served.HasExited)
                using (Process.Start("kill", ["-INT", $"{served.Id}"])) { }
            if (!await EndsWithinAsync(30)) served.Kill(entireProcessTree: true);
        }

        served?.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task<bool> EndsWithinAsync(int seconds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            await served!.WaitForExitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            return (await http.GetAsync(At("/health/ready"), ct)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
            return false;
        }
    }

    private Process Start(string command)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. command.Split(' ')])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["RENEWAL_DATA"] = data;
        foreach (var name in Cleared) start.Environment[name] = "";
        return Process.Start(start)!;
    }

    private static Uri At(string path) => new(path, UriKind.Relative);

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static string Attribute(string name, string tag) => Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();
}
