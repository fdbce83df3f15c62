using Renewal.Domain.Access;
using Renewal.Features.Portfolio;
using Renewal.Features.Time;

namespace Renewal.Benchmarks;

/// <summary>What is asked, for whom, and as known when.</summary>
/// <param name="On">The day; of two days, the later one.</param>
/// <param name="From">The earlier of two days.</param>
/// <param name="KnownAt">Null for what is known now.</param>
internal sealed record Asked(string When, DateOnly On, DateOnly From, DateTimeOffset? KnownAt)
{
    public Moment Moment => new(On, KnownAt);
}

/// <summary>Days, instants and people that the benchmarks of lists ask for, and our answers in words, to be compared.</summary>
internal static class Portfolio
{
    public const int PageSize = 50;

    public static readonly DateOnly Today = new(2026, 6, 30);

    public static readonly Asked Now = new("today", Today, Today.AddDays(-90), null);
    public static readonly Asked PastDay = new("a past day", new DateOnly(2018, 3, 1), new DateOnly(2018, 1, 15), null);

    // Four events of each area were known by then.
    public static readonly Asked PastKnowledge =
        new("a past day by past knowledge", PastDay.On, PastDay.From, PortfolioSeeding.First.AddDays(4.5));

    public static readonly Actor Total = new("wang", Role.Manager, [Jurisdiction.Everywhere]);
    public static readonly Actor OneStreet = new("zhang", Role.Officer, [BenchmarkHost.Street]);

    public static async Task<string> CountsAsync(PortfolioQueries portfolio, Actor actor, Asked asked)
    {
        var view = await portfolio.CountsAsync(actor, asked.Moment, null, CancellationToken.None);
        return $"{view.Total}; " + string.Join(' ', view.ByKindAndStage.Where(count => count.Areas > 0)
            .Select(count => $"{count.Kind}/{count.Stage}={count.Areas}").Order(StringComparer.Ordinal));
    }

    public static async Task<string> WorstAsync(PortfolioQueries portfolio, Actor actor, Asked asked)
    {
        var page = await portfolio.ListAsync(
            actor, asked.Moment, null, new AreaOrder(AreaSort.WorstFirst), 1, PageSize, CancellationToken.None);
        return $"{page.Total}; " + string.Join(' ', page.Areas.Select(area => $"{area.Code}@{area.Version}:{area.Light}"));
    }

    public static async Task<string> DeadlinesAsync(PortfolioQueries portfolio, Actor actor, Asked asked)
    {
        var page = await portfolio.DeadlinesAsync(actor, asked.Moment, null, null, 1, PageSize, CancellationToken.None);
        return $"{page.Total}; " + string.Join(' ', page.Items.Select(due => $"{due.Area}/{due.Milestone}/{due.DueOn:O}"));
    }

    public static async Task<string> MatrixAsync(PortfolioQueries portfolio, Actor actor, Asked asked)
    {
        var changes = await portfolio.ChangesAsync(actor, asked.From, asked.On, asked.KnownAt, CancellationToken.None);
        return $"{changes.AreasThen} {changes.AreasNow}; " + string.Join(' ', changes.Changes.Select(change =>
            $"{change.Code}:{change.StageThen}>{change.StageNow}/{change.LightThen}>{change.LightNow}/{change.Milestones.Count}"));
    }
}
