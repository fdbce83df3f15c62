namespace Renewal.Domain.Areas;

/// <summary>An event as it lies on file: what happened, with the store's own word on when and by whom it was recorded.</summary>
/// <param name="Version">Place in the area's stream, from 1.</param>
/// <param name="RecordedAt">The store's timestamp; never given by a user.</param>
public sealed record Fact(Guid EventId, long Version, DateTimeOffset RecordedAt, string RecordedBy, AreaEvent What)
{
    /// <summary>
    /// Version of the first entry of its correction chain. A replacement stands where the wrong entry stood, so entries of the
    /// same day keep their order.
    /// </summary>
    public long Place { get; init; } = Version;

    /// <summary>Id of the first entry of its correction chain: how others refer to it across corrections.</summary>
    public Guid Origin { get; init; } = EventId;

    /// <summary>Set once the entry is known to be wrong.</summary>
    public Correction? Corrected { get; init; }
}

/// <summary>That, why and by whom an entry was corrected, and what stands in its place.</summary>
public sealed record Correction(Guid EventId, long Version, string Reason, DateTimeOffset RecordedAt, string RecordedBy)
{
    public Guid? ReplacedBy { get; init; }
}
