using System.Data;
using Npgsql;

namespace Renewal.Features.Portfolio;

/// <summary>One state of the database for all statements of a response, so that its parts agree.</summary>
internal sealed class PortfolioSnapshot : IAsyncDisposable
{
    // How many rows a day or an instant has is in the planner's statistics, and a plan made for any day cannot use them: it took forty
    // times as long for the areas of one street by past knowledge. PostgreSQL keeps such a plan for a prepared statement unless told.
    private const string PlanForTheseParameters = "set local plan_cache_mode = force_custom_plan";

    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private bool told;

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

    /// <summary>Sends statements in one round trip. The reader stands on the result of the first.</summary>
    public async Task<NpgsqlDataReader> AskAsync(CancellationToken ct, params NpgsqlBatchCommand[] commands)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        if (!told) batch.BatchCommands.Add(new NpgsqlBatchCommand(PlanForTheseParameters));
        foreach (var command in commands) batch.BatchCommands.Add(command);
        told = true;
        return await batch.ExecuteReaderAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
