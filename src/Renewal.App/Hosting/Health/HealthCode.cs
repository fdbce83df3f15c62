using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Renewal.App.Hosting.Health;

/// <summary>Why a check failed, as a stable code that says neither a count nor an address, beside a detail for the log.</summary>
internal static class HealthCode
{
    /// <summary>The database cannot be reached, or does not answer in time.</summary>
    public const string DatabaseAway = "database.away";

    /// <summary>A view met an event it cannot handle, or has not moved for a minute.</summary>
    public const string ViewStopped = "view.stopped";

    /// <summary>The clocks of application and database differ by more than the store allows: nothing can be recorded.</summary>
    public const string ClockSkewed = "clock.skewed";

    /// <summary>The clocks differ, by less than that.</summary>
    public const string ClockDrifts = "clock.drifts";

    /// <summary>A statement failed because the disk of the database is full, and it still is.</summary>
    public const string DiskFull = "database.disk-full";

    private const string Key = "code";

    /// <param name="detail">For whoever reads the log: names, counts and the error.</param>
    public static HealthCheckResult Unhealthy(string code, string detail, Exception? cause = null) =>
        HealthCheckResult.Unhealthy(detail, cause, new Dictionary<string, object> { [Key] = code });

    /// <summary>Still ready, and worth a line in the log.</summary>
    public static HealthCheckResult Degraded(string code, string detail) =>
        HealthCheckResult.Degraded(detail, null, new Dictionary<string, object> { [Key] = code });

    /// <summary>The code of a failed check. One that ran out of time or threw has none of its own: the database did not answer.</summary>
    public static string Of(HealthReportEntry entry) => entry.Data.TryGetValue(Key, out var code) ? (string)code : DatabaseAway;
}
