using Microsoft.Extensions.Diagnostics.HealthChecks;
using Renewal.Features.Store;

namespace Renewal.App.Hosting.Health;

/// <summary>Checks that the database has disk space. Costs nothing until a statement has failed for lack of it.</summary>
internal sealed class DiskCheck(DiskSpace disk) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await disk.LookAsync(cancellationToken) is { } full
                ? HealthCode.Unhealthy(HealthCode.DiskFull, full)
                : HealthCheckResult.Healthy();
        }
        catch (Exception down) when (DatabaseErrors.IsAway(down))
        {
            return HealthCode.Unhealthy(HealthCode.DatabaseAway, $"database: {DatabaseErrors.Why(down)}", down);
        }
    }
}
