using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Areas;

/// <summary>
/// One renewal area: its events, and the state derived from them. What the area is on a day is derived (<see cref="On(DateOnly)"/>);
/// nothing derived is stored.
/// </summary>
/// <param name="Events">All events in the order of recording, wrong ones marked.</param>
public sealed record Area([property: JsonPropertyName("facts")] ImmutableArray<RecordedEvent<AreaEvent>> Events)
    : IBitemporalState<Area, AreaEvent>
{
    // Derived once; a new event makes a new area.
    private KindCatalogue? catalogue;
    private BitemporalRecord<AreaEvent>? record;

    /// <summary>An area that is not registered.</summary>
    public static readonly Area Unknown = new(ImmutableArray<RecordedEvent<AreaEvent>>.Empty);

    [JsonIgnore]
    public BitemporalRecord<AreaEvent> Record => record ??= new BitemporalRecord<AreaEvent>(Events);

    [JsonIgnore]
    public long Version => Record.Version;

    /// <summary>The current registration; null when the area was never registered.</summary>
    [JsonIgnore]
    public AreaRegistered? Registration => Record.Last<AreaRegistered>()?.Event as AreaRegistered;

    /// <summary>The version it was moved to last; null when it follows the one it was registered with.</summary>
    [JsonIgnore]
    public CatalogueAdopted? Adopted => Record.Last<CatalogueAdopted>()?.Event as CatalogueAdopted;

    /// <summary>What had been published when the area is looked at: everything, but for a reading of a past instant.</summary>
    [JsonIgnore]
    public Published Published { get; private init; } = Publications.Current.Latest;

    [JsonIgnore]
    public OpeningPositionTaken? Opening => Record.Last<OpeningPositionTaken>()?.Event as OpeningPositionTaken;

    /// <summary>The rulebook that the area follows; what of it counts depends on the day of each step.</summary>
    [JsonIgnore]
    public KindCatalogue Catalogue => catalogue ??= Registration is { } registered
        ? Published.Find(registered.Kind, Adopted?.Version ?? registered.CatalogueVersion)
        : throw new InvalidOperationException("An area that was never registered has no catalogue.");

    /// <summary>First day on which an event can take effect: the day of the opening position, else the day the area was opened.</summary>
    [JsonIgnore]
    public DateOnly Floor => Opening?.AsOf ?? Registration!.OpenedOn;

    /// <summary>The area after the next event of its stream.</summary>
    public static Area Evolve(Area area, RecordedEvent<AreaEvent> next) => area.With(area.Record.Append(next));

    public Area With(BitemporalRecord<AreaEvent> record) => new(record.Events) { record = record, Published = Published };

    /// <summary>The same area, judged by what had been published at some instant.</summary>
    public Area As(Published published) =>
        ReferenceEquals(published, Published) ? this : new(Events) { record = record, Published = published };

    /// <summary>With one more event that is not stored, to check its consequences.</summary>
    public Area WithHypothetical(AreaEvent next) => With(Record.WithHypothetical(next));

    public RecordedEvent<AreaEvent>? Find(Guid eventId) => Record.Find(eventId);

    /// <summary>As it was at an earlier version: without later events and corrections.</summary>
    public Area AsOfVersion(long version) => With(Record.AsOfVersion(version));

    // By its events alone: the catalogue is derived.
    public bool Equals(Area? other) => other is not null && Record.Equals(other.Record);

    public override int GetHashCode() => Record.GetHashCode();

    /// <summary>The state on a day, according to everything recorded so far.</summary>
    public AreaState On(DateOnly day) => AreaState.Of(this, day);

    /// <summary>The state just before a new event of a day.</summary>
    internal AreaState On(DateOnly day, DecisionContext context) => AreaState.Of(this, day, context.SortVersion);

    /// <summary>The state after all events.</summary>
    public AreaState Latest() => On(DateOnly.MaxValue);
}
