using System.Text.Json.Serialization;

namespace Renewal.Domain.Recording;

/// <summary>An event as it is stored: what happened, and when and by whom it was recorded.</summary>
/// <param name="Version">Position in the stream, from 1.</param>
/// <param name="RecordedAt">The store's timestamp, never given by a user: the transaction-time axis.</param>
// The names in JSON are those of the stored documents. Documents can be rebuilt, but no start should need it for a renamed member.
public sealed record RecordedEvent<TEvent>(
    Guid EventId, long Version, DateTimeOffset RecordedAt, string RecordedBy, [property: JsonPropertyName("what")] TEvent Event)
    where TEvent : BitemporalEvent
{
    /// <summary>
    /// Version of the first event of its correction chain. A replacement sorts where the wrong event was, so events of the same day keep
    /// their order.
    /// </summary>
    [JsonPropertyName("place")]
    public long SortVersion { get; init; } = Version;

    /// <summary>Id of the first event of its correction chain: how others refer to it across corrections.</summary>
    [JsonPropertyName("origin")]
    public Guid RootEventId { get; init; } = EventId;

    /// <summary>Set once the event is known to be wrong.</summary>
    public Correction? Corrected { get; init; }
}

/// <summary>That, why and by whom an event was corrected, and what stands in its place.</summary>
/// <param name="EventId">The event that corrects.</param>
public sealed record Correction(Guid EventId, long Version, string Reason, DateTimeOffset RecordedAt, string RecordedBy)
{
    public Guid? ReplacedBy { get; init; }
}
