using System.Reflection;
using System.Text.Json;
using Renewal.Testing;

namespace Renewal.App.Tests.Commands;

/// <summary>Where no terminal is attached, as under systemd or in a container: the log is JSON, one object to a line.</summary>
public sealed class When_the_log_is_collected : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("renewal-log").FullName;

    [Fact]
    public async Task the_start_is_in_it_and_no_code_that_lets_anybody_in()
    {
        var program = new CliProgram(await SharedPostgres.CreateDatabaseAsync("cli_log"), data);
        var before = DateTimeOffset.UtcNow;
        await using var served = await ServerProcess.StartAsync(program, "serve");
        var left = (await served.StopAsync()).Done();

        Assert.Equal("", left.Out);
        var log = LogLine.Read(left.Error);
        Assert.All(log, line => Assert.InRange(line.At, before.AddSeconds(-1), DateTimeOffset.UtcNow));
        var start = JsonDocument.Parse(left.Error.Split('\n').Single(line => line.Contains("Started.", StringComparison.Ordinal)))
            .RootElement;
        Assert.Equal("Information", start.GetProperty("LogLevel").GetString());
        Assert.EndsWith("Z", start.GetProperty("Timestamp").GetString(), StringComparison.Ordinal);
        var said = start.GetProperty("State");
        var version = typeof(Hosting.AppHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        Assert.Equal((served.Url, served.Url, version!.InformationalVersion), (said.GetProperty("Address").GetString(),
            said.GetProperty("Listening").GetString(), said.GetProperty("Version").GetString()));
        Assert.StartsWith("PostgreSQL ", said.GetProperty("Data").GetString(), StringComparison.Ordinal);
        Assert.StartsWith($"{System.Environment.MachineName}:", said.GetProperty("Node").GetString(), StringComparison.Ordinal);

        // There is no account yet: the log names the command and contains no code.
        Assert.Contains(log, line =>
            line.IsTrouble && line.Message.Contains("renewal user add NAME --role admin", StringComparison.Ordinal));
        Assert.DoesNotMatch("[0-9A-Za-z]{30}", left.Error.Replace(version.InformationalVersion, "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task another_form_can_be_asked_for()
    {
        var program = new CliProgram(await SharedPostgres.CreateDatabaseAsync("cli_log_form"), data)
        {
            Environment = { ["Logging__Console__FormatterName"] = "simple", ["Logging__LogLevel__Default"] = "Information" },
        };
        await using var served = await ServerProcess.StartAsync(program, "serve");
        var log = (await served.StopAsync()).Done().Error;
        Assert.Matches(@"(?m)^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d info: Renewal\.App\.Hosting\.StartLog\[0\]", log);
        Assert.Matches(@"(?m)^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d info: Microsoft\.", log);
    }

    [Fact]
    public async Task a_command_that_breaks_is_found_in_it_by_its_number()
    {
        var program = new CliProgram(await SharedPostgres.CreateDatabaseAsync("cli_log_bug"), data);
        (await program.RunAsync("user", "add", "zhang", "--role", "auditor")).Done();
        await CliFixture.RunAsync(program.ConnectionString!,
            """update renewal.mt_doc_account set data = data || '{"createdAt": "no such day"}'""");

        var broken = (await program.RunAsync("user", "list", "--lang", "en")).Refused("internal");
        var lines = broken.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var reference = System.Text.RegularExpressions.Regex.Match(lines[0], @"\(reference ([0-9a-f]{32})\)").Groups[1].Value;
        Assert.NotEqual("", reference);
        var logged = Assert.Single(LogLine.Read(string.Join('\n', lines[1..])));
        Assert.Contains(reference, logged.Message, StringComparison.Ordinal);
        Assert.Contains("   at ", logged.Exception, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(data, recursive: true);
}
