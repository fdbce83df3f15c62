using System.Diagnostics.Metrics;
using Renewal.App.Hosting.Health;
using Renewal.Features.Store;

namespace Renewal.App.Hosting.Telemetry;

/// <summary>
/// How far behind each view is, as the health check last found it: views are written with the events, so any lag means that something was
/// lost. Nothing is reported while that is not known.
/// </summary>
internal sealed class ViewLagMeter(IMeterFactory meters, ViewGapCheck check) : IHostedService
{
    public const string Name = "Renewal.Views";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The factory belongs to the host and ends its meters with it.
        var meter = meters.Create(Name);
        meter.CreateObservableGauge("renewal.view.lag", () => Of(gap => gap?.Waiting.TotalSeconds ?? 0), "s");
        meter.CreateObservableGauge("renewal.view.missing", () => Of(gap => gap is null ? 0 : gap.Missing + gap.Behind), "{area}");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<T>> Of<T>(Func<ViewGap?, T> value) where T : struct => check.Last is not { } gaps
        ? []
        : ViewGaps.Names.Select(view => new Measurement<T>(
            value(gaps.FirstOrDefault(gap => gap.View == view)), new KeyValuePair<string, object?>("renewal.view", view)));
}
