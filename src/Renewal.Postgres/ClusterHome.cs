using System.Security.Cryptography;
using System.Text;

namespace Renewal.Postgres;

/// <summary>
/// Where one database keeps its things: <c>cluster/</c> (PostgreSQL's own), <c>password</c>, and the two lock files.
/// </summary>
internal sealed class ClusterHome
{
    private const string PointerName = "location";

    private ClusterHome(string folder) => Folder = folder;

    internal string Folder { get; }

    internal string Data => Path.Combine(Folder, "cluster");

    /// <summary>initdb works here; only a finished cluster gets the name <see cref="Data"/>, never a half-made one.</summary>
    internal string Unfinished => Path.Combine(Folder, "cluster.new");

    internal string PasswordFile => Path.Combine(Folder, "password");

    /// <summary>Held while somebody starts or stops the server.</summary>
    internal string TurnLock => Path.Combine(Folder, "turn.lock");

    /// <summary>Held, shared, by everybody who uses the server.</summary>
    internal string UsersLock => Path.Combine(Folder, "users.lock");

    /// <summary>
    /// The folder asked for; or, when the server's user cannot reach it (root's home is closed), one below /var/lib/renewal named
    /// after it.
    /// The choice is written down in the folder asked for: opening up /root later must not make a full database look like an empty one.
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

        // A folder that already holds a cluster, ours or not, stays where it is; others judge what it holds.
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

    /// <summary>Stable for one folder, different for two; the last part of the path keeps it recognisable.</summary>
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
            // Set afterwards, because a strict umask would take the bits the other user needs to pass through.
            File.SetUnixFileMode(folder, user.IsAnother ? mine | passing : mine);
        }

        return folder;
    }
}
