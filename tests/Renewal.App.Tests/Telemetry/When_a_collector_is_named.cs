using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Renewal.App.Tests.Commands;
using Renewal.Features.Areas;

namespace Renewal.App.Tests.Telemetry;

/// <summary>The program as it is deployed, and a collector beside it.</summary>
public sealed class When_a_collector_is_named(CliFixture cli) : IClassFixture<CliFixture>
{
    private const string Searched = "somebody-searched-for-this";
    private const string Written = "somebody-wrote-this";

    [Fact]
    public async Task a_request_is_traced_to_its_statements_and_counted()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        var program = new Commands.CliProgram(cli.ConnectionString, Path.GetTempPath());
        (await program.RunAsync("user", "add", "zhao-si", "--role", "officer", "--jurisdiction", "420112001")).Done();
        var token = (await program.RunAsync("token", "create", "monitor", "--account", "zhao-si", "--json")).Done().Json
            .GetProperty("token").GetString();
        collector.Introduce(program);
        await using var served = await ServerProcess.StartAsync(program, "serve");
        using var http = new HttpClient { BaseAddress = new Uri(served.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        var page = await http.GetAsync($"/areas?q={Searched}");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var obstacle = new { category = "funds", description = Written, raisedOn = "2021-01-04" };
        Assert.Equal(HttpStatusCode.OK, (await http.PostAsJsonAsync("/api/areas/haikoucun/obstacles", obstacle)).StatusCode);
        var refused = await http.PostAsJsonAsync("/api/areas/haikoucun/resumption", new { effectiveOn = "2021-01-04", reason = Written });
        var code = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString()!;
        var reference = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("traceId").GetString()!;

        // From the request down to the statement that stored the event: each the child of the one before.
        var request = await SpanAsync(span => span.Name == "POST /api/areas/{code}/obstacles");
        var handler = await SpanAsync(span => span.Source == "Wolverine" && span.Parent == request.Id);
        var statement = await SpanAsync(span => span.Source == "Npgsql" && span.Trace == request.Trace
            && span.Attributes.GetValueOrDefault("db.query.text")?.Contains("mt_quick_append_events", StringComparison.Ordinal) == true);
        Assert.Equal(typeof(AreaCommandEnvelope).FullName, handler.Attributes["messaging.message_type"]);
        // What lies between them is sent when it ends, which may be later.
        await OtlpReceiver.UntilAsync(() => Ancestors(statement).FirstOrDefault(id => id == handler.Id));
        Assert.Equal(("renewal", "200"), (request.Service, request.Attributes["http.response.status_code"]));
        await SpanAsync(span => span.Source == "Marten" && span.Trace == request.Trace);
        // Pages too, and what is shown as the number of a refusal is the id of its trace.
        await SpanAsync(span => span.Name == "GET /areas");
        await SpanAsync(span => span.Trace == reference && span.Name == "POST /api/areas/{code}/resumption");

        Assert.Equal(1, await PointAsync("renewal.commands", "{attempt}", ("renewal.command", "RaiseObstacle"),
            ("renewal.channel", "api"), ("renewal.outcome", "recorded")));
        Assert.Equal(1, await PointAsync(
            "renewal.commands", "{attempt}", ("renewal.command", "ResumeArea"), ("renewal.outcome", "refused")));
        Assert.Equal(1, await PointAsync("renewal.command.duration", "s", ("renewal.command", "RaiseObstacle")));
        Assert.Equal(1, await PointAsync("renewal.refusals", "{refusal}", ("renewal.refusal", code)));
        Assert.Equal(0, await PointAsync("renewal.view.lag", "s", ("renewal.view", "AreaDocument")));
        Assert.Equal(0, await PointAsync("renewal.view.missing", "{area}", ("renewal.view", "area_timeline")));
        await PointAsync("http.server.request.duration", "s", ("http.route", "/api/areas/{code}/obstacles"));
        await PointAsync("db.client.connection.count", "{connection}", ("db.client.connection.pool.name", "renewal"));

        (await served.StopAsync()).Done();
        var roots = collector.Spans.Where(span => span.Parent == "").ToList();
        Assert.All(roots, span => Assert.Equal("Microsoft.AspNetCore", span.Source));
        Assert.All(collector.Spans, span => Assert.DoesNotContain("health", span.Name, StringComparison.Ordinal));
        foreach (var secret in new[] { "zhao-si", token!, Searched, Written, "haikoucun" })
            Assert.DoesNotContain(secret, collector.Text, StringComparison.Ordinal);

        Task<ReceivedSpan> SpanAsync(Func<ReceivedSpan, bool> isIt) =>
            OtlpReceiver.UntilAsync(() => collector.Spans.FirstOrDefault(isIt));
        async Task<double> PointAsync(string name, string unit, params (string Key, string Value)[] tags)
        {
            var point = await OtlpReceiver.UntilAsync(() => collector.Points.LastOrDefault(point =>
                point.Name == name && tags.All(tag => point.Attributes.GetValueOrDefault(tag.Key) == tag.Value)));
            Assert.Equal(unit, point.Unit);
            return point.Value;
        }

        IEnumerable<string> Ancestors(ReceivedSpan span)
        {
            for (var at = span; at is not null; at = collector.Spans.FirstOrDefault(other => other.Id == at.Parent)) yield return at.Id;
        }
    }

    [Fact]
    public async Task a_command_is_traced_and_its_import_counted()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        var program = new Commands.CliProgram(cli.ConnectionString, Path.GetTempPath());
        collector.Introduce(program);
        (await program.RunAsync("import", "ledger", CliFixture.Sample)).Done();

        // All is sent before the program ends.
        var command = Assert.Single(collector.Spans, span => span.Name == "renewal import ledger");
        Assert.Equal(("Renewal", "", "0"), (command.Source, command.Parent, command.Attributes["renewal.exit_code"]));
        Assert.Contains(collector.Spans, span => span.Source == "Wolverine" && span.Parent == command.Id);
        Assert.Contains(collector.Spans, span => span.Source == "Npgsql" && span.Trace == command.Trace);
        foreach (var step in new[] { "preview", "acceptance" })
        {
            Assert.Contains(collector.Points, point => point is { Name: "renewal.import.rows", Unit: "{row}", Value: 13 }
                && point.Attributes["renewal.import.step"] == step && point.Attributes["renewal.outcome"] == "same");
            Assert.Contains(collector.Points, point => point is { Name: "renewal.import.duration", Unit: "s", Value: 1 }
                && point.Attributes["renewal.import.step"] == step);
        }

        Assert.DoesNotContain("wujiashan", collector.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_failure_is_named_by_its_type_and_its_words_stay_here()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        var program = new Commands.CliProgram(cli.ConnectionString, Path.GetTempPath());
        collector.Introduce(program);
        var ledger = Path.Combine(Directory.CreateTempSubdirectory("renewal-telemetry").FullName, "next.csv");
        await File.WriteAllTextAsync(
            ledger, $"片区名称,类型,阶段,截至日期\n{Written},历史遗留,前期准备,2020-12-31\n", TestContext.Current.CancellationToken);
        // What the database says when it refuses a row quotes the row.
        await cli.RunAsync("alter table renewal.mt_events add constraint nothing_new check (seq_id < 0) not valid");
        try
        {
            (await program.RunAsync("import", "ledger", ledger)).Refused("store.unavailable");
        }
        finally
        {
            await cli.RunAsync("alter table renewal.mt_events drop constraint nothing_new");
        }

        var command = Assert.Single(collector.Spans, span => span.Parent == "");
        var failed = collector.Spans.Where(span => span.Trace == command.Trace && span.Exception.Count > 0).ToList();
        Assert.Contains(failed, span => span.Attributes.GetValueOrDefault("db.response.status_code") == "23514");
        Assert.Contains(failed, span => span.Source == "Wolverine");
        Assert.All(failed, span => Assert.Equal(
            ("", ""), (span.Exception["exception.message"], span.Exception["exception.stacktrace"])));
        Assert.All(failed, span => Assert.NotEqual("", span.Exception["exception.type"]));
        Assert.Contains(collector.Points, point => point.Name == "db.client.operation.failed" && point.Value > 0);
        Assert.Contains(collector.Points, point => point is { Name: "renewal.commands", Value: > 0 }
            && point.Attributes["renewal.command"] == "AcceptImport" && point.Attributes["renewal.outcome"] == "failed");
        Assert.DoesNotContain(Written, collector.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing_new", collector.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task without_one_no_library_for_it_is_loaded()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        var program = new Commands.CliProgram(cli.ConnectionString, Path.GetTempPath());
        Assert.DoesNotContain(await LoadedAsync(program), library => library.Contains("OpenTelemetry", StringComparison.Ordinal));
        collector.Introduce(program);
        Assert.Contains("OpenTelemetry.dll", await LoadedAsync(program));
    }

    [Theory]
    [InlineData("collector:4317")]
    [InlineData("nonsense")]
    public async Task an_address_that_is_none_stops_the_start(string endpoint)
    {
        var program = new Commands.CliProgram(cli.ConnectionString, Path.GetTempPath())
        {
            Environment = { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint },
        };
        foreach (var command in new[] { "serve", "portfolio" })
            Assert.Contains(endpoint, (await program.RunAsync(command)).Refused("telemetry.invalid").Error, StringComparison.Ordinal);
    }

    /// <summary>The libraries that a server has loaded once it has answered a page.</summary>
    private static async Task<IReadOnlyList<string>> LoadedAsync(Commands.CliProgram program)
    {
        await using var served = await ServerProcess.StartAsync(program, "serve");
        using var http = new HttpClient { BaseAddress = new Uri(served.Url) };
        (await http.GetAsync("/sign-in")).EnsureSuccessStatusCode();
        var maps = await File.ReadAllLinesAsync($"/proc/{served.ProcessId}/maps");
        return [.. maps.Select(line => Path.GetFileName(line)).Where(file => file.EndsWith(".dll", StringComparison.Ordinal)).Distinct()];
    }
}
