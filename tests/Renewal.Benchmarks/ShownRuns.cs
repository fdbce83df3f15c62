using System.Collections.Concurrent;
using System.Globalization;
using Renewal.Features.Portfolio;
using Renewal.Features.Time;

namespace Renewal.Benchmarks;

/// <summary>A code that sorts where its rank says.</summary>
internal sealed record FreshCode(string Code, int Rank);

/// <summary>Codes of areas that nothing was recorded for yet, as many for each side of a comparison.</summary>
internal sealed class FreshCodes
{
    public const int Ready = 1_000;

    private readonly ConcurrentQueue<FreshCode> fresh = [];
    private int made;

    /// <summary>The codes that are missing; the caller records them.</summary>
    public IReadOnlyList<FreshCode> TopUp()
    {
        var more = Enumerable.Range(made, Math.Max(0, Ready - fresh.Count))
            .Select(rank => new FreshCode(string.Create(CultureInfo.InvariantCulture, $"write-{rank:D9}"), rank)).ToList();
        made += more.Count;
        foreach (var code in more) fresh.Enqueue(code);
        return more;
    }

    public FreshCode Next() =>
        fresh.TryDequeue(out var code) ? code : throw new InvalidOperationException("No fresh areas left in this window.");
}

/// <summary>
/// A milestone until a list shows it, against emmett with an inline projection and EF Core with an audit table. All three leave a current
/// row and its history, and read the page of 50, in the order of codes, that the area stands on.
/// </summary>
internal static class ShownRuns
{
    private const int PageSize = 50;
    private static readonly int[] Writers = [1, 8, 32];

    public static async Task RunAsync(Server server, Results results, Scale scale)
    {
        await using var office = await BenchmarkHost.OpenAsync(server, "shown");
        var (ours, entities) = (new Shown(office), await EntityWrites.OpenAsync(await server.CreateDatabaseAsync("entities")));
        await using var emmett = await EmmettProcess.StartAsync(await server.CreateDatabaseAsync("emmett"), results);
        List<(string Name, Func<int, Variant> Of)> others =
            [("EF Core and an audit table", n => new Variant(n, entities.WriterAsync, entities.TopUpAsync))];
        if (emmett is not null) others.Add(("emmett's command handler, inline projection", emmett.Variant));
        var each = 2 + others.Count;
        var rates = await Rounds.RunAsync(
            [.. Writers.SelectMany(n => others.Select(other => other.Of(n))
                .Prepend(new Variant(n, () => ours.WriterAsync(counted: true), ours.TopUpAsync))
                .Prepend(new Variant(n, () => ours.WriterAsync(counted: false), ours.TopUpAsync)))],
            scale.Count, scale.Window);
        for (var i = 0; i < Writers.Length; i++)
        {
            var what = $"a milestone until a list shows it, {Writers[i]} writer{(Writers[i] > 1 ? "s" : "")}";
            for (var j = 0; j < others.Count; j++)
            {
                results.Add(new Line("shown", what, others[j].Name, "/s", rates[i * each], rates[(i * each) + j + 2], 1));
                results.Add(new Line(
                    "shown", $"{what}, with the list's total", $"{others[j].Name}, without", "/s",
                    rates[(i * each) + 1], rates[(i * each) + j + 2], null));
            }
        }
    }

    private sealed class Shown(BenchmarkHost office)
    {
        private static readonly AreaOrder ByCode = new(AreaSort.Code);
        private readonly FreshCodes codes = new();

        public async Task TopUpAsync()
        {
            if (codes.TopUp() is { Count: > 0 } more) await Seeding.AreasAsync(office, [.. more.Select(fresh => fresh.Code)], 1);
        }

        /// <param name="counted">Also how many areas there are; the others do not count theirs.</param>
        public Task<Func<Task>> WriterAsync(bool counted)
        {
            var (portfolio, today) = (office.Get<PortfolioQueries>(), new Moment(Portfolio.Today, null));
            var (area, step) = (new FreshCode("", 0), FreshAreas.Each);
            return Task.FromResult<Func<Task>>(async () =>
            {
                if (step >= FreshAreas.Each) (area, step) = (codes.Next(), 0);
                var answer = await office.AskAsync(Script.Milestones[step++](area.Code));
                var (zhang, number) = (BenchmarkHost.Zhang.Actor, (area.Rank / PageSize) + 1);
                var page = counted
                    ? (await portfolio.ListAsync(zhang, today, null, ByCode, number, PageSize, CancellationToken.None)).Areas
                    : await portfolio.RowsAsync(zhang, today, ByCode, number, PageSize, CancellationToken.None);
                if (page.FirstOrDefault(found => found.Code == area.Code)?.Version != answer.Version)
                    throw new InvalidOperationException($"{area.Code}: version {answer.Version} is not listed.");
            });
        }
    }
}
