using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Renewal.Features.Store;

namespace Renewal.App.Hosting.Health;

/// <summary>Checks that the database responds and was not replaced.</summary>
internal sealed class DatabaseCheck(StoreProbe probe, DatabaseIdentity identity) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var connection = await probe.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("select 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return identity.Replaced is { } what
                ? HealthCode.Degraded(HealthCode.DatabaseReplaced, $"the database was replaced or restored under this process: {what}")
                : HealthCheckResult.Healthy();
        }
        catch (Exception down) when (DatabaseErrors.IsAway(down))
        {
            return HealthCode.Unhealthy(HealthCode.DatabaseAway, $"database: {DatabaseErrors.Why(down)}", down);
        }
    }
}
