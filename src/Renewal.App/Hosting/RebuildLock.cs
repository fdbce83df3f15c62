using Medallion.Threading.Postgres;
using Npgsql;

namespace Renewal.App.Hosting;

/// <summary>The lock of a running rebuild. Two at once would do no harm and take twice as long.</summary>
internal static class RebuildLock
{
    // "renewal" in ASCII.
    private static readonly PostgresAdvisoryLockKey Key = new(0x72656E6577616C);

    /// <summary>Null while another process rebuilds. Held until it is disposed of, or the connection ends.</summary>
    public static async Task<PostgresDistributedLockHandle?> TryAcquireAsync(string connectionString, CancellationToken ct)
    {
        var own = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "rebuild" };
        // A connection of its own, so that the session that has the lock is found by its name in pg_stat_activity.
        var rebuild = new PostgresDistributedLock(Key, own.ConnectionString, options => options.UseMultiplexing(false));
        return await rebuild.TryAcquireAsync(cancellationToken: ct);
    }
}
