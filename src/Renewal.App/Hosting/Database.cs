using Npgsql;
using Renewal.Postgres;

namespace Renewal.App.Hosting;

/// <summary>
/// The database this start of the program works with: the one it was given, or one of our own that it keeps running meanwhile.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    /// <summary>Of the connection string in the configuration, and how the connections of this program call themselves.</summary>
    internal const string Name = "renewal";

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

    /// <exception cref="InvalidSettingException">Nothing was given, and RENEWAL_EMBEDDED forbids one of our own.</exception>
    /// <exception cref="PostgresUnavailableException">Nothing was given, and none of our own can be had.</exception>
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
        // The cheapest gain there is for writes: docs/concepts/speed.md.
        if (!IsGiven("Max Auto Prepare")) parts.MaxAutoPrepare = 100;
        if (!IsGiven("Auto Prepare Min Usages")) parts.AutoPrepareMinUsages = 2;
        // Otherwise every start looks for Kerberos and says on standard error that it is not there.
        if (!IsGiven("GSS Encryption Mode")) parts.GssEncryptionMode = GssEncryptionMode.Disable;
        // How long a cancelled statement waits for the server to confirm before its connection is given up. It blocks a thread meanwhile.
        if (!IsGiven("Cancellation Timeout")) parts.CancellationTimeout = 500;
        // What tells one process of ours from others (DatabaseMarker) stands in front of whatever name was given.
        if (!IsOurs(parts.ApplicationName)) parts.ApplicationName = $"{Name} {parts.ApplicationName}".TrimEnd();
        return parts.ConnectionString;

        // By the name the builder keeps it under, whichever spelling was given.
        bool IsGiven(string setting) => parts.ShouldSerialize(setting);
    }

    private static bool IsOurs(string? applicationName) =>
        applicationName == Name || applicationName?.StartsWith(Name + " ", StringComparison.Ordinal) == true;
}
