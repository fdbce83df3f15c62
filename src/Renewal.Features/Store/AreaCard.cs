using JasperFx.Events;
using JasperFx.Events.Aggregation;
using Marten.Events.Aggregation;
using Renewal.Domain.Areas;
using Renewal.Domain.Recording;

namespace Renewal.Features.Store;

/// <summary>The code people use for an area; a correction may change it, the stream id stays.</summary>
public sealed record AreaKey(string Value);

/// <summary>One area's file as the store keeps it, up to date within the transaction that wrote it (read your own writes).</summary>
public sealed record AreaCard
{
    public Guid Id { get; init; }

    [NaturalKey]
    public AreaKey Key { get; init; } = new("");

    /// <summary>For finding; the area's file says the same.</summary>
    public string Name { get; init; } = "";

    public string Jurisdiction { get; init; } = "";

    public Area Area { get; init; } = Area.Unknown;
}

/// <summary>Tells Marten to rebuild an area with the domain's own fold. There is no second copy of that logic.</summary>
public sealed class AreaCardProjection : SingleStreamProjection<AreaCard, Guid>
{
    public AreaCardProjection()
    {
        // What the rebuild spends its time on is writing the same document again for each page of events.
        Options.BatchSize = 5000;
        Options.RebuildFlushThreshold = 2500;
        NaturalKeyFor(key => key.SetBy<AreaRegistered>(registered => new AreaKey(registered.Code)));
    }

    public override AreaCard? Evolve(AreaCard? snapshot, Guid id, IEvent e) => Next(snapshot, e);

    internal static AreaCard? Next(AreaCard? snapshot, IEvent e)
    {
        if (e.Data is not AreaEvent happened) return snapshot;
        var area = Area.Evolve(snapshot?.Area ?? Area.Unknown, OnFile(e, happened));
        var registered = area.Registration;
        return new AreaCard
        {
            Id = e.StreamId,
            Key = new AreaKey(registered?.Code ?? ""),
            Name = registered?.Name ?? "",
            Jurisdiction = registered?.Jurisdiction ?? "",
            Area = area,
        };
    }

    /// <summary>The event with what the store says of it. Nothing here comes from a clock or a user of today.</summary>
    internal static RecordedEvent<AreaEvent> OnFile(IEvent e, AreaEvent happened) =>
        new(e.Id, e.Version, Microseconds(e.Timestamp), e.UserName ?? "unknown", happened);

    // PostgreSQL keeps microseconds; a view written from the event in memory must say the same as one rebuilt from the row.
    private static DateTimeOffset Microseconds(DateTimeOffset at) =>
        at.ToUniversalTime().AddTicks(-(at.UtcTicks % TimeSpan.TicksPerMicrosecond));
}
