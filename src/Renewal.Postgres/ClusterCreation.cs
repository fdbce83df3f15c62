namespace Renewal.Postgres;

/// <summary>Creates a cluster: initdb in a temporary folder, settings, then one rename.</summary>
internal static class ClusterCreation
{
    /// <summary>
    /// Sorting by ICU so that names come in pinyin order. The character type comes from C.UTF-8 where the system has it: under plain C
    /// PostgreSQL takes Chinese characters for punctuation, and trigram search finds none of them. Tried in order of preference.
    /// </summary>
    private static readonly string[][] Locales =
    [
        ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh-Hans-CN"],
        ["--locale=en_US.UTF-8", "--locale-provider=icu", "--icu-locale=zh-Hans-CN"],
        ["--no-locale", "--locale-provider=icu", "--icu-locale=zh-Hans-CN"],
        ["--locale=C.UTF-8"],
        ["--no-locale"],
    ];

    /// <exception cref="PostgresUnavailableException">initdb fails with every locale (<c>postgres.init-failed</c>).</exception>
    internal static async Task MakeAsync(
        ClusterHome home, Binaries binaries, OsUser user, bool durable, IProgress<string>? progress, CancellationToken cancellation)
    {
        progress?.Report("正在初始化数据库… / creating the database cluster");
        var password = DatabaseRoles.NewPassword(home.PasswordFile);
        var forInitdb = Path.Combine(home.Folder, "initdb.password");
        var complaint = "";
        try
        {
            // A copy that the server's user may read; the original stays private.
            DatabaseRoles.WritePrivately(forInitdb, password);
            await user.OwnAsync(forInitdb, cancellation);
            foreach (var locale in Locales)
            {
                await EmptyAsync(home.Unfinished, user, cancellation);
                string[] arguments =
                    ["-D", home.Unfinished, "-U", DatabaseRoles.Administrator, "--pwfile", forInitdb, "-A", "scram-sha-256",
                    "-E", "UTF8", .. locale, .. durable ? (string[])[] : ["--no-sync"]];
                var outcome = await ExternalTool.RunAsync(binaries.Tool("initdb"), arguments, cancellation, user.Name);
                if (outcome.Good)
                {
                    await File.AppendAllTextAsync(Path.Combine(home.Unfinished, "postgresql.conf"), Settings(durable), cancellation);
                    Directory.Move(home.Unfinished, home.Data);
                    return;
                }

                complaint = outcome.Complaint;
            }
        }
        finally
        {
            File.Delete(forInitdb);
        }

        throw new PostgresUnavailableException("postgres.init-failed",
            $"无法在 {home.Folder} 初始化数据库（{binaries.Origin}）。请检查磁盘空间与目录权限：",
            $"No database could be created in {home.Folder} ({binaries.Origin}). Check disk space and permissions:", complaint);
    }

    private static async Task EmptyAsync(string folder, OsUser user, CancellationToken cancellation)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        await user.OwnAsync(folder, cancellation);
    }

    /// <summary>In postgresql.conf, where an operator can change them. Only the port changes at each start.</summary>
    private static string Settings(bool durable) => $"""

        # Renewal: this machine only, little memory, a week of logs.
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        max_connections = {(durable ? 100 : 300)}
        shared_buffers = '64MB'
        logging_collector = on
        log_directory = 'log'
        log_filename = 'postgresql-%a.log'
        log_truncate_on_rotation = on
        log_rotation_age = '1d'
        log_rotation_size = 0
        {(durable ? "" : "fsync = off\nsynchronous_commit = off\nfull_page_writes = off")}

        """;
}
