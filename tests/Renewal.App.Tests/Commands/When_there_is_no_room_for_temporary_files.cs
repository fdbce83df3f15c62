using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Renewal.App.Tests.Auth;
using Renewal.Features.Machine;

namespace Renewal.App.Tests.Commands;

/// <summary>
/// A missing or full temporary folder is a failure of the server: reported and logged as such, and no file is called damaged.
/// </summary>
public sealed partial class When_there_is_no_room_for_temporary_files(CliFixture cli) : IClassFixture<CliFixture>
{
    private const string Password = "seven quiet lanterns";

    // Larger than what is kept in memory while a form is read.
    private static readonly byte[] Ledger =
        Encoding.UTF8.GetBytes("名称,类别,阶段,截至日期\n临时片,老旧小区微改造,挂牌,2020-12-31\n" + new string('\n', 200_000));

    [Fact]
    public async Task an_upload_is_told_so_and_its_number_is_in_the_log()
    {
        var code = Made(await cli.Program.RunAsync("user", "add", "temp", "--role", "officer", "--jurisdiction", "420112001", "--json"));
        var token = (await cli.Program.RunAsync("token", "create", "temp", "--json")).Done().Json.GetProperty("token").GetString();
        var program = new CliProgram(cli.ConnectionString, Path.GetTempPath())
        {
            Environment = { ["TMPDIR"] = Path.Combine(Path.GetTempPath(), $"renewal-missing-{Guid.NewGuid():N}") },
        };
        await using var served = await ServerProcess.StartAsync(program, "serve");
        using var http = new HttpClient { BaseAddress = new Uri(served.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using var browser = await SignInAsync(served, code);
        var page = await UploadAsync(browser);
        var text = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Contains("服务器的临时文件夹已满或不可用，内容没有被处理；文件本身没有问题", text, StringComparison.Ordinal);

        Assert.True(page.Headers.RetryAfter?.Delta > TimeSpan.Zero);

        // What needs no such file goes on: the API, which holds what it is sent in memory, and what is handed out.
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Ledger), "file", "a.csv" } };
        Assert.Equal(HttpStatusCode.Created, (await http.PostAsync("/api/imports", form)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/areas.xlsx")).StatusCode);

        var log = LogLine.Read((await served.StopAsync()).Done().Error);
        var folder = program.Environment["TMPDIR"]!;
        Assert.Contains(log, line => line.Level == "Warning" && line.Message.Contains($"临时文件夹{folder}", StringComparison.Ordinal));
        var shown = Reference().Match(text).Groups[1].Value;
        Assert.Single(log, line => line.Message.StartsWith(
            $"Page /imports/new failed, reference {shown}: no temporary file could be written in {folder}", StringComparison.Ordinal));
    }

    [Fact]
    public void a_full_disk_is_told_from_damaged_bytes()
    {
        // The kernel's own answer for a full disk, where there is such a device.
        if (OperatingSystem.IsLinux()) Assert.True(DiskErrors.Is(Record.Exception(() => Write("/dev/full"))));
        Assert.True(DiskErrors.Is(Record.Exception(() => Write(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}", "file")))));
        Assert.True(DiskErrors.Is(new InvalidOperationException("x", new UnauthorizedAccessException())));

        Assert.False(DiskErrors.Is(new InvalidDataException("damaged")));
        Assert.False(DiskErrors.Is(new EndOfStreamException()));
        Assert.False(DiskErrors.Is(new IOException("Unexpected end of Stream")));
        Assert.False(DiskErrors.Is(null));
    }

    private static void Write(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(Ledger);
    }

    private static string Made(CliResult run) => run.Done().Json.GetProperty("code").GetString()!;

    private static async Task<Browser> SignInAsync(ServerProcess served, string code)
    {
        var browser = new Browser(new Uri(served.Url));
        var second = await (await browser.SubmitAsync("/welcome", "welcome", ("code", code))).Content.ReadAsStringAsync();
        var set = await browser.SendFormAsync(
            "/welcome", second, "welcome", ("step", "set"), ("password", Password), ("password2", Password));
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        return browser;
    }

    private static async Task<HttpResponseMessage> UploadAsync(Browser browser)
    {
        var form = await (await browser.GetAsync("/imports/new")).Content.ReadAsStringAsync();
        using var content = new MultipartFormDataContent
        {
            { new StringContent("import"), "_handler" },
            { new StringContent(FormToken().Match(form).Groups[1].Value), "__RequestVerificationToken" },
            { new StringContent("420112001"), "jurisdiction" }, { new ByteArrayContent(Ledger), "file", "a.csv" },
        };
        return await browser.SendAsync(HttpMethod.Post, "/imports/new", content);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("<span class=\"code\">([^<]+)</span>")]
    private static partial Regex Reference();
}
