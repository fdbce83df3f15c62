using Npgsql;
using Renewal.Postgres;

namespace Renewal.App.Hosting;

/// <summary>
/// The database this start of the program works with: the one it was given, or one of our own that it keeps running meanwhile.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private const string Name = "renewal";

    private readonly PostgresServer? server;

    private Database(string connectionString, PostgresServer? server) =>
        (ConnectionString, this.server) = (Tuned(connectionString), server);

    public string ConnectionString { get; }

    /// <summary>True when it is our own, in the data folder.</summary>
    public bool Embedded => server is not null;

    /// <summary>Where the data is, without a password: one line for the console.</summary>
    public string Where
    {
        get
        {
            if (server is not null) return server.Origin;
            var parts = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"PostgreSQL {parts.Host}:{parts.Port}/{parts.Database}";
        }
    }

    /// <summary>A connection string in the configuration or the environment; null for a database of our own.</summary>
    public static string? Configured() =>
        StartConfiguration.Read().GetConnectionString(Name) is { } given && !string.IsNullOrWhiteSpace(given) ? given : null;

    /// <summary>Names under ConnectionStrings that nothing here reads: one of them may be ours with a letter wrong.</summary>
    private static string Unread() => string.Join(", ", StartConfiguration.Read().GetSection("ConnectionStrings").GetChildren()
        .Select(child => child.Key).Where(key => !key.Equals(Name, StringComparison.OrdinalIgnoreCase))
        .Select(key => $"ConnectionStrings__{key}"));

    /// <exception cref="SettingRefusedException">Nothing was given, and RENEWAL_EMBEDDED forbids one of our own.</exception>
    /// <exception cref="PostgresUnavailableException">Nothing was given, and none of our own can be had.</exception>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static async Task<Database> OpenAsync(
        string? connectionString, string dataFolder, IProgress<string>? progress, CancellationToken ct)
    {
        if ((connectionString ?? Configured()) is { } given) return new Database(given, null);
        if (!AppSettings.MayEmbed)
        {
            var unread = Unread();
            throw new SettingRefusedException("database.not-configured", unread)
            {
                TextKey = unread.Length > 0 ? "database.misspelt" : "database.not-configured",
            };
        }

        var options = new PostgresOptions { DataFolder = Path.Combine(dataFolder, "postgres") };
        var server = await PostgresServer.StartAsync(options, progress, ct);
        return new Database(server.ConnectionString, server);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is null) return;
        NpgsqlConnection.ClearAllPools();
        await server.DisposeAsync();
    }

    // Prepared statements give half again as many writes per second: the cheapest gain there is.
    private static string Tuned(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        if (string.IsNullOrWhiteSpace(parts.Host)) throw new ArgumentException("Host=?");
        if (Leaves("Auto Prepare=") && Leaves("AutoPrepare=")) parts.MaxAutoPrepare = 100;
        if (Leaves("Min Usages") && Leaves("MinUsages")) parts.AutoPrepareMinUsages = 2;
        // Otherwise every start looks for Kerberos and says on standard error that it is not there.
        if (Leaves("Gss")) parts.GssEncryptionMode = GssEncryptionMode.Disable;
        // How long a cancelled statement waits for the server to confirm before its connection is given up. It blocks a thread meanwhile.
        if (Leaves("Cancellation")) parts.CancellationTimeout = 500;
        if (string.IsNullOrEmpty(parts.ApplicationName)) parts.ApplicationName = "renewal";
        return parts.ConnectionString;

        // The builder does not tell a setting that was given from its default.
        bool Leaves(string setting) => connectionString.IndexOf(setting, StringComparison.OrdinalIgnoreCase) < 0;
    }
}
