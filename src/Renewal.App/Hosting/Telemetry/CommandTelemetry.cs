using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Renewal.App.Hosting.Telemetry;

/// <summary>Traces and metrics of one command of the command line: its span is the parent of whatever it sends and asks.</summary>
internal sealed class CommandTelemetry : IDisposable
{
    public const string SourceName = "Renewal";

    private static readonly ActivitySource Source = new(SourceName);

    private readonly TracerProvider tracing;
    private readonly MeterProvider metrics;
    private readonly Activity? span;

    private CommandTelemetry(string name)
    {
        tracing = TelemetryExport.Trace(Sdk.CreateTracerProviderBuilder().ConfigureResource(Describe)).Build();
        metrics = TelemetryExport.Measure(Sdk.CreateMeterProviderBuilder().ConfigureResource(Describe)).Build();
        span = Source.StartActivity(name);

        static void Describe(OpenTelemetry.Resources.ResourceBuilder resource) => TelemetryExport.Describe(resource);
    }

    /// <param name="name">The command with its parents, <c>renewal import ledger</c>; never an argument.</param>
    public static IDisposable Start(string name) => new CommandTelemetry(name);

    /// <summary>Sends what has not been sent.</summary>
    public void Dispose()
    {
        span?.Dispose();
        tracing.Dispose();
        metrics.Dispose();
    }
}
