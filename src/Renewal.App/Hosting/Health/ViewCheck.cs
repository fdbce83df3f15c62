using Microsoft.Extensions.Diagnostics.HealthChecks;
using Renewal.Features.Store;

namespace Renewal.App.Hosting.Health;

/// <summary>The database answers, and no asynchronous view has stopped.</summary>
/// <param name="supervisor">Null in a process that maintains no views, as the command <c>health</c>: it judges by progress alone.</param>
internal sealed class ViewCheck(ViewWatch views, ViewSupervisor? supervisor = null) : IHealthCheck
{
    private IReadOnlyList<StoppedView> Stopped => supervisor?.Stopped ?? [];

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await views.LookAsync(Stopped.Count > 0, cancellationToken) switch
            {
                { Poison: { } poison } view => HealthCode.Unhealthy(
                    HealthCode.ViewStopped, $"{view.Name} stopped after event {view.Seq}: {poison}"),
                _ when Stopped is [var stopped, ..] => HealthCode.Unhealthy(
                    HealthCode.ViewStopped, $"{stopped.Name} stopped: {stopped.Reason}"),
                { Stuck: true } view => HealthCode.Unhealthy(
                    HealthCode.ViewStopped, $"{view.Name} stands at event {view.Seq} of {view.LastSeq} since"
                    + $" {view.Waiting.TotalSeconds:0} s, before {view.Next}"),
                var view => HealthCheckResult.Healthy($"{view.Name} at event {view.Seq} of {view.LastSeq}"),
            };
        }
        catch (Exception down) when (StoreTrouble.IsAway(down))
        {
            return HealthCode.Unhealthy(HealthCode.DatabaseAway, $"database: {StoreTrouble.Why(down)}", down);
        }
    }
}
