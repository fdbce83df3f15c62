using JasperFx.Events;
using Marten.Events.Aggregation;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;
using Renewal.Features.Store;

namespace Renewal.Features.Portfolio;

/// <summary>
/// An area as lists and counts need it: its facts without the long texts, so that any day can be worked out for many areas at once.
/// Kept by the asynchronous daemon.
/// </summary>
public sealed record PortfolioLine
{
    public Guid Id { get; init; }

    public string Code { get; init; } = "";

    public string Jurisdiction { get; init; } = "";

    public Area Area { get; init; } = Area.Unknown;
}

public sealed class PortfolioLineProjection : SingleStreamProjection<PortfolioLine, Guid>
{
    /// <summary>Name of this view in the store's progress table.</summary>
    public const string Progress = "PortfolioLine:All";

    public PortfolioLineProjection()
    {
        Options.BatchSize = 5000;
        Options.RebuildFlushThreshold = 2500;
    }

    public override PortfolioLine? Evolve(PortfolioLine? snapshot, Guid id, IEvent e)
    {
        if (e.Data is not AreaEvent happened) return snapshot;
        // One line nobody can work out would take the whole list with it: stop here, where the event is named, and not there.
        if (happened is AreaRegistered registered) Catalogues.Find(registered.Kind, registered.Regime, registered.CatalogueVersion);
        return Then(snapshot?.Area ?? Area.Unknown, id, AreaCardProjection.OnFile(e, happened));
    }

    /// <summary>The line after one more entry.</summary>
    public static PortfolioLine Then(Area area, Guid id, RecordedEvent<AreaEvent> filed) => Line(id, Fold(area, filed));

    /// <summary>The facts of a line after one more entry.</summary>
    internal static Area Fold(Area area, RecordedEvent<AreaEvent> filed)
    {
        var bare = WithoutTexts(filed.Event);
        return Area.Evolve(area, ReferenceEquals(bare, filed.Event) ? filed : filed with { Event = bare });
    }

    /// <summary>The line of an area whose file is at hand.</summary>
    public static PortfolioLine Line(Guid id, Area area)
    {
        // Asked once: finding the registration looks through the file.
        var registered = area.Registration;
        return new PortfolioLine { Id = id, Code = registered?.Code ?? "", Jurisdiction = registered?.Jurisdiction ?? "", Area = area };
    }

    private static AreaEvent WithoutTexts(AreaEvent happened) => happened switch
    {
        AreaRegistered { Boundary: not null } e => e with { Boundary = null },
        MilestoneRecorded e => e with { Note = null, Authority = null, Attachments = e.Attachments.IsEmpty ? [] : [e.Attachments[0]] },
        StageChanged { Note: not null } e => e with { Note = null },
        _ => happened,
    };
}
