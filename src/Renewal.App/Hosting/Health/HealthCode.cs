using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Renewal.App.Hosting.Health;

/// <summary>Why a check failed: a stable code without counts or addresses, and a detail for the log.</summary>
internal static class HealthCode
{
    /// <summary>The database cannot be reached, or does not answer in time.</summary>
    public const string DatabaseAway = "database.away";

    /// <summary>Within the last hour the database was replaced under this process: acknowledged events may be missing.</summary>
    public const string DatabaseReplaced = "database.replaced";

    /// <summary>A view lacks an event that this program cannot handle.</summary>
    public const string ViewStopped = "view.stopped";

    /// <summary>The clocks of application and database differ by more than the store allows: nothing can be recorded.</summary>
    public const string ClockSkewed = "clock.skewed";

    /// <summary>The clocks differ, by less than that.</summary>
    public const string ClockDrifts = "clock.drifts";

    /// <summary>The newest event is later than the database's clock: it was set back, or was ahead for a while.</summary>
    public const string ClockBehindRecord = "clock.behind-record";

    /// <summary>A newer program has written what this one does not know: releases, or events of its own.</summary>
    public const string ProgramOlder = "program.older";

    /// <summary>The disk of the database is full.</summary>
    public const string DiskFull = "database.disk-full";

    /// <summary>A table, column, function, trigger or right that the program needs is missing.</summary>
    public const string SchemaIncomplete = "schema.incomplete";

    /// <summary>A view is empty although there are areas.</summary>
    public const string ViewEmpty = "view.empty";

    /// <summary>A view lacks areas or events that it should have.</summary>
    public const string ViewBehind = "view.behind";

    /// <summary>Rows of a view do not follow from the events.</summary>
    public const string ViewDiffers = "view.differs";

    /// <summary>Stored streams contradict themselves: a version, an archive mark or a code was changed by hand.</summary>
    public const string RecordDamaged = "record.damaged";

    private const string Key = "code";

    /// <param name="detail">For whoever reads the log: names, counts and the error.</param>
    public static HealthCheckResult Unhealthy(string code, string detail, Exception? cause = null) =>
        HealthCheckResult.Unhealthy(detail, cause, new Dictionary<string, object> { [Key] = code });

    /// <summary>A warning: readiness stays 200 and names the code.</summary>
    public static HealthCheckResult Degraded(string code, string detail) =>
        HealthCheckResult.Degraded(detail, null, new Dictionary<string, object> { [Key] = code });

    /// <summary>The code of a failed check. A timeout or exception means that the database did not respond.</summary>
    public static string Of(HealthReportEntry entry) => entry.Data.TryGetValue(Key, out var code) ? (string)code : DatabaseAway;
}
