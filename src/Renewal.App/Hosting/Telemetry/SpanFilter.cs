using System.Diagnostics;
using OpenTelemetry;

namespace Renewal.App.Hosting.Telemetry;

/// <summary>
/// Lets only what is named here leave the process: attributes that cannot say who did what or what was written, of spans that belong to a
/// request or a command. Addresses of pages hold names of accounts and what was searched for, so the route stands for them.
/// </summary>
internal sealed class SpanFilter : BaseProcessor<Activity>
{
    private const string Requests = "Microsoft.AspNetCore";

    private static readonly HashSet<string> Attributes =
    [
        "http.request.method", "http.response.status_code", "http.route", "url.scheme", "network.protocol.version", "error.type",
        "db.system.name", "db.namespace", "db.query.text", "db.operation.name", "db.collection.name", "db.response.status_code",
        "messaging.system", "messaging.message_type", "message.handler", "handler.type", "renewal.exit_code",
    ];

    // The message of an exception may quote what somebody wrote. Its type says what it was; the log has the rest, under the same trace.
    private readonly ActivityListener exceptions = new()
    {
        ShouldListenTo = _ => true,
        ExceptionRecorder = static (Activity _, Exception _, ref TagList tags) =>
        {
            tags.Add("exception.message", "");
            tags.Add("exception.stacktrace", "");
        },
    };

    public SpanFilter() => ActivitySource.AddActivityListener(exceptions);

    public override void OnEnd(Activity data)
    {
        if (!BelongsToUs(data))
        {
            // What polls in the background every few seconds. The exporter leaves out what is not marked as recorded.
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return;
        }

        // Without a description, for the same reason.
        data.SetStatus(data.Status);
        foreach (var (key, _) in data.TagObjects.Where(tag => !Attributes.Contains(tag.Key)).ToList()) data.SetTag(key, null);
    }

    protected override void Dispose(bool disposing)
    {
        exceptions.Dispose();
        base.Dispose(disposing);
    }

    private static bool BelongsToUs(Activity span)
    {
        while (span.Parent is { } parent) span = parent;
        // Wolverine names the parent of a handler's span by its id alone.
        return span.Source.Name is Requests or CommandTelemetry.SourceName || span.ParentSpanId != default;
    }
}
