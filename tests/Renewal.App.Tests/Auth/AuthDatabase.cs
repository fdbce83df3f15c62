using Npgsql;
using Renewal.Testing;

namespace Renewal.App.Tests.Auth;

/// <summary>A database of its own for each class, on the server all tests share.</summary>
public sealed class AuthDatabase : IAsyncDisposable
{
    public string ConnectionString { get; private set; } = "";

    public async Task<AuthDatabase> CreateAsync()
    {
        var given = await SharedPostgres.CreateDatabaseAsync("auth");
        ConnectionString = new NpgsqlConnectionStringBuilder(given) { MaxPoolSize = 40 }.ConnectionString;
        return this;
    }

    /// <summary>Changes that otherwise need time to pass.</summary>
    public async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    // The fixture drops the database; what must go now are the connections.
    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ConnectionString));
        return ValueTask.CompletedTask;
    }
}
