using System.Data.Common;
using Medallion.Threading.Postgres;
using Npgsql;

namespace Renewal.App.Hosting;

/// <summary>The lock of a running rebuild. Two at once would do no harm and take twice as long.</summary>
internal sealed class RebuildLock : IAsyncDisposable
{
    // "renewal" in ASCII.
    private static readonly PostgresAdvisoryLockKey Key = new(0x72656E6577616C);

    private readonly PostgresDistributedLockHandle held;

    private RebuildLock(PostgresDistributedLockHandle held) => (this.held, Lost) = (held, held.HandleLostToken);

    /// <summary>Cancelled when the connection that holds the lock has ended.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Null while another process rebuilds. Held until it is disposed of, or the connection ends.</summary>
    public static async Task<RebuildLock?> TryAcquireAsync(string connectionString, CancellationToken ct)
    {
        var own = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "rebuild" };
        // A connection of its own, so that the session that has the lock is found by its name in pg_stat_activity.
        var rebuild = new PostgresDistributedLock(Key, own.ConnectionString, options => options.UseMultiplexing(false));
        return await rebuild.TryAcquireAsync(cancellationToken: ct) is { } held ? new RebuildLock(held) : null;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await held.DisposeAsync();
        }
        catch (Exception gone) when (Lost.IsCancellationRequested && gone is (InvalidOperationException or DbException))
        {
            // Nothing is left to give back, and the library tries to all the same.
        }
    }
}
