using Marten;
using Renewal.Domain.Access;

namespace Renewal.Features.Store;

/// <summary>The channel a command came through.</summary>
public enum Via
{
    Web,
    Api,
    Cli,
    Import,
}

/// <summary>Who sent a command, through which channel, and for imports the file and row. Stored as metadata of every event.</summary>
public sealed record Provenance(Actor Actor, Via Via)
{
    public const string ViaHeader = "via";
    public const string RoleHeader = "role";
    public const string FileHeader = "file";
    public const string RowHeader = "row";

    /// <summary>Name and SHA-256 of the imported file.</summary>
    public string? File { get; init; }

    public int? Row { get; init; }

    /// <summary>
    /// Sets account, role and channel on everything the session stores. Files and rows differ by event: see <see cref="RowHeaders"/>.
    /// </summary>
    public void SignOn(IDocumentSession session)
    {
        session.LastModifiedBy = Actor.Account;
        session.SetHeader(ViaHeader, Via.ToString().ToLowerInvariant());
        session.SetHeader(RoleHeader, Actor.Role.Code);
    }

    /// <summary>Headers of one event alone.</summary>
    public IEnumerable<KeyValuePair<string, object>> RowHeaders()
    {
        if (File is not null) yield return new(FileHeader, File);
        if (Row is { } row) yield return new(RowHeader, row);
    }
}
