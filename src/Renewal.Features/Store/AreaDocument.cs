using JasperFx.Events;
using JasperFx.Events.Aggregation;
using Marten;
using Marten.Events.Aggregation;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Features.Timelines;

namespace Renewal.Features.Store;

/// <summary>The natural key of an area; a correction may change it, the stream id stays.</summary>
public sealed record AreaKey(string Value);

/// <summary>The document of one area, up to date within the transaction that wrote it (read your own writes).</summary>
public sealed record AreaDocument
{
    public Guid Id { get; init; }

    [NaturalKey]
    public AreaKey Key { get; init; } = new("");

    /// <summary>Duplicated from <see cref="Area"/> for queries.</summary>
    public string Name { get; init; } = "";

    public string Jurisdiction { get; init; } = "";

    public Area Area { get; init; } = Area.Unknown;

    internal static AreaDocument Of(Guid id, Area area)
    {
        var registered = area.Registration;
        return new AreaDocument
        {
            Id = id,
            Key = new AreaKey(registered?.Code ?? ""),
            Name = registered?.Name ?? "",
            Jurisdiction = registered?.Jurisdiction ?? "",
            Area = area,
        };
    }
}

/// <summary>
/// Writes the views of an area in the transaction of its events: the document by folding, and the bitemporal tables by comparing what
/// was known before and after (docs/decisions/0026).
/// </summary>
public sealed class AreaProjection : SingleStreamProjection<AreaDocument, Guid>
{
    public AreaProjection() => NaturalKeyFor(key => key.SetBy<AreaRegistered>(registered => new AreaKey(registered.Code)));

    public override AreaDocument? Evolve(AreaDocument? snapshot, Guid id, IEvent e) => e.Data is AreaEvent happened
        ? AreaDocument.Of(e.StreamId, Area.Evolve(snapshot?.Area ?? Area.Unknown, StoredEvents.Recorded(e, happened)))
        : snapshot;

    public override ValueTask RaiseSideEffects(IDocumentOperations operations, IEventSlice<AreaDocument> slice)
    {
        if (slice.Snapshot is { } document) QueueTimelines(operations, document, slice.Events()[0].Version);
        return ValueTask.CompletedTask;
    }

    private static void QueueTimelines(IDocumentOperations operations, AreaDocument document, long first)
    {
        var record = document.Area.Record;
        var at = record.Instants()[(int)first - 1];
        var since = record.VersionKnownBefore(at);
        TimelineWriter.CheckReleases(operations);
        // A release counts from a later instant: the clock was set back behind it. Its cut lies after this event then.
        if (Publications.Current.Instants.Any(release => release >= at))
        {
            TimelineWriter.Remove(operations, AreaStreams.Type, document.Id);
            since = 0;
        }
        else if (since < first - 1) TimelineWriter.Undo(operations, AreaStreams.Type, document.Id, at);

        foreach (var change in AreaTimeline.Changes(document.Area, since))
            TimelineWriter.Queue(operations, AreaStreams.Type, document.Id, change);
    }
}
