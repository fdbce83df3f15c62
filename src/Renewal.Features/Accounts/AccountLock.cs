using Marten;
using Npgsql;

namespace Renewal.Features.Accounts;

/// <summary>
/// One change of accounts at a time, over all nodes. Two administrators who disable each other in the same second would otherwise
/// both find that another one is left.
/// </summary>
internal sealed class AccountLock : IAsyncDisposable
{
    // Any number that nothing else of ours locks on.
    private const long Key = 7_230_114_201;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private AccountLock(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_connection, _transaction) = (connection, transaction);

    public static async Task<AccountLock> EnterAsync(IDocumentStore store, CancellationToken ct)
    {
        var connection = store.Storage.Database.CreateConnection();
        try
        {
            await connection.OpenAsync(ct);
            // Bound to a transaction, so that the lock goes with the connection whatever happens.
            var transaction = await connection.BeginTransactionAsync(ct);
            await using var command = new NpgsqlCommand("select pg_advisory_xact_lock($1)", connection, transaction)
            {
                Parameters = { new() { Value = Key } },
            };
            await command.ExecuteNonQueryAsync(ct);
            return new AccountLock(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
