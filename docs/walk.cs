#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
#:property PublishAot=false

// Walks docs/start.md as a newcomer would, on a demonstration of its own: every numbered step, with the commands, codes and days
// that stand in the page. dotnet run dev.cs -- walk, or dotnet run docs/walk.cs [-- PATH/TO/renewal.dll]. Says each step in a line;
// exit code 1 at the first that does not hold.
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

const string Run = "dotnet run --project src/Renewal.App -- ";

Console.OutputEncoding = Encoding.UTF8;
var english = (Environment.GetEnvironmentVariable("LANG") ?? "").StartsWith("en", StringComparison.OrdinalIgnoreCase);
var root = new DirectoryInfo(Environment.CurrentDirectory);
while (root is not null && !File.Exists(Path.Combine(root.FullName, "Renewal.sln"))) root = root.Parent;
if (root is null) return Fail("请在仓库内运行。", "Run this inside the repository.");

using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(5));
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var data = Directory.CreateTempSubdirectory("renewal-walk").FullName;
Process? demo = null;
try
{
    var page = await File.ReadAllTextAsync(Path.Combine(root.FullName, "docs/start.md"), stop.Token);
    var steps = Regex.Split(page, @"^## \d+\. ", RegexOptions.Multiline);
    var program = args.FirstOrDefault() ?? await BuildAsync();
    var url = $"http://localhost:{FreePort()}";
    await WalkAsync(steps, program, url);
    Say("走完了，每一步都如文档所述。", "Done: every step is as the page says.");
    return 0;
}
catch (NotSo broken)
{
    return Fail($"不符：{broken.Message}", $"Not so: {broken.Message}");
}
catch (Exception broken) when (broken is OperationCanceledException or HttpRequestException or TimeoutException)
{
    return Fail($"中断：{broken.Message}", $"Cut off: {broken.Message}");
}
finally
{
    await EndAsync();
}

async Task WalkAsync(string[] steps, string program, string url)
{
    using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(url) };
    http.DefaultRequestHeaders.Add("Origin", url);

    demo = Start(program, $"{Command(steps[1])} --fresh --urls {url}");
    await ReadyAsync(http);
    Step(1, "演示已启动，自带数据库", "the demonstration runs, with a database of its own");

    var commands = Commands(steps[2]);
    var list = await JsonAsync(program, commands[0]);
    Expect("portfolio.total", 13, list.GetProperty("total").GetInt32());
    var code = commands[1].Split(' ')[^1];
    var area = await JsonAsync(program, commands[1]);
    Expect("stage", "listing", area.GetProperty("stage").GetString());
    Step(2, $"十三个片区在册，{code} 处于挂牌阶段", $"thirteen areas on file, {code} stands in listing");

    await SignInAsync(http);
    var (milestone, day, document) = (Code(steps[3]), Day(steps[3]), Regex.Match(steps[3], "武规条[^ |]+").Value);
    var recorded = await PostAsync(http, $"/api/areas/{code}/milestones", new { milestone, effectiveOn = day, documentNumber = document });
    Expect("status", HttpStatusCode.OK, recorded.StatusCode);
    var eventId = (await BodyAsync(recorded)).GetProperty("events")[0].GetProperty("id").GetString();
    var known = DateTimeOffset.UtcNow;
    Expect("grade", "documented", Reached(await JsonAsync(program, commands[1]), milestone).GetProperty("grade").GetString());
    Step(3, $"经办人已记录 {milestone}（{day}），有文号", $"the officer recorded {milestone} ({day}), documented");

    var before = (await JsonAsync(program, commands[1])).GetProperty("version").GetInt64();
    var no = await PostAsync(http, $"/api/areas/{code}/milestones", new { milestone = Code(steps[4]), effectiveOn = Day(steps[4]) });
    Expect("status", HttpStatusCode.Conflict, no.StatusCode);
    Expect("code", Regex.Match(steps[4], @"`(\w+\.\w+)`").Groups[1].Value, (await BodyAsync(no)).GetProperty("code").GetString());
    Expect("version", before, (await JsonAsync(program, commands[1])).GetProperty("version").GetInt64());
    Step(4, $"{Code(steps[4])} 被拒绝，未留下任何记录", $"{Code(steps[4])} was refused, nothing was recorded");

    var tag = (await http.GetAsync(new Uri($"/api/areas/{code}", UriKind.Relative), stop.Token)).Headers.ETag!.ToString();
    var right = Day(steps[5]);
    var corrected = await PostAsync(http, $"/api/areas/{code}/corrections", new
    {
        eventId,
        reason = "日期录错",
        replaceWith = new { milestone, effectiveOn = right, documentNumber = document },
    }, tag);
    Expect("status", HttpStatusCode.OK, corrected.StatusCode);
    var history = await JsonAsync(program, Command(steps[5]));
    var entries = history.ValueKind == JsonValueKind.Array ? history : history.GetProperty("items");
    Expect("history.correctedBy", 1, entries.EnumerateArray().Count(IsCorrected));
    Expect("day", right, Reached(await JsonAsync(program, commands[1]), milestone).GetProperty("effectiveOn").GetString());
    Step(5, $"已更正为 {right}，历史保留两条", $"corrected to {right}, the history keeps both entries");

    var back = Command(steps[6]);
    Expect(back, false, Milestones(await JsonAsync(program, back)).Any(m => Is(m, milestone)));
    var then = $"{back} --known-at {known:yyyy-MM-dd'T'HH:mm:ss.ffffff}Z";
    Expect(then, true, Milestones(await JsonAsync(program, then)).Any(m => Is(m, milestone)));
    Step(6, "按现在所知尚未达成，按更正前所知已达成", "not reached by all we know now; reached as known before the correction");

    Expect("replay.differences", 0, (await JsonAsync(program, Command(steps[7]))).GetProperty("differences").GetArrayLength());
    Step(7, "从事件重新推算，无差异", "folded again from the events, no difference");
}

