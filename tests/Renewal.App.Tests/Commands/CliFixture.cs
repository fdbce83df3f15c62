using Npgsql;
using Renewal.Testing;

namespace Renewal.App.Tests.Commands;

/// <summary>A database with the sample ledger, imported by the program itself. One for each test class.</summary>
public sealed class CliFixture : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("renewal-cli").FullName;

    public string ConnectionString { get; private set; } = "";

    public CliProgram Program { get; private set; } = null!;

    /// <summary>The result of the import.</summary>
    public CliResult Import { get; private set; } = null!;

    public static string Sample => Path.Combine(AppContext.BaseDirectory, "Samples", "wujiashan-ledger.csv");

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await SharedPostgres.CreateDatabaseAsync("cli");
        Program = new CliProgram(ConnectionString, data);
        Import = await Program.RunAsync("import", "ledger", Sample, "--json");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(data, recursive: true);
        return ValueTask.CompletedTask;
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public Task RunAsync(string sql) => RunAsync(ConnectionString, sql);

    public static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
