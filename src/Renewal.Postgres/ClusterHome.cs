using System.Security.Cryptography;
using System.Text;

namespace Renewal.Postgres;

/// <summary>The folder of one database: <c>cluster/</c> (PostgreSQL's own), <c>password</c>, and the two lock files.</summary>
internal sealed class ClusterHome
{
    private const string PointerName = "location";

    private ClusterHome(string folder) => Folder = folder;

    internal string Folder { get; }

    internal string Data => Path.Combine(Folder, "cluster");

    /// <summary>initdb works here; only a complete cluster is renamed to <see cref="Data"/>.</summary>
    internal string Unfinished => Path.Combine(Folder, "cluster.new");

    internal string PasswordFile => Path.Combine(Folder, "password");

    /// <summary>Held while a process starts or stops the server.</summary>
    internal string TurnLock => Path.Combine(Folder, "turn.lock");

    /// <summary>Held, shared, by every process that uses the server.</summary>
    internal string UsersLock => Path.Combine(Folder, "users.lock");

    /// <summary>
    /// The configured folder; or, when the server's user cannot reach it (as below root's home), one below /var/lib/renewal named after
    /// it. The choice is stored in the configured folder, so that changed permissions later do not hide the existing database.
    /// </summary>
    internal static async Task<ClusterHome> ForAsync(
        string dataFolder, OsUser user, IProgress<string>? progress, CancellationToken cancellation)
    {
        var asked = Path.GetFullPath(dataFolder);
        Make(asked, user);
        var pointer = Path.Combine(asked, PointerName);
        if (File.Exists(pointer))
        {
            return new ClusterHome(Make((await File.ReadAllTextAsync(pointer, cancellation)).Trim(), user));
        }

        // A folder with a cluster is used as it is; its content is checked elsewhere.
        if (File.Exists(Path.Combine(asked, "PG_VERSION")) || Directory.Exists(Path.Combine(asked, "cluster"))
            || await user.ReachesAsync(asked, cancellation))
        {
            return new ClusterHome(asked);
        }

        var elsewhere = Path.Combine("/var/lib/renewal", NameFor(asked));
        Make("/var/lib/renewal", user);
        Make(elsewhere, user);
        if (!await user.ReachesAsync(elsewhere, cancellation))
        {
            throw new PostgresUnavailableException("postgres.start-failed",
                $"用户 {user.Name} 无法进入 {elsewhere}。请检查上级目录权限，或把 RENEWAL_DATA 设为该用户可进入的目录。",
                $"User {user.Name} cannot enter {elsewhere}. Check the folders above it, "
                + "or point RENEWAL_DATA to a folder that user can enter.");
        }

        await File.WriteAllTextAsync(pointer, elsewhere + "\n", cancellation);
        progress?.Report($"以 root 运行，{user.Name} 用户进不了 {asked}，数据库改放在 {elsewhere} / "
            + $"running as root and user {user.Name} cannot enter {asked}: the database lives in {elsewhere}");
        return new ClusterHome(elsewhere);
    }

    /// <summary>Stable for a folder and unique; the last part of the path keeps it recognisable.</summary>
    internal static string NameFor(string folder) =>
        $"{Path.GetFileName(folder)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..12]}";

    private static string Make(string folder, OsUser user)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else if (!Directory.Exists(folder))
        {
            const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            const UnixFileMode passing = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            Directory.CreateDirectory(folder);
            // Set afterwards, because a strict umask would remove the bits the other user needs.
            File.SetUnixFileMode(folder, user.IsAnother ? mine | passing : mine);
        }

        return folder;
    }
}