void Step(int number, string zh, string en) => Say($"{number}. {zh}", $"{number}. {en}");

void Say(string zh, string en) => Console.WriteLine(english ? en : zh);

int Fail(string zh, string en)
{
    Console.Error.WriteLine(english ? en : zh);
    return 1;
}

void Stop(PosixSignalContext signal)
{
    // Ends by way of the finally block, so that the demonstration does not outlive the walk.
    signal.Cancel = true;
    stop.Cancel();
}

static void Expect<T>(string what, T expected, T came)
{
    if (!Equals(expected, came)) throw new NotSo($"{what}: {expected} ≠ {came}");
}

static string[] Commands(string step) =>
    [.. step.Split('\n').Where(line => line.StartsWith(Run, StringComparison.Ordinal)).Select(line => line[Run.Length..].Trim())];

static string Command(string step) => Commands(step) is [var command] ? command : throw new NotSo($"start.md: {step[..40]}");

static string Code(string step) => Regex.Match(step, "`([a-z]+(-[a-z]+)+)`").Groups[1].Value;

static string Day(string step) => Regex.Match(step, @"\d{4}-\d{2}-\d{2}").Value;

static IEnumerable<JsonElement> Milestones(JsonElement area) => area.GetProperty("milestones").EnumerateArray();

static bool Is(JsonElement reached, string milestone) => reached.GetProperty("milestone").GetString() == milestone;

static bool IsCorrected(JsonElement e) => e.TryGetProperty("correctedBy", out var by) && by.ValueKind != JsonValueKind.Null;

static JsonElement Reached(JsonElement area, string milestone)
{
    var found = Milestones(area).FirstOrDefault(m => Is(m, milestone));
    return found.ValueKind == JsonValueKind.Object ? found : throw new NotSo($"{milestone} ∉ milestones");
}

static int FreePort()
{
    using var probe = new TcpListener(IPAddress.Loopback, 0);
    probe.Start();
    return ((IPEndPoint)probe.LocalEndpoint).Port;
}

async Task<string> BuildAsync()
{
    Say("正在编译……", "Building …");
    using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", "src/Renewal.App", "-v", "q", "-clp:NoSummary"])
    {
        WorkingDirectory = root!.FullName,
    })!;
    await build.WaitForExitAsync(stop.Token);
    Expect("dotnet build", 0, build.ExitCode);
    return Path.Combine(root.FullName, "src/Renewal.App/bin/Debug/net10.0/renewal.dll");
}

Process Start(string program, string command)
{
    var start = new ProcessStartInfo("dotnet", [program, .. command.Split(' ')])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = Encoding.UTF8,
    };
    start.Environment["RENEWAL_DATA"] = data;
    foreach (var name in new[] { "ConnectionStrings__renewal", "RENEWAL_NOW", "RENEWAL_TOKEN", "ASPNETCORE_URLS" })
        start.Environment[name] = "";
    return Process.Start(start)!;
}

async Task<JsonElement> JsonAsync(string program, string command)
{
    using var process = Start(program, $"{command} --json");
    var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    await process.WaitForExitAsync(stop.Token);
    return process.ExitCode == 0 ? JsonElement.Parse(await output) : throw new NotSo($"{command}: {process.ExitCode} {await error}");
}

async Task ReadyAsync(HttpClient http)
{
    // Its words are not read again before the end, and a full pipe would stop it.
    _ = demo!.StandardOutput.ReadToEndAsync();
    var error = demo.StandardError.ReadToEndAsync();
    while (true)
    {
        if (demo.HasExited) throw new NotSo($"demo: {demo.ExitCode} {await error}");
        try
        {
            if ((await http.GetAsync(new Uri("/health/ready", UriKind.Relative), stop.Token)).IsSuccessStatusCode) return;
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
        }

        await Task.Delay(200, stop.Token);
    }
}

async Task SignInAsync(HttpClient http)
{
    var page = await http.GetStringAsync(new Uri("/sign-in", UriKind.Relative), stop.Token);
    var form = Regex.Matches(page, "<form.*?</form>", RegexOptions.Singleline).Select(m => m.Value)
        .FirstOrDefault(text => text.Contains("value=\"demo\"", StringComparison.Ordinal)) ?? throw new NotSo("/sign-in: demo");
    var hidden = Regex.Matches(form, "<input[^>]*type=\"hidden\"[^>]*>").Select(m => KeyValuePair.Create(
        Attribute("name", m.Value), WebUtility.HtmlDecode(Attribute("value", m.Value)))).Where(field => field.Key.Length > 0);
    using var content = new FormUrlEncodedContent(hidden.Append(KeyValuePair.Create("role", "officer")));
    var signedIn = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), content, stop.Token);
    Expect("/sign-in", HttpStatusCode.Redirect, signedIn.StatusCode);
}

static string Attribute(string name, string tag) => Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value;

async Task<HttpResponseMessage> PostAsync(HttpClient http, string path, object body, string? ifMatch = null)
{
    using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
    if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
    return await http.SendAsync(request, stop.Token);
}

async Task<JsonElement> BodyAsync(HttpResponseMessage answer) => JsonElement.Parse(await answer.Content.ReadAsStringAsync(stop.Token));

async Task EndAsync()
{
    if (demo is { HasExited: false })
    {
        // As Ctrl+C would, so that the database goes down with it; what does not end in time is ended.
        using (Process.Start("kill", ["-INT", $"{demo.Id}"])) { }
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await demo.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            demo.Kill(entireProcessTree: true);
        }
    }

    if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
}

internal sealed class NotSo(string message) : Exception(message);
