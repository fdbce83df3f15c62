using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Renewal.App.Tests.Telemetry;

/// <summary>A span as it arrived.</summary>
internal sealed record ReceivedSpan(
    string Service, string Source, string Name, string Trace, string Id, string Parent, IReadOnlyDictionary<string, string> Attributes,
    IReadOnlyDictionary<string, string> Exception);

/// <summary>One point of a metric as it arrived: the value of a sum or gauge, the number of measurements of a histogram.</summary>
internal sealed record ReceivedPoint(string Name, string Unit, double Value, IReadOnlyDictionary<string, string> Attributes);

/// <summary>A collector: takes what is exported by OTLP over HTTP in protobuf, and keeps it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, string> NoAttributes = [];

    private readonly WebApplication app;
    private readonly ConcurrentQueue<byte[]> raw = new();

    private OtlpReceiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<ReceivedSpan> Spans { get; } = new();

    public ConcurrentQueue<ReceivedPoint> Points { get; } = new();

    public string Url => app.Urls.First();

    /// <summary>Everything that was received, for looking for what must not be in it.</summary>
    public string Text => string.Concat(raw.Select(System.Text.Encoding.UTF8.GetString));

    /// <summary>What a program under test is told, so that it sends here and soon.</summary>
    public void Introduce(Commands.CliProgram program)
    {
        program.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = Url;
        program.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        program.Environment["OTEL_BSP_SCHEDULE_DELAY"] = "200";
        program.Environment["OTEL_METRIC_EXPORT_INTERVAL"] = "500";
    }

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(app);
        app.MapPost("/v1/traces", http => receiver.TakeAsync(http, receiver.Traces));
        app.MapPost("/v1/metrics", http => receiver.TakeAsync(http, receiver.Metrics));
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until something has arrived, and answers it.</summary>
    public static async Task<T> UntilAsync<T>(Func<T?> look) where T : class
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            if (look() is { } found) return found;
            await Task.Delay(50, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext http, Action<OtlpMessage> take)
    {
        Assert.Equal("application/x-protobuf", http.Request.ContentType);
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        raw.Enqueue(body.ToArray());
        take(new OtlpMessage(body.ToArray()));
        http.Response.ContentType = "application/x-protobuf";
    }

    private void Traces(OtlpMessage export)
    {
        foreach (var resource in export.All(1))
            foreach (var scope in resource.All(2))
                foreach (var span in scope.All(2))
                    Spans.Enqueue(new ReceivedSpan(
                        resource.One(1).Attributes(1)["service.name"], scope.One(1).Text(1), span.Text(5), span.Hex(1), span.Hex(2),
                        span.Hex(4), span.Attributes(9),
                        span.All(11).FirstOrDefault(happened => happened.Text(2) == "exception")?.Attributes(3) ?? NoAttributes));
    }

    private void Metrics(OtlpMessage export)
    {
        foreach (var metric in export.All(1).SelectMany(resource => resource.All(2)).SelectMany(scope => scope.All(2)))
        {
            var (name, unit) = (metric.Text(1), metric.Text(3));
            foreach (var point in metric.One(5).All(1).Concat(metric.One(7).All(1)))
                Points.Enqueue(new(name, unit, point.Has(4) ? point.Double(4) : (long)point.Number(6), point.Attributes(7)));
            foreach (var point in metric.One(9).All(1)) Points.Enqueue(new(name, unit, point.Number(4), point.Attributes(9)));
        }
    }
}
