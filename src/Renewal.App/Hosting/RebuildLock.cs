using System.Data.Common;
using Medallion.Threading.Postgres;
using Npgsql;

namespace Renewal.App.Hosting;

/// <summary>The lock of a running rebuild. Two at once would do no harm and take twice as long.</summary>
internal sealed class RebuildLock : IAsyncDisposable
{
    // "renewal" in ASCII.
    private static readonly PostgresAdvisoryLockKey Key = new(0x72656E6577616C);

    private readonly NpgsqlDataSource source;
    private readonly PostgresDistributedLockHandle held;

    private RebuildLock(NpgsqlDataSource source, PostgresDistributedLockHandle held) =>
        (this.source, this.held, Lost) = (source, held, held.HandleLostToken);

    /// <summary>Cancelled when the connection that holds the lock has ended.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Null while another process rebuilds. Held until it is disposed of, or the connection ends.</summary>
    public static Task<RebuildLock?> TryAcquireAsync(string connectionString, CancellationToken ct) =>
        AcquireAsync(connectionString, TimeSpan.Zero, ct);

    /// <summary>Waits for a rebuild of another process to end.</summary>
    public static async Task<RebuildLock> AcquireAsync(string connectionString, CancellationToken ct) =>
        (await AcquireAsync(connectionString, Timeout.InfiniteTimeSpan, ct))!;

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

        await source.DisposeAsync();
    }

    private static async Task<RebuildLock?> AcquireAsync(string connectionString, TimeSpan patience, CancellationToken ct)
    {
        // A connection of its own, so that the session that has the lock is found by its name in pg_stat_activity.
        var source = Source(new(connectionString) { Pooling = false, ApplicationName = "rebuild" });
        try
        {
            var rebuild = new PostgresDistributedLock(Key, source, options => options.UseMultiplexing(false));
            if (await rebuild.TryAcquireAsync(patience, ct) is { } held) return new RebuildLock(source, held);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }

        await source.DisposeAsync();
        return null;
    }

    private static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder own)
    {
        var builder = new NpgsqlDataSourceBuilder(own.ConnectionString);
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = new NpgsqlCommand(NoticeDeath, connection);
                command.ExecuteNonQuery();
            },
            async connection =>
            {
                await using var command = new NpgsqlCommand(NoticeDeath, connection);
                await command.ExecuteNonQueryAsync();
            });
        return builder.Build();
    }

    // While the lock is held its session sleeps a minute at a time, and would keep the lock of a killed process until it wakes. Not every
    // platform of the server can look at the connection meanwhile.
    private const string NoticeDeath =
        """
        do $$ begin
          set client_connection_check_interval = '1s';
        exception when others then null;
        end $$
        """;
}
