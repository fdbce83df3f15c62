using Npgsql;

namespace Renewal.App.Tests.Auth;

/// <summary>A database of its own for each class. The one place that knows where the server is.</summary>
public sealed class AuthDatabase : IAsyncDisposable
{
    private readonly string _name = $"auth_{Guid.NewGuid():n}";

    private static string Server => Environment.GetEnvironmentVariable("RENEWAL_TEST_POSTGRES")
        ?? throw new InvalidOperationException("RENEWAL_TEST_POSTGRES is not set.");

    public string ConnectionString => new NpgsqlConnectionStringBuilder(Server) { Database = _name, MaxPoolSize = 40 }.ConnectionString;

    public async Task<AuthDatabase> CreateAsync()
    {
        await RunAsync(Server, $"create database {_name}");
        return this;
    }

    /// <summary>What only time could bring about otherwise.</summary>
    public Task RunAsync(string sql) => RunAsync(ConnectionString, sql);

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsync(Server, $"drop database if exists {_name} with (force)");
    }

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
