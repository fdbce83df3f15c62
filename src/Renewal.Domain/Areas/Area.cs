using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Areas;

/// <summary>
/// One area's file: every entry in the order it was recorded, wrong ones marked. What the area looks like on a day is worked out
/// from it (<see cref="On(DateOnly)"/>); nothing worked out is kept.
/// </summary>
public sealed record Area(ImmutableArray<Fact> Facts)
{
    // Worked out once and dropped with every new entry; neither is part of what the area is.
    private CatalogueTable? table;
    private Fact[]? inOrder;

    /// <summary>An area nobody has registered.</summary>
    public static readonly Area Unknown = new(ImmutableArray<Fact>.Empty);

    [JsonIgnore]
    public long Version => Facts.IsEmpty ? 0 : Facts[^1].Version;

    /// <summary>The registration that counts; null when the area was never registered.</summary>
    [JsonIgnore]
    public AreaRegistered? Registration => Standing<AreaRegistered>()?.What as AreaRegistered;

    [JsonIgnore]
    public OpeningPositionTaken? Opening => Standing<OpeningPositionTaken>()?.What as OpeningPositionTaken;

    /// <summary>The rulebook the area keeps.</summary>
    [JsonIgnore]
    public CatalogueTable Table => table ??= Registration is { } registered
        ? Catalogues.Find(registered.Kind, registered.Regime, registered.CatalogueVersion)
        : throw new InvalidOperationException("An area that was never registered has no catalogue.");

    /// <summary>First day on which something can be recorded: the opening position's day, else the day the area was opened.</summary>
    [JsonIgnore]
    public DateOnly Floor => Opening?.AsOf ?? Registration!.OpenedOn;

    /// <summary>Takes the next event of the stream on file.</summary>
    public static Area Evolve(Area area, Fact filed)
    {
        if (filed.What is FactCorrected correction)
        {
            var wrong = area.Find(correction.EventId);
            if (wrong is null) return new Area(area.Facts.Add(filed));
            var mark = new Correction(filed.EventId, filed.Version, correction.Reason, filed.RecordedAt, filed.RecordedBy);
            return new Area(area.Facts.Replace(wrong, wrong with { Corrected = mark }).Add(filed));
        }

        if (filed.What.Replaces is { } replaced && area.Find(replaced) is { Corrected: { } corrected } original)
        {
            var facts = area.Facts.Replace(original, original with { Corrected = corrected with { ReplacedBy = filed.EventId } });
            return new Area(facts.Add(filed with { Place = original.Place, Origin = original.Origin }));
        }

        return new Area(area.Facts.Add(filed));
    }

    public Fact? Find(Guid eventId) => Facts.FirstOrDefault(fact => fact.EventId == eventId);

    /// <summary>The file as it was at an earlier version: without what was recorded, or found wrong, since.</summary>
    public Area AsOfVersion(long version) =>
        Facts.TakeWhile(fact => fact.Version <= version)
            .Aggregate(Unknown, (area, f) => Evolve(area, new Fact(f.EventId, f.Version, f.RecordedAt, f.RecordedBy, f.What)));

    public bool Equals(Area? other) => other is not null && Facts.SequenceEqual(other.Facts);

    public override int GetHashCode() => HashCode.Combine(Facts.Length, Version);

    /// <summary>What the area is on a day, by everything on file now.</summary>
    public Standing On(DateOnly day) => Areas.Standing.Of(this, day);

    /// <summary>What the area is just before an entry asked for would take its place on its day.</summary>
    internal Standing On(DateOnly day, Setting setting) => Areas.Standing.Of(this, day, setting.Place);

    /// <summary>What the area is by all its entries.</summary>
    public Standing Latest() => On(DateOnly.MaxValue);

    /// <summary>Entries that count, in the order in which they took effect.</summary>
    internal IReadOnlyList<Fact> InOrder() => inOrder ??=
    [
        .. Facts.Where(fact => fact.Corrected is null && fact.What is not FactCorrected)
            .OrderBy(fact => fact.What.TakesEffectOn).ThenBy(fact => fact.Place),
    ];

    private Fact? Standing<T>() where T : AreaEvent => Facts.LastOrDefault(fact => fact.What is T && fact.Corrected is null);
}
