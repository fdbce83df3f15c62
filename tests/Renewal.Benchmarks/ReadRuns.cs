using System.Diagnostics;
using Renewal.Domain.Access;
using Renewal.Features.Portfolio;

namespace Renewal.Benchmarks;

/// <summary>
/// Lists, counts, deadlines and comparisons of a large portfolio: against SQL by hand with the same answer, against the same question on a
/// small one, on one with fewer events an area, and on a past day as known now. No answer is kept anywhere between two askings.
/// </summary>
internal static class ReadRuns
{
    private const int FewEvents = 5;
    private const int ManyEvents = 50;

    private sealed record Question(
        string Name, Func<PortfolioQueries, Actor, Asked, Task<string>> Ours, Func<HandReads, Actor, Asked, Task<string>> ByHand);

    private static readonly Question[] Questions =
    [
        new("counts", Portfolio.CountsAsync, (hand, actor, asked) => hand.CountsAsync(actor, asked)),
        new("worst-first page", Portfolio.WorstAsync, (hand, actor, asked) => hand.WorstAsync(actor, asked)),
        new("deadlines page", Portfolio.DeadlinesAsync, (hand, actor, asked) => hand.DeadlinesAsync(actor, asked)),
        new("matrix of two days", Portfolio.MatrixAsync, (hand, actor, asked) => hand.MatrixAsync(actor, asked)),
    ];

    public static async Task RunAsync(Server server, Results results, Scale scale)
    {
        await using var many = await OpenAsync(server, "many", scale.Areas, ManyEvents);
        await using var few = await OpenAsync(server, "few", scale.Areas, FewEvents);
        await using var small = await OpenAsync(server, "small", Scale.FewAreas, ManyEvents);
        var cold = await ColdAsync(many);
        results.Note($"First asking of each after its data was written (nothing prepared or compiled before): {cold}.");
        await PagesAsync(many, small, results, scale);
        await ByHandAsync(many, results, scale);
        await HistoryAsync(many, few, results, scale);
    }

    private static async Task<BenchmarkHost> OpenAsync(Server server, string name, int areas, int events)
    {
        var office = await BenchmarkHost.OpenAsync(server, name);
        await PortfolioSeeding.RunAsync(office, areas, events);
        return office;
    }

    private static async Task<string> ColdAsync(BenchmarkHost many)
    {
        var cold = new List<string>();
        foreach (var question in Questions)
        {
            var watch = Stopwatch.StartNew();
            await question.Ours(many.Get<PortfolioQueries>(), Portfolio.Total, Portfolio.Now);
            cold.Add($"{question.Name} {watch.ElapsedMilliseconds} ms");
        }

        return string.Join(", ", cold);
    }

    private static async Task PagesAsync(BenchmarkHost many, BenchmarkHost small, Results results, Scale scale)
    {
        foreach (var (name, sort) in new[] { ("code", AreaSort.Code), ("name", AreaSort.Name) })
        {
            var order = new AreaOrder(sort);
            Variant Rows(BenchmarkHost office) => Variant.Of(() => office.Get<PortfolioQueries>().RowsAsync(
                Portfolio.Total, Portfolio.Now.Moment, order, 1, Portfolio.PageSize, CancellationToken.None));
            Variant Counted(BenchmarkHost office) => Variant.Of(() => office.Get<PortfolioQueries>().ListAsync(
                Portfolio.Total, Portfolio.Now.Moment, null, order, 1, Portfolio.PageSize, CancellationToken.None));
            var rates = await Rounds.RunAsync([Rows(many), Rows(small), Counted(many), Counted(small)], scale.Count, scale.Window);
            var against = $"the same at {Scale.FewAreas} areas";
            results.Add(new Line(
                "list", $"rows of a page of 50 by {name}, {scale.Areas:N0} areas", against, "/s", rates[0], rates[1], 2, Judged.Factor));
            results.Add(new Line(
                "list", $"the same with its total, {scale.Areas:N0} areas", against, "/s", rates[2], rates[3], null, Judged.Factor));
        }
    }

    private static async Task ByHandAsync(BenchmarkHost many, Results results, Scale scale)
    {
        var (portfolio, hand) = (many.Get<PortfolioQueries>(), new HandReads(many.Source));
        foreach (var question in Questions)
        {
            foreach (var (who, actor) in new[] { ("everything", Portfolio.Total), ("one street", Portfolio.OneStreet) })
            {
                Asked[] times = [Portfolio.Now, Portfolio.PastDay, Portfolio.PastKnowledge];
                foreach (var asked in times)
                {
                    var (ours, theirs) = (await question.Ours(portfolio, actor, asked), await question.ByHand(hand, actor, asked));
                    if (ours != theirs)
                        throw new InvalidOperationException(
                            $"{question.Name}, {asked.When}, {who}:\n{Head(ours)}\nby hand:\n{Head(theirs)}");
                }

                var rates = await Rounds.RunAsync([.. times.SelectMany(asked => new[]
                {
                    Variant.Of(() => question.Ours(portfolio, actor, asked)), Variant.Of(() => question.ByHand(hand, actor, asked)),
                })], scale.Count, scale.Window);
                for (var i = 0; i < times.Length; i++)
                    results.Add(new Line(
                        "list", $"{question.Name}, {times[i].When}, {who}", "SQL by hand, the same answer", "/s",
                        rates[i * 2], rates[(i * 2) + 1], 0.5));
                if (question.Name != "deadlines page")
                    results.Add(new Line(
                        "list", $"{question.Name}, {times[2].When}, {who}", "the same day as known now", "/s",
                        rates[4], rates[2], 1.5, Judged.Factor));
            }
        }
    }

    private static async Task HistoryAsync(BenchmarkHost many, BenchmarkHost few, Results results, Scale scale)
    {
        foreach (var question in Questions)
        {
            Variant Of(BenchmarkHost office, Asked asked) =>
                Variant.Of(() => question.Ours(office.Get<PortfolioQueries>(), Portfolio.Total, asked));
            var rates = await Rounds.RunAsync(
                [Of(many, Portfolio.Now), Of(few, Portfolio.Now), Of(many, Portfolio.PastDay), Of(few, Portfolio.PastDay)],
                scale.Count, scale.Window);
            var against = $"the same at {FewEvents} events an area";
            results.Add(new Line(
                "list", $"{question.Name}, today, {ManyEvents} events an area", against, "/s", rates[0], rates[1], 1.3, Judged.Factor));
            var past = $"{question.Name}, a past day, {ManyEvents} events an area";
            results.Add(new Line("list", past, against, "/s", rates[2], rates[3], null, Judged.Factor));
        }
    }

    private static string Head(string answer) => answer.Length > 400 ? answer[..400] : answer;
}
