using Marten;
using Marten.Services;
using Medallion.Threading.Postgres;
using Npgsql;

namespace Renewal.Features.Accounts;

/// <summary>
/// One change of accounts at a time, over all nodes. Two administrators who disable each other in the same second would otherwise
/// both find that another one is left. The lock belongs to the transaction that writes the change: whatever ends the lock undoes the
/// change with it, so no change is ever made without the lock.
/// </summary>
internal sealed class AccountLock : IAsyncDisposable
{
    // Any number that nothing else of ours locks on.
    private static readonly PostgresAdvisoryLockKey Key = new(7_230_114_201);

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private AccountLock(NpgsqlConnection connection, NpgsqlTransaction transaction, IDocumentSession session) =>
        (this.connection, this.transaction, Session) = (connection, transaction, session);

    /// <summary>Saving its changes commits them and gives the lock back.</summary>
    public IDocumentSession Session { get; }

    public static async Task<AccountLock> AcquireAsync(IDocumentStore store, CancellationToken ct)
    {
        var connection = store.Storage.Database.CreateConnection();
        try
        {
            await connection.OpenAsync(ct);
            var transaction = await connection.BeginTransactionAsync(ct);
            await PostgresDistributedLock.AcquireWithTransactionAsync(Key, transaction, cancellationToken: ct);
            var session = store.LightweightSession(SessionOptions.ForTransaction(transaction, shouldAutoCommit: true));
            return new AccountLock(connection, transaction, session);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
