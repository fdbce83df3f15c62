using Npgsql;
using Renewal.Postgres;

namespace Renewal.App.Hosting;

/// <summary>The database of this process: the configured one, or an embedded one that runs as long as the process.</summary>
public sealed class Database : IAsyncDisposable
{
    /// <summary>Name of the connection string, and application name of the connections.</summary>
    internal const string Name = "renewal";

    private readonly PostgresServer? server;

    private Database(string connectionString, PostgresServer? server) =>
        (ConnectionString, this.server) = (Tuned(connectionString), server);

    public string ConnectionString { get; }

    /// <summary>True for the embedded database in the data folder.</summary>
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

    /// <summary>A connection string in the configuration or the environment; null for an embedded database.</summary>
    public static string? Configured() =>
        StartConfiguration.Read().GetConnectionString(Name) is { } given && !string.IsNullOrWhiteSpace(given) ? given : null;

    /// <summary>Names under ConnectionStrings that the program does not read: one may be misspelt.</summary>
    private static string Unread() => string.Join(", ", StartConfiguration.Read().GetSection("ConnectionStrings").GetChildren()
        .Select(child => child.Key).Where(key => !key.Equals(Name, StringComparison.OrdinalIgnoreCase))
        .Select(key => $"ConnectionStrings__{key}"));

    /// <exception cref="InvalidSettingException">No database is configured, and RENEWAL_EMBEDDED forbids an embedded one.</exception>
    /// <exception cref="PostgresUnavailableException">No database is configured, and no embedded one can be started.</exception>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public static async Task<Database> OpenAsync(
        string? connectionString, string dataFolder, IProgress<string>? progress, CancellationToken ct)
    {
        if ((connectionString ?? Configured()) is { } given) return new Database(given, null);
        if (!AppSettings.MayEmbed)
        {
            var unread = Unread();
            throw new InvalidSettingException("database.not-configured", unread)
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

    private static string Tuned(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        if (string.IsNullOrWhiteSpace(parts.Host)) throw new ArgumentException("Host=?");
        // Speeds up writes: docs/concepts/speed.md.
        if (!IsGiven("Max Auto Prepare")) parts.MaxAutoPrepare = 100;
        if (!IsGiven("Auto Prepare Min Usages")) parts.AutoPrepareMinUsages = 2;
        // Otherwise every start looks for Kerberos and reports on standard error that it is missing.
        if (!IsGiven("GSS Encryption Mode")) parts.GssEncryptionMode = GssEncryptionMode.Disable;
        // How long a cancelled statement waits for the server to confirm before its connection is given up. It blocks a thread meanwhile.
        if (!IsGiven("Cancellation Timeout")) parts.CancellationTimeout = 500;
        // A prefix identifies processes of this program (DatabaseMarker), before any configured name.
        if (!IsOurs(parts.ApplicationName)) parts.ApplicationName = $"{Name} {parts.ApplicationName}".TrimEnd();
        return parts.ConnectionString;

        // By the normalised key of the builder.
        bool IsGiven(string setting) => parts.ShouldSerialize(setting);
    }

    private static bool IsOurs(string? applicationName) =>
        applicationName == Name || applicationName?.StartsWith(Name + " ", StringComparison.Ordinal) == true;
}
