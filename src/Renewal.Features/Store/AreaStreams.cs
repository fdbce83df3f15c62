using JasperFx.Events.Projections;
using Marten;
using NpgsqlTypes;
using Renewal.Domain;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;
using Renewal.Features.Timelines;

namespace Renewal.Features.Store;

/// <summary>Renewal areas.</summary>
public sealed class AreaStreams : BitemporalStreamType<AreaDocument, Area, AreaEvent>
{
    public static readonly AreaStreams Type = new();

    private AreaStreams() : base(Area.Unknown)
    {
    }

    public override IReadOnlyList<TimelineTable> Timelines => AreaTables.All;

    public override IReadOnlyList<DocumentColumn> DocumentColumns { get; } =
    [
        new("keyvalue", NpgsqlDbType.Varchar, document => ((AreaDocument)document).Key.Value),
        new("name", NpgsqlDbType.Varchar, document => ((AreaDocument)document).Name),
    ];

    public override void Configure(StoreOptions options)
    {
        options.Projections.Add<AreaProjection>(ProjectionLifecycle.Inline);
        options.Schema.For<AreaDocument>().Duplicate(document => document.Key.Value).Duplicate(document => document.Name);
    }

    public override string? WhyUnusable(DomainEvent e) => e switch
    {
        AreaRegistered registered when !Catalogues.Has(registered.Kind, registered.CatalogueVersion) =>
            $"no catalogue {registered.Kind}, {registered.CatalogueVersion} in this program",
        CatalogueAdopted adopted when Catalogues.Versions.All(version => version.Version != adopted.Version) =>
            $"no catalogue version {adopted.Version} in this program",
        _ => null,
    };

    protected override AreaDocument DocumentOf(Guid id, Area state) => AreaDocument.Of(id, state);

    protected override Area StateOf(AreaDocument document) => document.Area;

    protected override string? CodeOf(Area state) => state.Registration?.Code;

    protected override IReadOnlyList<TimelineFact> FactsOf(Area state) =>
        state.Events.Any(e => WhyUnusable(e.Event) is not null) ? [] : AreaTimeline.All(state);
}
