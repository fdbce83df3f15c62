using JasperFx.OpenTelemetry;
using Marten;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Renewal.Features.Telemetry;

namespace Renewal.App.Hosting.Telemetry;

/// <summary>
/// Sends traces and metrics to a collector. Where to, how and how often is said by OpenTelemetry's own variables (OTEL_…). Called only
/// when <see cref="TelemetrySwitch"/> is on.
/// </summary>
internal static class TelemetryExport
{
    private static readonly string[] Meters =
    [
        RenewalMeter.Name, ViewLagMeter.Name, "Wolverine:*", "Marten", "Npgsql", "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime",
    ];

    /// <summary>For a server.</summary>
    public static void AddTo(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ViewLagMeter>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ViewLagMeter>());
        TrackStore(builder.Services);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => Describe(resource))
            .WithTracing(tracing => Trace(tracing).AddAspNetCoreInstrumentation(options =>
                // Asked every few seconds by whoever balances the load.
                options.Filter = http => !http.Request.Path.StartsWithSegments("/health")))
            .WithMetrics(metrics => Measure(metrics));
    }

    /// <summary>For the host of one command, whose traces and metrics <see cref="CommandTelemetry"/> sends.</summary>
    public static void TrackStore(IServiceCollection services) =>
        services.ConfigureMarten(options => options.OpenTelemetry.TrackConnections = TrackLevel.Normal);

    public static TracerProviderBuilder Trace(TracerProviderBuilder tracing) => tracing
        .AddSource(CommandTelemetry.SourceName, "Wolverine", "Marten", "Npgsql")
        // Before the exporter, which sends what is left.
        .AddProcessor<SpanFilter>()
        .AddOtlpExporter();

    public static MeterProviderBuilder Measure(MeterProviderBuilder metrics) => metrics.AddMeter(Meters).AddOtlpExporter();

    public static ResourceBuilder Describe(ResourceBuilder resource) => resource.AddService(
        Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME") is { Length: > 0 } name ? name : "renewal",
        serviceVersion: StartLog.Version, serviceInstanceId: StartLog.Node);
}
