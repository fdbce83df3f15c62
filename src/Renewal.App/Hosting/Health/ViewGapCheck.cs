using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Renewal.Features.Store;

namespace Renewal.App.Hosting.Health;

/// <summary>Checks that no view lacks areas or events, as after a restore without its table.</summary>
internal sealed class ViewGapCheck(ViewGaps gaps) : PeriodicCheck(TimeSpan.FromSeconds(15), TimeProvider.System)
{
    /// <summary>What was found last; null when the last look failed or there was none.</summary>
    public IReadOnlyList<ViewGap>? Last { get; private set; }

    protected override async Task<HealthCheckResult> LookAsync(CancellationToken ct)
    {
        try
        {
            Last = null;
            var found = await gaps.LookAsync(ct);
            Last = found;
            if (found.Count == 0) return HealthCheckResult.Healthy();
            var code = found.Any(gap => gap.Empty) ? HealthCode.ViewEmpty
                : found.Any(gap => gap.Cause is not null) ? HealthCode.ViewStopped : HealthCode.ViewBehind;
            return HealthCode.Unhealthy(code, string.Join("; ", found.Select(Describe)));
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
            or PostgresErrorCodes.InsufficientPrivilege)
        {
            return HealthCode.Unhealthy(HealthCode.SchemaIncomplete, missing.MessageText, missing);
        }
    }

    /// <summary>The size of the gap, and the command that closes it or the event that must be handled first.</summary>
    public static string Describe(ViewGap gap) =>
        $"{gap.View} lacks {gap.Missing} of {gap.Areas} areas and is behind on {gap.Behind}, its oldest missing event is"
        + $" {gap.Waiting.TotalSeconds:0} s old; "
        + (gap.Cause ?? $"run renewal rebuild {gap.View}, the servers may go on running");
}
