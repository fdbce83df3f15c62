using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Renewal.Features.Store;
using Renewal.Features.Time;

namespace Renewal.App.Hosting.Health;

/// <summary>
/// Checks that the clocks of application and database agree, because the store refuses timestamps more than 5 s off, and that the newest
/// event is not later than both.
/// </summary>
internal sealed class ClockCheck(StoreClock clock, RecentEvents recent) : IHealthCheck
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
                : await AheadAsync(clock.Now - offset, cancellationToken) ?? HealthCheckResult.Healthy(detail);
        }
        catch (Exception down) when (DatabaseErrors.IsAway(down))
        {
            return HealthCode.Unhealthy(HealthCode.DatabaseAway, $"database: {DatabaseErrors.Why(down)}", down);
        }
    }

    private async Task<HealthCheckResult?> AheadAsync(DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            return (await recent.LookAsync(ct)).Newest is { } newest && newest - now > StoreClock.Allowed
                ? HealthCode.Degraded(HealthCode.ClockBehindRecord,
                    $"the newest event was recorded at {newest:O}, the database's clock says {now:O}: one of them is wrong; what is"
                    + " recorded is kept, and queries as known at an instant before the newest event do not show it")
                : null;
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
            or PostgresErrorCodes.InsufficientPrivilege)
        {
            // The check of the schema names it.
            return null;
        }
    }
}
