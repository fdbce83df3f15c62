using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Renewal.App.Hosting.Health;

/// <summary>
/// Liveness: the process answers. Readiness: every check tagged <see cref="Ready"/> passes. Anybody may ask, so the answer names the
/// codes of what is wrong and nothing else; the detail is in the log.
/// </summary>
public static class HealthSetup
{
    /// <summary>Tag of the checks that decide readiness.</summary>
    public const string Ready = "ready";

    /// <summary>A load balancer that waits longer takes the node out anyway.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);

    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks()
            .AddCheck<ViewCheck>("views", tags: [Ready], timeout: Timeout)
            .AddCheck<SchemaCheck>("schema", tags: [Ready], timeout: Timeout)
            .AddCheck<ViewGapCheck>("view-gaps", tags: [Ready], timeout: Timeout)
            .AddCheck<RecordCheck>("record", tags: [Ready], timeout: Timeout);
        // They remember what they found.
        builder.Services.AddSingleton<SchemaCheck>().AddSingleton<ViewGapCheck>().AddSingleton<RecordCheck>();
        builder.Services.AddSingleton<IHealthCheckPublisher, HealthLog>();
        builder.Services.Configure<HealthCheckPublisherOptions>(options =>
        {
            options.Delay = TimeSpan.FromSeconds(2);
            options.Period = TimeSpan.FromSeconds(5);
        });
    }

    public static void MapHealth(this WebApplication app)
    {
        var alive = new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync };
        var ready = new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync };
        app.MapHealthChecks("/health/live", alive).AllowAnonymous().ShortCircuit();
        app.MapHealthChecks("/health/ready", ready).AllowAnonymous().ShortCircuit();
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        var codes = report.Entries.Values.Where(entry => entry.Status != HealthStatus.Healthy).Select(HealthCode.Of).Distinct().ToList();
        var status = report.Status.ToString().ToLowerInvariant();
        return codes.Count == 0 ? http.Response.WriteAsJsonAsync(new { status }) : http.Response.WriteAsJsonAsync(new { status, codes });
    }
}
