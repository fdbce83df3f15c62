using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Renewal.App.Hosting.Health;

/// <summary>
/// Liveness: the process responds. Readiness: every check tagged <see cref="Ready"/> passes. The endpoints are public, so the response
/// contains codes only; the details are in the log.
/// </summary>
public static class HealthSetup
{
    /// <summary>Tag of the checks that decide readiness.</summary>
    public const string Ready = "ready";

    /// <summary>A load balancer does not wait longer.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);

    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddReadinessChecks();
        builder.Services.AddSingleton<IHealthCheckPublisher, HealthLog>();
        builder.Services.Configure<HealthCheckPublisherOptions>(options =>
        {
            options.Delay = TimeSpan.FromSeconds(2);
            options.Period = TimeSpan.FromSeconds(5);
        });
    }

    /// <summary>Registers the checks, for the server and for the command.</summary>
    public static void AddReadinessChecks(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", tags: [Ready])
            .AddCheck<ClockCheck>("clock", tags: [Ready])
            .AddCheck<DiskCheck>("disk", tags: [Ready])
            .AddCheck<ProgramCheck>("program", tags: [Ready])
            .AddCheck<SchemaCheck>("schema", tags: [Ready])
            .AddCheck<ViewGapCheck>("views", tags: [Ready])
            .AddCheck<RecordCheck>("record", tags: [Ready]);
        // Singletons, because they cache their results.
        services.AddSingleton<SchemaCheck>().AddSingleton<ViewGapCheck>().AddSingleton<RecordCheck>();
        services.PostConfigure<HealthCheckServiceOptions>(options => BoundedCheck.Around(options, Timeout));
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
