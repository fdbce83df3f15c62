using System.CommandLine;
using Renewal.App.Texts;
using Renewal.Domain.Catalogue;
using Renewal.Features.Portfolio;
using Renewal.Features.Time;

namespace Renewal.App.Commands;

internal static class DeadlinesCommand
{
    public static Command Make(SharedOptions shared)
    {
        var late = new Option<bool>("--late") { Description = CliText.Of("opt.late") };
        var until = SharedOptions.Day("--until", "opt.until");
        var command = new CliCommand("deadlines", "deadlines",
            "renewal deadlines", "renewal deadlines --on 2021-03-31 --late", "renewal deadlines --until 2021-06-30 --json")
        {
            shared.On, shared.KnownAt, late, until,
        };
        return command.Runs(async cli =>
        {
            var moment = await cli.MomentAsync(shared.On, shared.KnownAt);
            var filter = new DeadlineFilter(cli.Value(late) ? true : null, Until: cli.Value(until));
            var portfolio = await cli.GetAsync<PortfolioQueries>();
            var due = (await portfolio.DeadlinesAsync(await cli.ActorAsync(), moment, null, filter, 1, null, cli.Ct)).Items;
            if (cli.Json) cli.Terminal.Json(new { moment.On, moment.KnownAt, items = due });
            else Print(due, moment, cli.Terminal);
            return 0;
        });
    }

    private static void Print(IReadOnlyList<Deadline> due, Moment moment, Terminal terminal)
    {
        terminal.Line(CliText.Of("deadlines.head", due.Count, due.Count(d => d.Late), CliFormat.AsOf(moment)));
        if (due.Count == 0) return;
        terminal.Line();
        var table = Table.Headed("col.due", "col.left", "col.code", "col.name", "col.milestone", "col.type", "col.reckoning");
        foreach (var d in due)
        {
            table.Add(
                CliFormat.Day(d.DueOn), d.Late ? $"{d.DaysLeft} {CliText.Of("late")}" : CliFormat.Number(d.DaysLeft), d.Area, d.Name,
                UiText.NameOf(d.Milestone), CliText.Of($"due.{d.Type}"),
                d.Clock is { } clock ? $"{UiText.Of(clock.Reckoning)} {BasisOf(clock.Basis)}" : "");
        }

        terminal.Table(table);
    }

    private static string BasisOf(Basis basis)
    {
        var source = LegalSource.Find(basis.Source) is { } found ? UiText.Pick(found.Chinese, found.English) : basis.Source;
        return CliText.Of("basis", source, basis.Article);
    }
}
