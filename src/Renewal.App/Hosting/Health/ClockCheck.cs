using Microsoft.Extensions.Diagnostics.HealthChecks;
using Renewal.Features.Time;

namespace Renewal.App.Hosting.Health;

/// <summary>Checks that the clocks of application and database agree: the store refuses timestamps more than 5 s off.</summary>
internal sealed class ClockCheck(StoreClock clock) : IHealthCheck
{
    /// <summary>More than two machines with NTP ever differ by, and less than the store refuses.</summary>
    private static readonly TimeSpan Notable = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var offset = await clock.OffsetAsync(cancellationToken);
            var detail = $"application clock minus database clock: {offset.TotalSeconds:0.0} s";
            return offset.Duration() > StoreClock.Allowed ? HealthCode.Unhealthy(HealthCode.ClockSkewed, detail)
                : offset.Duration() > Notable ? HealthCode.Degraded(HealthCode.ClockDrifts, detail)
                : HealthCheckResult.Healthy(detail);
        }
        catch (Exception down) when (DatabaseErrors.IsAway(down))
        {
            return HealthCode.Unhealthy(HealthCode.DatabaseAway, $"database: {DatabaseErrors.Why(down)}", down);
        }
    }
}
