using Npgsql;
using Renewal.Postgres;

namespace Renewal.Benchmarks;

/// <summary>The PostgreSQL of one run: the one named by RENEWAL_BENCH_POSTGRES, else one of our own, durable like in the office.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly PostgresServer? own;
    private readonly PostgresOptions? options;
    private readonly string connectionString;
    private readonly List<string> made = [];

    private Server(string connectionString, PostgresServer? own, PostgresOptions? options) =>
        (this.connectionString, this.own, this.options) = (connectionString, own, options);

    public static async Task<Server> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("RENEWAL_BENCH_POSTGRES") is { Length: > 0 } given)
        {
            await Cpu.FindServerAsync(given);
            return new Server(given, null, null);
        }

        var options = new PostgresOptions { DataFolder = Path.Combine(Path.GetTempPath(), "renewal-bench-" + Path.GetRandomFileName()) };
        var own = await PostgresServer.StartAsync(options);
        // Three systems with 32 writers each keep their connections while they take turns.
        var settings = Directory.GetFiles(own.DataFolder, "postgresql.conf", SearchOption.AllDirectories).Single();
        await own.DisposeAsync();
        await File.AppendAllTextAsync(settings, "max_connections = 300\n");
        own = await PostgresServer.StartAsync(options);
        await Cpu.FindServerAsync(own.ConnectionString);
        return new Server(own.ForDatabase("postgres"), own, options);
    }

    /// <summary>A fresh database; both sides of every ratio use this connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        var database = $"bench_{name}_{Guid.NewGuid():N}"[..30];
        await ExecuteAsync(connectionString, $"create database {database} template template0");
        made.Add(database);
        return new NpgsqlConnectionStringBuilder(connectionString)
        {
            Database = database,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            MaxPoolSize = 60,
        }.ConnectionString;
    }

    /// <summary>Machine and settings, for the head of the results.</summary>
    public async Task<string> DescribeAsync()
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select string_agg(name || '=' || current_setting(name), ', ' order by name) from pg_settings
            where name in ('fsync', 'synchronous_commit', 'shared_buffers', 'max_connections', 'full_page_writes', 'jit')
            """,
            connection);
        var settings = await command.ExecuteScalarAsync();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024 / 1024 / 1024;
        return $"{Environment.ProcessorCount} cores shared by client and server, {memory} GB, .NET {Environment.Version}, "
            + $"PostgreSQL {connection.PostgreSqlVersion} ({settings}); both sides with Max Auto Prepare=100.";
    }

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        foreach (var database in made) await ExecuteAsync(connectionString, $"drop database if exists {database} with (force)");
        NpgsqlConnection.ClearAllPools();
        if (own is null) return;
        await own.DisposeAsync();
        await PostgresServer.EraseAsync(options!);
        foreach (var folder in new[] { own.DataFolder, options!.DataFolder }.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }
}
