using System.Data;
using Npgsql;

namespace Renewal.Features.Portfolio;

/// <summary>One state of the database for all statements of a response, so that its parts agree.</summary>
internal sealed class PortfolioSnapshot : IAsyncDisposable
{
    // What PostgreSQL starts with: it keeps the plan of a prepared statement once five were no better.
    private const string KeepPlans = "auto";

    private const string PlanForParameters = "force_custom_plan";

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private string planning = KeepPlans;

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
        ExecuteAsync(PlanForParameters, commands, ct);

    /// <summary>Sends statements that find rows by an index, in one round trip; their plans are kept, which saves making them.</summary>
    public Task<NpgsqlDataReader> FindAsync(CancellationToken ct, params NpgsqlBatchCommand[] commands) =>
        ExecuteAsync(KeepPlans, commands, ct);

    private async Task<NpgsqlDataReader> ExecuteAsync(string plans, NpgsqlBatchCommand[] commands, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        if (plans != planning)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"set local plan_cache_mode = {plans}"));
            // Cost estimates are far too high: of a partial index, PostgreSQL multiplies the selectivities of the predicate, and of a
            // join of two days it does not know that each area has one row. It would start workers and compile code for queries of
            // milliseconds.
            batch.BatchCommands.Add(new NpgsqlBatchCommand("set local jit = off"));
            batch.BatchCommands.Add(new NpgsqlBatchCommand("set local max_parallel_workers_per_gather = 0"));
        }

        foreach (var command in commands) batch.BatchCommands.Add(command);
        planning = plans;
        return await batch.ExecuteReaderAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
