using Npgsql;

namespace Renewal.App.Hosting;

/// <summary>What a rebuild of a view finds when it wants to begin.</summary>
internal enum RebuildTurn
{
    Free,

    /// <summary>A server or command of ours has the database open.</summary>
    InUse,

    /// <summary>Another rebuild is running.</summary>
    Rebuilding,
}

/// <summary>
/// Keeps rebuilds and servers apart: what is recorded during a rebuild would have events and no place in the view. A rebuild takes an
/// advisory lock and then looks for other processes; a server connects and then looks for the lock. Whoever is second sees the first.
/// </summary>
internal sealed class RebuildGate : IAsyncDisposable
{
    // "renewal" in ASCII.
    private const long Key = 0x72656E6577616C;

    private readonly NpgsqlConnection connection;

    private RebuildGate(NpgsqlConnection connection, RebuildTurn turn) => (this.connection, Turn) = (connection, turn);

    /// <summary>With <see cref="RebuildTurn.Free"/> the lock is held until this is disposed of.</summary>
    public RebuildTurn Turn { get; }

    /// <summary>To be called before this process opens any other connection to the database: it would find itself.</summary>
    public static async Task<RebuildGate> EnterAsync(string connectionString, CancellationToken ct)
    {
        // Not named as servers and commands are, or two of these would take each other for one.
        var own = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "rebuild" };
        var connection = new NpgsqlConnection(own.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            await using var locking = new NpgsqlCommand($"select pg_try_advisory_lock({Key})", connection);
            if (!(bool)(await locking.ExecuteScalarAsync(ct))!) return new RebuildGate(connection, RebuildTurn.Rebuilding);
            var used = await RecordMark.IsInUseAsync(connectionString, ct);
            return new RebuildGate(connection, used ? RebuildTurn.InUse : RebuildTurn.Free);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether a rebuild is running now.</summary>
    public static async Task<bool> IsTakenAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        // Shared, so that servers starting together do not see each other; given back with the statement's own transaction.
        await using var looking = new NpgsqlCommand($"select pg_try_advisory_xact_lock_shared({Key})", connection);
        return !(bool)(await looking.ExecuteScalarAsync(ct))!;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}

/// <summary>A view of this database is being rebuilt by another process, so nothing else may start on it.</summary>
public sealed class RebuildRunningException() : InvalidOperationException(
    "正在重建视图，完成后再启动。 / A view is being rebuilt; start again when that is done.");
