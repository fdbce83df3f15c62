using Npgsql;

namespace Renewal.App.Hosting;

/// <summary>The advisory lock of a running rebuild. Two at once would do no harm and take twice as long.</summary>
internal sealed class RebuildLock : IAsyncDisposable
{
    // "renewal" in ASCII.
    private const long Key = 0x72656E6577616C;

    private readonly NpgsqlConnection connection;

    private RebuildLock(NpgsqlConnection connection, bool isOurs) => (this.connection, IsOurs) = (connection, isOurs);

    /// <summary>False while another process rebuilds. Held until this is disposed of, or its process ends.</summary>
    public bool IsOurs { get; }

    public static async Task<RebuildLock> TakeAsync(string connectionString, CancellationToken ct)
    {
        var own = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "rebuild" };
        var connection = new NpgsqlConnection(own.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            await using var locking = new NpgsqlCommand($"select pg_try_advisory_lock({Key})", connection);
            return new RebuildLock(connection, (bool)(await locking.ExecuteScalarAsync(ct))!);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
