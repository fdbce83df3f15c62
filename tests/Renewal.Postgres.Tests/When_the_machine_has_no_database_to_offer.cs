namespace Renewal.Postgres.Tests;

public sealed class When_the_machine_has_no_database_to_offer : IDisposable
{
    private readonly TempFolder folder = new();

    private PostgresOptions Nothing => new()
    {
        DataFolder = folder.Below("postgres"),
        CacheFolder = folder.Below("cache"),
        UseInstalled = false,
        AllowDownload = false,
        BinFolder = null,
        ArchiveFile = null,
        DownloadBaseAddress = null,
    };

    [Fact]
    public async Task three_ready_commands_are_named()
    {
        var refused = await RefusedAsync(Nothing);

        Assert.Equal("postgres.not-found", refused.Code);
        var lines = refused.Message.Split(Environment.NewLine);
        Assert.StartsWith("找不到可用的 PostgreSQL", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("No usable PostgreSQL", lines[1], StringComparison.Ordinal);
        Assert.Equal(["  1.", "  2.", "  3."], lines[2..].Select(line => line[..4]));
        Assert.Contains("docker compose up", lines[3], StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__renewal", lines[4], StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Below("postgres", "cluster")));
    }

    [Fact]
    public async Task a_folder_named_by_the_operator_is_not_silently_replaced_by_another()
    {
        var refused = await RefusedAsync(Nothing with { BinFolder = folder.Below("nowhere"), UseInstalled = true });

        Assert.Equal("postgres.not-found", refused.Code);
        Assert.Contains(folder.Below("nowhere"), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_package_with_another_hash_is_refused_and_not_kept()
    {
        await File.WriteAllTextAsync(folder.Below("package.tgz"), "not what was tested");

        var refused = await RefusedAsync(Nothing with { ArchiveFile = folder.Below("package.tgz") });

        Assert.Equal("postgres.hash-mismatch", refused.Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Below("cache")));
        Assert.False(Directory.Exists(folder.Below("postgres", "cluster")));
    }

    [Fact]
    public async Task a_mirror_that_does_not_answer_is_named()
    {
        var refused = await RefusedAsync(Nothing with { AllowDownload = true, DownloadBaseAddress = new Uri("http://127.0.0.1:9/npm/") });

        Assert.Equal("postgres.download-failed", refused.Code);
        Assert.Contains("http://127.0.0.1:9/npm/@embedded-postgres/", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Below("cache")));
    }

    [Theory]
    [InlineData("cluster/PG_VERSION", "postgres.other-major")]
    [InlineData("PG_VERSION", "postgres.not-a-cluster")]
    [InlineData("cluster/somebody-elses-file", "postgres.not-a-cluster")]
    public async Task a_folder_that_is_not_ours_or_of_another_major_version_stays_untouched(string file, string code)
    {
        var path = folder.Below("postgres", file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "99\n");
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(path)!, "postmaster.pid"), "999999\n");
        var before = TempFolder.Contents(folder.Path);

        var refused = await RefusedAsync(new PostgresOptions { DataFolder = folder.Below("postgres") });

        Assert.Equal(code, refused.Code);
        Assert.Equal(before, TempFolder.Contents(folder.Path));
        Assert.Contains("nothing was touched", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_database_of_the_packages_major_version_asks_for_that_one_and_not_for_any()
    {
        Directory.CreateDirectory(folder.Below("postgres", "cluster"));
        await File.WriteAllTextAsync(folder.Below("postgres", "cluster", "PG_VERSION"), $"{EmbeddedPackage.Major}\n");

        var refused = await RefusedAsync(Nothing);

        Assert.Equal("postgres.other-major", refused.Code);
        Assert.Contains($"belongs to PostgreSQL {EmbeddedPackage.Major}", refused.Message, StringComparison.Ordinal);
    }

    private static Task<PostgresUnavailableException> RefusedAsync(PostgresOptions options) =>
        Assert.ThrowsAsync<PostgresUnavailableException>(() => PostgresServer.StartAsync(options));

    public void Dispose() => folder.Dispose();
}
