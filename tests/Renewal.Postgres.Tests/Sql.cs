using Npgsql;

namespace Renewal.Postgres.Tests;

internal static class Sql
{
    /// <summary>Outside the pool: a test that stops the server must not meet a connection from before.</summary>
    internal static async Task<object?> AskAsync(string connectionString, string statement)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false;Timeout=5");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }

    internal static async Task<bool> AnswersAsync(string connectionString)
    {
        try
        {
            return await AskAsync(connectionString, "select 1") is 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
