using Npgsql;

namespace Renewal.Features.Store;

/// <summary>
/// A few connections separate from those of requests: readiness must respond while the pool is exhausted, and within seconds while the
/// database hangs.
/// </summary>
public sealed class StoreProbe : IAsyncDisposable
{
    private readonly NpgsqlDataSource source;

    public StoreProbe(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = 5,
            MinPoolSize = 0,
            Timeout = 3,
            CommandTimeout = 3,
            CancellationTimeout = 200,
            MaxAutoPrepare = 0,
            ApplicationName = "renewal-health",
        };
        source = NpgsqlDataSource.Create(parts.ConnectionString);
    }

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken ct) => source.OpenConnectionAsync(ct);

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
