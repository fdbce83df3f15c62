using System.Data;
using Npgsql;

namespace Renewal.Features.Portfolio;

/// <summary>One state of the database for all statements of a response, so that its parts agree.</summary>
internal sealed class PortfolioSnapshot : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private bool planned;

    private PortfolioSnapshot(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (this.connection, this.transaction) = (connection, transaction);

    public static async Task<PortfolioSnapshot> OpenAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        try
        {
            await connection.OpenAsync(ct);
            return new PortfolioSnapshot(connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Sends statements that read many rows, in one round trip, and has them planned for their parameters: how many rows hold on a day
    /// or at an instant is in the planner's statistics. A plan for any day, which PostgreSQL keeps for a prepared statement, took forty
    /// times as long for the areas of one street by past knowledge.
    /// </summary>
    public Task<NpgsqlDataReader> AskAsync(CancellationToken ct, params NpgsqlBatchCommand[] commands) =>
        ExecuteAsync("force_custom_plan", plan: true, commands, ct);

    /// <summary>Sends statements that find rows by an index, in one round trip; their plans are kept, which saves making them.</summary>
    public Task<NpgsqlDataReader> FindAsync(CancellationToken ct, params NpgsqlBatchCommand[] commands) =>
        ExecuteAsync("auto", plan: false, commands, ct);

    private async Task<NpgsqlDataReader> ExecuteAsync(string mode, bool plan, NpgsqlBatchCommand[] commands, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        if (plan != planned) batch.BatchCommands.Add(new NpgsqlBatchCommand($"set local plan_cache_mode = {mode}"));
        foreach (var command in commands) batch.BatchCommands.Add(command);
        planned = plan;
        return await batch.ExecuteReaderAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
