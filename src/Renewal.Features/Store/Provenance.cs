using Marten;
using Renewal.Domain.Access;

namespace Renewal.Features.Store;

/// <summary>Through which door something came in.</summary>
public enum Via
{
    Web,
    Api,
    Cli,
    Import,
}

/// <summary>Who asked, through which door, and, for what was taken in from a file, which file and row. Kept with every event.</summary>
public sealed record Provenance(Actor Actor, Via Via)
{
    public const string ViaHeader = "via";
    public const string RoleHeader = "role";
    public const string FileHeader = "file";
    public const string RowHeader = "row";

    /// <summary>Name and SHA-256 of the file the fact was read from.</summary>
    public string? File { get; init; }

    public int? Row { get; init; }

    /// <summary>
    /// Writes who and through which door onto everything the session stores. Files and rows differ by event: see
    /// <see cref="RowHeaders"/>.
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
