using JasperFx.Events.Projections;
using Marten;
using NpgsqlTypes;
using Renewal.Domain;
using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;
using Renewal.Features.Timelines;

namespace Renewal.Features.Store;

/// <summary>Renewal areas.</summary>
public sealed class AreaStreams : BitemporalStreamType<AreaCard, Area, AreaEvent>
{
    public static readonly AreaStreams Type = new();

    private AreaStreams() : base(Area.Unknown)
    {
    }

    public override IReadOnlyList<TimelineTable> Timelines => AreaTables.All;

    public override IReadOnlyList<DocumentColumn> DocumentColumns { get; } =
    [
        new("keyvalue", NpgsqlDbType.Varchar, card => ((AreaCard)card).Key.Value),
        new("name", NpgsqlDbType.Varchar, card => ((AreaCard)card).Name),
    ];

    public override void Configure(StoreOptions options)
    {
        options.Projections.Add<AreaCardProjection>(ProjectionLifecycle.Inline);
        options.Schema.For<AreaCard>().Duplicate(card => card.Key.Value).Duplicate(card => card.Name);
    }

    public override string? WhyUnusable(DomainEvent e) =>
        e is AreaRegistered registered && !Catalogues.Has(registered.Kind, registered.Regime, registered.CatalogueVersion)
            ? $"no table {registered.Kind}, {registered.Regime}, {registered.CatalogueVersion} in this program"
            : null;

    protected override AreaCard DocumentOf(Guid id, Area state) => AreaCard.Of(id, state);

    protected override Area StateOf(AreaCard document) => document.Area;

    protected override string? CodeOf(Area state) => state.Registration?.Code;

    protected override IReadOnlyList<TimelineFact> FactsOf(Area state) =>
        state.Events.Any(e => WhyUnusable(e.Event) is not null) ? [] : AreaTimeline.All(state, WorkCalendar.China);
}
