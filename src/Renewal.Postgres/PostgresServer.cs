namespace Renewal.Postgres;

/// <summary>
/// An embedded PostgreSQL for one data folder. Several processes of this program may use it at once (the web application, and a command
/// line beside it): the first starts it, the others find it running, and <b>the last to leave stops it</b>, so that neither a command
/// that ends early nor a web application that ends first cuts off the other. A user that is killed no longer counts; whoever comes next
/// takes the running server over.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Database = "renewal";

    private readonly ClusterHome home;
    private readonly Cluster cluster;
    private readonly TimeSpan patience;
    private readonly string password;
    private readonly int port;
    private readonly string binFolder;
    private readonly FileStream usage;
    private int disposed;

    private PostgresServer(
        ClusterHome home, Cluster cluster, TimeSpan patience, string password, int port, string binFolder, string origin, bool wasRunning,
        FileStream usage)
    {
        (this.home, this.cluster, this.patience, this.password) = (home, cluster, patience, password);
        (this.port, this.binFolder, this.usage) = (port, binFolder, usage);
        (Origin, WasRunning) = (origin, wasRunning);
    }

    /// <summary>To the database <c>renewal</c>, as its owner.</summary>
    public string ConnectionString => ForDatabase(Database);

    /// <summary>Which binaries run it and where its data lies: one line for the console.</summary>
    public string Origin { get; }

    /// <summary>True when it was running already: another process uses it, or one was killed.</summary>
    public bool WasRunning { get; }

    /// <summary>The folder that really holds the data; another one than asked for when running as root needed that.</summary>
    public string DataFolder => home.Folder;

    /// <summary>As <see cref="ConnectionString"/>, to another database of the same server. The role may create databases.</summary>
    public string ForDatabase(string name) => DatabaseRoles.ConnectionString(port, DatabaseRoles.Application, password, name);

    /// <summary>Finds or brings a PostgreSQL, starts it and waits until it answers. Several processes may call this at once.</summary>
    /// <exception cref="PostgresUnavailableException">There is no way to a database here; the message says what to do.</exception>
    public static async Task<PostgresServer> StartAsync(
        PostgresOptions options, IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        var (home, user, cluster) = await FindHomeAsync(options, progress, cancellationToken);

        // Before anything is written or removed: a folder that is not ours stays byte for byte as it is.
        var found = PostmasterFile.Read(home.Data) is { IsServer: true }
            ? null
            : await Binaries.FindAsync(options, user, cluster.Major(), home.Data, progress, cancellationToken);

        await using var turn = await FileLock.TakeAsync(home.TurnLock, options.Patience, cancellationToken);
        var usage = FileLock.Share(home.UsersLock);
        var binFolder = (string?)null;
        try
        {
            var running = await cluster.RunningPortAsync(cancellationToken);
            var wasRunning = running is not null;
            var origin = "PostgreSQL";
            if (running is null)
            {
                // Asked again: another process may have made the cluster while we waited for our turn.
                var major = cluster.Major();
                var binaries = found is not null && (major is null || major == $"{found.Major}")
                    ? found
                    : await Binaries.FindAsync(options, user, major, home.Data, progress, cancellationToken);
                if (major is null)
                {
                    await ClusterCreation.MakeAsync(home, binaries, user, options.Durable, progress, cancellationToken);
                }

                // Not cancellable: a cancelled start could leave a server running.
                running = await cluster.StartAsync(binaries, CancellationToken.None);
                (binFolder, origin) = (binaries.Folder, $"PostgreSQL {binaries.Version}");
            }

            var password = cluster.Password();
            await DatabaseRoles.ProvideAsync(running.Value, password, Database, CancellationToken.None);
            var bin = binFolder ?? PostmasterFile.BinFolder(home.Data)!;
            return new PostgresServer(home, cluster, options.Patience, password, running.Value, bin,
                $"{origin} ({bin}), {home.Data}, 127.0.0.1:{running}", wasRunning, usage);
        }
        catch
        {
            if (binFolder is not null)
            {
                await cluster.StopAsync(binFolder);
            }

            await usage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the server if no other process uses it: fast shutdown, everything committed is on disk afterwards.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
        {
            return;
        }

        await using var turn = await FileLock.TakeAsync(home.TurnLock, patience, CancellationToken.None);
        await usage.DisposeAsync();
        await using var nobodyElse = FileLock.TryTake(home.UsersLock);
        if (nobodyElse is not null)
        {
            await cluster.StopAsync(binFolder);
        }
    }

    /// <summary>Removes the database with all its data, for a fresh start. Stops a server left behind by a killed process.</summary>
    /// <exception cref="PostgresUnavailableException">Another process uses it (<c>postgres.in-use</c>), or it is not ours.</exception>
    public static async Task EraseAsync(
        PostgresOptions options, IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        var (home, _, cluster) = await FindHomeAsync(options, progress, cancellationToken);
        if (cluster.Major() is null)
        {
            return;
        }

        await using var turn = await FileLock.TakeAsync(home.TurnLock, options.Patience, cancellationToken);
        await using var nobodyElse = FileLock.TryTake(home.UsersLock) ?? throw new PostgresUnavailableException("postgres.in-use",
            $"{home.Data} 正在被另一个进程使用，不能清空。请先停止它。",
            $"Another process uses {home.Data}; it cannot be erased. Stop that process first.");
        if (await cluster.RunningPortAsync(cancellationToken) is not null)
        {
            await cluster.StopAsync(PostmasterFile.BinFolder(home.Data)!);
        }

        Directory.Delete(home.Data, recursive: true);
        File.Delete(home.PasswordFile);
    }

    private static async Task<(ClusterHome Home, OsUser User, Cluster Cluster)> FindHomeAsync(
        PostgresOptions options, IProgress<string>? progress, CancellationToken cancellation)
    {
        var anyone = OsUser.ForServer();
        var home = await ClusterHome.ForAsync(options.DataFolder, anyone, progress, cancellation);
        var user = await anyone.ForClusterAsync(home.Data, cancellation);
        return (home, user, new Cluster(home, user, options.Patience, progress));
    }
}
