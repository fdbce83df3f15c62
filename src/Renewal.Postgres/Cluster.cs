using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Renewal.Postgres;

/// <summary>One cluster on disk: detects, starts and stops its server. The caller holds the lock for starting and stopping.</summary>
internal sealed class Cluster(ClusterHome home, OsUser user, TimeSpan patience, IProgress<string>? progress)
{
    /// <summary>Null for a folder that holds nothing yet.</summary>
    /// <exception cref="PostgresUnavailableException">The folder has other content (<c>postgres.not-a-cluster</c>).</exception>
    internal string? Major()
    {
        var direct = Path.Combine(home.Folder, "PG_VERSION");
        if (File.Exists(direct))
        {
            throw NotACluster(home.Folder);
        }

        var file = Path.Combine(home.Data, "PG_VERSION");
        return File.Exists(file) ? File.ReadAllText(file).Trim()
            : Directory.Exists(home.Data) ? throw NotACluster(home.Data)
            : null;
    }

    internal string Password() => File.Exists(home.PasswordFile) ? File.ReadAllText(home.PasswordFile).Trim() : throw NotOurs();

    /// <summary>
    /// The port of a server that already runs on this cluster and accepts the password; waits for one that is starting, recovering or
    /// stopping. Null when none runs, even after a crash.
    /// </summary>
    internal async Task<int?> RunningPortAsync(CancellationToken cancellation)
    {
        for (var watch = Stopwatch.StartNew(); PostmasterFile.Read(home.Data) is { } left;)
        {
            if (!left.IsServer)
            {
                // Safe: PostgreSQL still finds orphaned children of a dead server by its shared memory and refuses to start beside them.
                progress?.Report("上次未正常停止，数据库将自行恢复… / the last stop was not clean, the database recovers by itself");
                File.Delete(left.Path);
                return null;
            }

            if (left.Port is { } port && await AnswersAsync(port, cancellation))
            {
                return port;
            }

            if (watch.Elapsed > patience)
            {
                throw StartFailed("a server runs but does not answer");
            }

            await Task.Delay(100, cancellation);
        }

        return null;
    }

    /// <summary>Returns the port. pg_ctl gives the server a session of its own: Ctrl+C at the console does not reach it.</summary>
    internal async Task<int> StartAsync(Binaries binaries, CancellationToken cancellation)
    {
        progress?.Report("正在启动内置 PostgreSQL… / starting the embedded PostgreSQL");
        if (!await user.ReachesAsync(home.Folder, cancellation))
        {
            throw StartFailed($"user {user.Name} cannot enter {home.Folder}");
        }

        await user.OwnAsync(home.Data, cancellation);
        var log = Path.Combine(home.Data, "start.log");
        for (var attempt = 1; ; attempt++)
        {
            File.Delete(log);
            var port = FreePort();
            string[] arguments = ["start", "-D", home.Data, "-l", log, "-w", "-t", $"{(int)patience.TotalSeconds}", "-o", $"-p {port}"];
            // On Windows the server would inherit the pipes and keep them open.
            var outcome = await ExternalTool.RunAsync(
                binaries.Tool("pg_ctl"), arguments, cancellation, user.Name, capture: !OperatingSystem.IsWindows());
            if (outcome.Good)
            {
                return port;
            }

            var said = Said();
            if (attempt == 3 || !said.Contains("could not bind", StringComparison.Ordinal))
            {
                throw StartFailed(string.IsNullOrWhiteSpace(said) ? outcome.Complaint : said);
            }
        }
    }

    /// <summary>Fast shutdown: open transactions are rolled back, everything committed is on disk afterwards.</summary>
    internal async Task StopAsync(string binFolder)
    {
        string[] arguments = ["stop", "-D", home.Data, "-m", "fast", "-w", "-t", $"{(int)patience.TotalSeconds}"];
        var outcome =
            await ExternalTool.RunAsync(ExternalTool.Executable(binFolder, "pg_ctl"), arguments, CancellationToken.None, user.Name);
        if (!outcome.Good && PostmasterFile.Read(home.Data) is { IsServer: true })
        {
            progress?.Report($"数据库未能停止：{outcome.Complaint} / the database did not stop");
        }
    }

    private async Task<bool> AnswersAsync(int port, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await DatabaseRoles.OpenAsync(port, Password(), cancellation);
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InvalidPassword)
        {
            throw NotOurs();
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>The end of both logs: PostgreSQL changes from the first to the second once its log collector runs.</summary>
    private string Said()
    {
        var folder = Path.Combine(home.Data, "log");
        var newest = Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles().MaxBy(file => file.LastWriteTimeUtc)?.FullName : null;
        return string.Join(Environment.NewLine, new[] { Path.Combine(home.Data, "start.log"), newest }
            .Where(File.Exists).Select(file => ExternalTool.LastLines(File.ReadAllText(file!))));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private PostgresUnavailableException StartFailed(string why) => new("postgres.start-failed",
        $"{home.Data} 中的数据库无法启动：", $"The database in {home.Data} does not start:", why);

    private PostgresUnavailableException NotOurs() => new("postgres.not-ours",
        $"{home.Data} 中的数据库不接受 {home.PasswordFile} 中的密码；未作任何改动。请恢复该文件，或改用 ConnectionStrings__renewal。",
        $"The database in {home.Data} does not take the password in {home.PasswordFile}; nothing was touched. "
        + "Restore that file, or use ConnectionStrings__renewal.");

    private static PostgresUnavailableException NotACluster(string folder) => new("postgres.not-a-cluster",
        $"{folder} 中已有并非由本程序建立的内容；未作任何改动。请改用其他 RENEWAL_DATA。",
        $"{folder} holds something that this program did not make; nothing was touched. Choose another RENEWAL_DATA.");
}
