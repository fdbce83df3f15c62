using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Features.Time;

namespace Renewal.Features.Portfolio;

/// <summary>Counts of areas and the areas themselves, as of a day and as known at an instant.</summary>
/// <param name="ByStage">Where areas have no known stage, they are counted as <see cref="AreaFilter.StageUnknown"/>.</param>
public sealed record PortfolioView(
    DateOnly On, DateTimeOffset? KnownAt, int Total, IReadOnlyList<Count> ByStage, IReadOnlyList<Count> ByKind,
    IReadOnlyList<Count> ByJurisdiction, IReadOnlyList<Count> ByLight, IReadOnlyList<Count> ByStatus,
    IReadOnlyList<KindStageCount> ByKindAndStage, IReadOnlyList<AreaSummary> Areas)
{
    /// <summary>No area at all.</summary>
    public static readonly PortfolioView Empty = Of(new Moment(default, null), [], []);

    /// <summary>Areas whose source says that the work of their stage is basically finished.</summary>
    public int BasicallyFinished { get; private init; }

    /// <summary>Areas with an open obstacle.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int WithObstacle { get; private init; }

    /// <summary>Areas whose record contradicts itself: see <see cref="Domain.Areas.Contradictions"/>.</summary>
    public int WithContradiction { get; private init; }

    /// <summary>Areas without any recorded milestone.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int WithoutMilestone { get; private init; }

    internal static PortfolioView Of(Moment moment, IReadOnlyList<PortfolioCount> counts, IReadOnlyList<AreaSummary> areas)
    {
        int Sum(Func<PortfolioCount, bool> of) => counts.Where(of).Sum(count => count.Areas);
        var stages = Stage.All.Select(stage => stage.Code).ToList();
        if (counts.Any(count => count.Stage is null)) stages.Add(AreaFilter.StageUnknown);
        bool IsIn(PortfolioCount count, string stage) => (count.Stage ?? AreaFilter.StageUnknown) == stage;
        return new PortfolioView(
            moment.On, moment.KnownAt, Sum(_ => true),
            [.. stages.Select(stage => new Count(stage, Sum(c => IsIn(c, stage))))],
            [.. RenewalKind.All.Select(kind => new Count(kind.Code, Sum(c => c.Kind == kind.Code)))],
            [.. counts.Select(c => c.Jurisdiction).Distinct().Order(StringComparer.Ordinal)
                .Select(code => new Count(code, Sum(c => c.Jurisdiction == code)))],
            [.. Lights.All.Select(light => new Count(light, Sum(c => c.Light == light)))],
            [.. Enum.GetNames<AreaStatus>().Select(name => name.ToLowerInvariant())
                .Select(status => new Count(status, Sum(c => c.Status == status)))],
            [.. RenewalKind.All.SelectMany(kind => stages.Select(stage => new KindStageCount(
                kind.Code, stage, Sum(c => c.Kind == kind.Code && IsIn(c, stage)))))],
            areas)
        {
            BasicallyFinished = counts.Sum(count => count.BasicallyFinished),
            WithObstacle = counts.Sum(count => count.WithObstacle),
            WithContradiction = counts.Sum(count => count.WithContradiction),
            WithoutMilestone = counts.Sum(count => count.WithoutMilestone),
        };
    }
}

public sealed record Count(string Code, int Areas);

public sealed record KindStageCount(string Kind, string Stage, int Areas);

/// <summary>How many areas have the same kind, stage, jurisdiction, status and light.</summary>
internal sealed record PortfolioCount(
    string Kind, string? Stage, string Jurisdiction, string Status, string? Light, int Areas, int WithObstacle, int WithoutMilestone,
    int BasicallyFinished, int WithContradiction);
