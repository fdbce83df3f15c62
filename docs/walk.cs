#:project ../tests/Renewal.Testing/Renewal.Testing.csproj
#:property RestorePackagesWithLockFile=false
#:property RestoreLockedMode=false
#:property PublishAot=false

// Walks docs/start.md as a newcomer would, on a demonstration of its own: every numbered step, with the commands, codes and days
// that stand in the page. dotnet run dev.cs -- walk, or dotnet run docs/walk.cs [-- PATH/TO/renewal.dll]. Says each step in a line;
// exit code 1 at the first that does not hold.
using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Renewal.Testing;

const string Run = "dotnet run --project src/Renewal.App -- ";

Console.OutputEncoding = Encoding.UTF8;
var english = (Environment.GetEnvironmentVariable("LANG") ?? "").StartsWith("en", StringComparison.OrdinalIgnoreCase);
using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(5));
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    var root = Root() ?? throw new ExpectationFailedException("Renewal.sln");
    var page = await File.ReadAllTextAsync(Path.Combine(root, "docs/start.md"), stop.Token);
    var program = args.FirstOrDefault() ?? await BuildAsync(root);
    await using var demo = new DemoProcess(program, stop.Token);
    await WalkAsync(Regex.Split(page, @"^## \d+\. ", RegexOptions.Multiline), demo);
    Say("走完了，每一步都如文档所述。", "Done: every step is as the page says.");
    return 0;
}
catch (ExpectationFailedException broken)
{
    return Fail($"不符：{broken.Message}", $"Not so: {broken.Message}");
}
catch (Exception broken) when (broken is OperationCanceledException or HttpRequestException)
{
    return Fail($"中断：{broken.Message}", $"Cut off: {broken.Message}");
}

async Task WalkAsync(string[] steps, DemoProcess demo)
{
    await demo.StartAsync(Command(steps[1]));
    Step(1, "演示已启动，自带数据库", "the demonstration runs, with a database of its own");

    var (list, show) = Commands(steps[2]) is [var first, var second] ? (first, second)
        : throw new ExpectationFailedException("start.md: 2");
    Expect("portfolio.total", 13, (await demo.JsonAsync(list)).GetProperty("total").GetInt32());
    var code = show.Split(' ')[^1];
    Expect("stage", "listing", (await demo.JsonAsync(show)).GetProperty("stage").GetString());
    Step(2, $"十三个片区在册，{code} 处于挂牌阶段", $"thirteen areas on file, {code} stands in listing");

    await demo.SignInAsync("officer");
    var (milestone, day, document) = (Code(steps[3]), Day(steps[3]), Regex.Match(steps[3], "武规条[^ |]+").Value);
    var recorded = await demo.PostAsync($"/api/areas/{code}/milestones", new { milestone, effectiveOn = day, documentNumber = document });
    Expect("status", HttpStatusCode.OK, recorded.Status);
    var known = DateTimeOffset.UtcNow;
    Expect("grade", "documented", Reached(await demo.JsonAsync(show), milestone).GetProperty("grade").GetString());
    Step(3, $"经办人已记录 {milestone}（{day}），有文号", $"the officer recorded {milestone} ({day}), documented");

    var before = (await demo.JsonAsync(show)).GetProperty("version").GetInt64();
    var no = await demo.PostAsync($"/api/areas/{code}/milestones", new { milestone = Code(steps[4]), effectiveOn = Day(steps[4]) });
    Expect("status", HttpStatusCode.Conflict, no.Status);
    Expect("code", Regex.Match(steps[4], @"`(\w+\.\w+)`").Groups[1].Value, no.Body.GetProperty("code").GetString());
    Expect("version", before, (await demo.JsonAsync(show)).GetProperty("version").GetInt64());
    Step(4, $"{Code(steps[4])} 被拒绝，未留下任何记录", $"{Code(steps[4])} was refused, nothing was recorded");

    var right = Day(steps[5]);
    var corrected = await demo.PostAsync($"/api/areas/{code}/corrections", new
    {
        eventId = recorded.Body.GetProperty("events")[0].GetProperty("id").GetString(),
        reason = "日期录错",
        replaceWith = new { milestone, effectiveOn = right, documentNumber = document },
    }, await demo.TagAsync($"/api/areas/{code}"));
    Expect("status", HttpStatusCode.OK, corrected.Status);
    Expect("history.correctedBy", 1, (await demo.JsonAsync(Command(steps[5]))).EnumerateArray().Count(IsCorrected));
    Expect("day", right, Reached(await demo.JsonAsync(show), milestone).GetProperty("effectiveOn").GetString());
    Step(5, $"已更正为 {right}，历史保留两条", $"corrected to {right}, the history keeps both entries");

    var back = Command(steps[6]);
    var then = $"{back} --known-at {known:yyyy-MM-dd'T'HH:mm:ss.ffffff}Z";
    Expect(back, false, Milestones(await demo.JsonAsync(back)).Any(m => Is(m, milestone)));
    Expect(then, true, Milestones(await demo.JsonAsync(then)).Any(m => Is(m, milestone)));
    Step(6, "按现在所知尚未达成，按更正前所知已达成", "not reached by all we know now; reached as known before the correction");

    Expect("differences", 0, (await demo.JsonAsync(Command(steps[7]))).GetProperty("differences").GetArrayLength());
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
    // Ends by way of the demonstration's own end, so that it does not outlive the walk.
    signal.Cancel = true;
    stop.Cancel();
}

static void Expect<T>(string what, T expected, T came)
{
    if (!Equals(expected, came)) throw new ExpectationFailedException($"{what}: {expected} ≠ {came}");
}

static string[] Commands(string step) =>
    [.. step.Split('\n').Where(line => line.StartsWith(Run, StringComparison.Ordinal)).Select(line => line[Run.Length..].Trim())];

static string Command(string step) =>
    Commands(step) is [var command] ? command : throw new ExpectationFailedException($"start.md: {step[..40]}");

static string Code(string step) => Regex.Match(step, "`([a-z]+(-[a-z]+)+)`").Groups[1].Value;

static string Day(string step) => Regex.Match(step, @"\d{4}-\d{2}-\d{2}").Value;

static IEnumerable<JsonElement> Milestones(JsonElement area) => area.GetProperty("milestones").EnumerateArray();

static bool Is(JsonElement reached, string milestone) => reached.GetProperty("milestone").GetString() == milestone;

static bool IsCorrected(JsonElement e) => e.TryGetProperty("correctedBy", out var by) && by.ValueKind != JsonValueKind.Null;

static JsonElement Reached(JsonElement area, string milestone)
{
    var found = Milestones(area).FirstOrDefault(m => Is(m, milestone));
    return found.ValueKind == JsonValueKind.Object ? found : throw new ExpectationFailedException($"{milestone} ∉ milestones");
}

static string? Root()
{
    var folder = new DirectoryInfo(Environment.CurrentDirectory);
    while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Renewal.sln"))) folder = folder.Parent;
    return folder?.FullName;
}

async Task<string> BuildAsync(string root)
{
    Say("正在编译……", "Building …");
    using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", "src/Renewal.App", "-v", "q", "-clp:NoSummary"])
    {
        WorkingDirectory = root,
    })!;
    await build.WaitForExitAsync(stop.Token);
    Expect("dotnet build", 0, build.ExitCode);
    return Path.Combine(root, "src/Renewal.App/bin/Debug/net10.0/renewal.dll");
}
