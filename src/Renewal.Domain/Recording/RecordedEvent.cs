using System.Text.Json.Serialization;

namespace Renewal.Domain.Recording;

/// <summary>A stored event with when and by whom it was recorded.</summary>
/// <param name="Version">Position in the stream, from 1.</param>
/// <param name="RecordedAt">The store's timestamp, never given by a user: the transaction-time axis.</param>
// The names in JSON are those of the stored documents. A renamed C# member must not force a rebuild of documents.
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

    /// <summary>Id of the first event of its correction chain: stays the same across corrections.</summary>
    [JsonPropertyName("origin")]
    public Guid RootEventId { get; init; } = EventId;

    /// <summary>Set when the event was corrected.</summary>
    public Correction? Corrected { get; init; }
}

/// <summary>The correction of an event: why, by whom, and the replacement.</summary>
/// <param name="EventId">The correction event.</param>
public sealed record Correction(Guid EventId, long Version, string Reason, DateTimeOffset RecordedAt, string RecordedBy)
{
    public Guid? ReplacedBy { get; init; }
}
