using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Features.Time;

namespace Renewal.Features.Portfolio;

/// <summary>How many areas stand where, and which they are, as of a day and as known at an instant.</summary>
public sealed record PortfolioView(
    DateOnly On, DateTimeOffset? KnownAt, int Total, IReadOnlyList<Count> ByStage, IReadOnlyList<Count> ByKind,
    IReadOnlyList<Count> ByJurisdiction, IReadOnlyList<Count> ByLight, IReadOnlyList<Count> ByStatus,
    IReadOnlyList<KindStageCount> ByKindAndStage, IReadOnlyList<AreaSummary> Areas)
{
    public static PortfolioView Of(IEnumerable<PortfolioLine> lines, Moment moment, AreaFilter? filter = null)
    {
        var areas = Summaries(lines, moment.On, filter);
        return new PortfolioView(
            moment.On, moment.KnownAt, areas.Count,
            [.. Stage.All.Select(stage => new Count(stage.Code, areas.Count(a => a.Stage == stage.Code)))],
            [.. RenewalKind.All.Select(kind => new Count(kind.Code, areas.Count(a => a.Kind == kind.Code)))],
            [.. areas.GroupBy(a => a.Jurisdiction).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Count(g.Key, g.Count()))],
            [.. Lights.All.Select(light => new Count(light, areas.Count(a => a.Light == light)))],
            [.. Enum.GetNames<AreaStatus>().Select(name => name.ToLowerInvariant())
                .Select(status => new Count(status, areas.Count(a => a.Status == status)))],
            [.. RenewalKind.All.SelectMany(kind => Stage.All.Select(stage => new KindStageCount(
                kind.Code, stage.Code, areas.Count(a => a.Kind == kind.Code && a.Stage == stage.Code))))],
            areas);
    }

    /// <summary>The areas on file that day, in the order of kinds, then of codes.</summary>
    public static IReadOnlyList<AreaSummary> Summaries(IEnumerable<PortfolioLine> lines, DateOnly on, AreaFilter? filter = null) =>
    [
        .. lines.Select(line => AreaSummary.Of(line, on)).OfType<AreaSummary>().Where(area => filter?.Lets(area) ?? true)
            .OrderBy(area => RenewalKind.All.IndexOf(RenewalKind.Find(area.Kind)!)).ThenBy(area => area.Code, StringComparer.Ordinal),
    ];
}

public sealed record Count(string Code, int Areas);

public sealed record KindStageCount(string Kind, string Stage, int Areas);
