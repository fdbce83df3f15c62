namespace Renewal.Postgres;

/// <summary>
/// PostgreSQL refuses to run as root. As root the program runs it as <c>postgres</c>, or as <c>nobody</c> if that user is missing;
/// otherwise as the current user. (On Windows pg_ctl itself drops the administrator's rights.)
/// </summary>
internal sealed record OsUser(string? Name)
{
    private static readonly string[] Preferred = ["postgres", "nobody"];

    /// <exception cref="PostgresUnavailableException">The program runs as root and neither user exists
    /// (<c>postgres.no-user</c>).</exception>
    internal static OsUser ForServer()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return new OsUser((string?)null);
        }

        var known = KnownNames();
        return Preferred.FirstOrDefault(known.Contains) is { } name
            ? new OsUser(name)
            : throw new PostgresUnavailableException("postgres.no-user",
                "PostgreSQL 不能以 root 运行，而本机没有 postgres 或 nobody 用户。请执行：",
                "PostgreSQL refuses to run as root and this machine has neither a postgres nor a nobody user. Run:",
                "  useradd --system --home-dir /var/lib/renewal postgres");
    }

    internal bool IsAnother => Name is not null;

    /// <summary>Tested by trying, not derived from mode bits, because links, mounts and access lists count too.</summary>
    internal async Task<bool> ReachesAsync(string folder, CancellationToken cancellation) =>
        !IsAnother || (await ExternalTool.RunAsync("/bin/sh", ["-c", "cd \"$1\"", "sh", folder], cancellation, Name)).Good;

    /// <summary>
    /// An existing cluster is run by its owner: by the usual user, even if root starts the program once; by nobody, even if a postgres
    /// user was added since. Only files of root, such as a restored copy, get a new owner.
    /// </summary>
    internal async Task<OsUser> ForClusterAsync(string data, CancellationToken cancellation)
    {
        if (!IsAnother || !Directory.Exists(data))
        {
            return this;
        }

        // The third column of ls is the owner on every Unix; stat spells its options differently on each.
        var listing = await ExternalTool.RunAsync("ls", ["-ld", data], cancellation);
        var owner = listing.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2) ?? "root";
        return owner != "root" && KnownNames().Contains(owner) ? new OsUser(owner) : this;
    }

    /// <summary>Changes the owner of files to the server's user.</summary>
    internal async Task OwnAsync(string path, CancellationToken cancellation)
    {
        if (IsAnother)
        {
            var outcome = await ExternalTool.RunAsync("chown", ["-R", Name!, path], cancellation);
            if (!outcome.Good)
            {
                throw new IOException($"chown {Name} {path}: {outcome.Complaint}");
            }
        }
    }

    private static HashSet<string> KnownNames() =>
        File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
}
