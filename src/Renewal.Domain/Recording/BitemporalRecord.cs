using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Renewal.Domain.Recording;

/// <summary>
/// All events of one stream in the order of recording; wrong ones are marked and stay. What the stream's subject is on a day is derived
/// from those that count. The same for every stream type.
/// </summary>
public sealed record BitemporalRecord<TEvent>(ImmutableArray<RecordedEvent<TEvent>> Events)
    where TEvent : BitemporalEvent
{
    // Derived once. Appending creates a new record, so neither can become stale.
    private RecordedEvent<TEvent>[]? inOrder;

    public static readonly BitemporalRecord<TEvent> Empty = new([]);

    /// <summary>Version of the last event; 0 when there is none.</summary>
    [JsonIgnore]
    public long Version => Events.IsEmpty ? 0 : Events[^1].Version;

    public RecordedEvent<TEvent>? Find(Guid eventId) => Events.FirstOrDefault(recorded => recorded.EventId == eventId);

    /// <summary>With the next event of the stream. A correction marks the wrong event; a replacement takes its position.</summary>
    public BitemporalRecord<TEvent> Append(RecordedEvent<TEvent> next)
    {
        if (next.Event is ICorrectionEvent correction)
        {
            if (Find(correction.EventId) is not { } wrong) return new(Events.Add(next));
            var mark = new Correction(next.EventId, next.Version, correction.Reason, next.RecordedAt, next.RecordedBy);
            return new(Events.Replace(wrong, wrong with { Corrected = mark }).Add(next));
        }

        if (next.Event.Replaces is { } replaced && Find(replaced) is { Corrected: { } corrected } original)
        {
            var events = Events.Replace(original, original with { Corrected = corrected with { ReplacedBy = next.EventId } });
            return new(events.Add(next with { SortVersion = original.SortVersion, RootEventId = original.RootEventId }));
        }

        return new(Events.Add(next));
    }

    /// <summary>With one more event that is not stored, to check its consequences.</summary>
    public BitemporalRecord<TEvent> WithHypothetical(TEvent next) =>
        Append(new RecordedEvent<TEvent>(Guid.Empty, Version + 1, DateTimeOffset.UnixEpoch, "", next));

    /// <summary>As it was at an earlier version: without later events and corrections.</summary>
    public BitemporalRecord<TEvent> AsOfVersion(long version) => Events.TakeWhile(recorded => recorded.Version <= version)
        .Aggregate(Empty, (record, e) => record.Append(new(e.EventId, e.Version, e.RecordedAt, e.RecordedBy, e.Event)));

    /// <summary>
    /// When each event became known: its timestamp, or a later one of an earlier event. Versions define the order, because two nodes
    /// can write a lower timestamp at a higher version.
    /// </summary>
    public IReadOnlyList<DateTimeOffset> Instants()
    {
        var (instants, last) = (new DateTimeOffset[Events.Length], DateTimeOffset.MinValue);
        for (var i = 0; i < instants.Length; i++) instants[i] = last = Events[i].RecordedAt > last ? Events[i].RecordedAt : last;
        return instants;
    }

    /// <summary>The last version that was known at an instant; 0 when nothing was.</summary>
    public long VersionKnownAt(DateTimeOffset at) => Instants().Count(instant => instant <= at);

    /// <summary>The last version that was known just before an instant; 0 when nothing was.</summary>
    public long VersionKnownBefore(DateTimeOffset at) => Instants().Count(instant => instant < at);

    /// <summary>The events that count, in the order in which they took effect.</summary>
    public IReadOnlyList<RecordedEvent<TEvent>> InOrder() => inOrder ??=
    [
        .. Events.Where(recorded => recorded.Corrected is null && recorded.Event is not ICorrectionEvent)
            .OrderBy(recorded => recorded.Event.TakesEffectOn).ThenBy(recorded => recorded.SortVersion),
    ];

    /// <summary>Those of them that had taken effect on a day, up to a position among the events of that day.</summary>
    public IEnumerable<RecordedEvent<TEvent>> Until(DateOnly day, long sortVersion = long.MaxValue) => InOrder().TakeWhile(recorded =>
        recorded.Event.TakesEffectOn < day || (recorded.Event.TakesEffectOn == day && recorded.SortVersion < sortVersion));

    /// <summary>The last event of a type that is not corrected.</summary>
    public RecordedEvent<TEvent>? Last<T>() where T : TEvent =>
        Events.LastOrDefault(recorded => recorded is { Corrected: null, Event: T });

    /// <summary>Whether an event that counts says this already.</summary>
    public bool Says(TEvent asked) => InOrder().Any(recorded => recorded.Event.SaysTheSame(asked));

    public bool Equals(BitemporalRecord<TEvent>? other) => other is not null && Events.SequenceEqual(other.Events);

    public override int GetHashCode() => HashCode.Combine(Events.Length, Version);
}

/// <summary>State derived from the events of a stream.</summary>
public interface IBitemporalState<out TSelf, TEvent>
    where TEvent : BitemporalEvent
{
    BitemporalRecord<TEvent> Record { get; }

    TSelf With(BitemporalRecord<TEvent> record);
}
