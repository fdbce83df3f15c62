using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Renewal.Features.Store;

namespace Renewal.App.Hosting.Health;

/// <summary>
/// Checks that no newer program has written what this one does not know. With a release that this program lacks nothing can be recorded
/// here; an event that it cannot read concerns one area, so the node stays ready.
/// </summary>
internal sealed class ProgramCheck(RecentEvents recent) : IHealthCheck
{
    private const int Named = 5;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var found = await recent.LookAsync(cancellationToken);
            if (found.Releases.Count > 0)
            {
                return HealthCode.Unhealthy(
                    HealthCode.ProgramOlder, $"releases of a newer program: {string.Join(", ", found.Releases)}; {Advice}");
            }

            var unknown = found.OfNewerProgram;
            return unknown.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthCode.Degraded(HealthCode.ProgramOlder,
                    $"{unknown.Count} events of a newer program: {string.Join("; ", unknown.Take(Named))}; {Advice}");
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
            or PostgresErrorCodes.InsufficientPrivilege)
        {
            return HealthCode.Unhealthy(HealthCode.SchemaIncomplete, missing.MessageText, missing);
        }
        catch (Exception down) when (DatabaseErrors.IsAway(down))
        {
            return HealthCode.Unhealthy(HealthCode.DatabaseAway, $"database: {DatabaseErrors.Why(down)}", down);
        }
    }

    private static string Advice => $"this program is {StartLog.Version}, update this node";
}
