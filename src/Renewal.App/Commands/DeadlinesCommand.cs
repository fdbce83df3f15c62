using System.CommandLine;
using Renewal.App.Texts;
using Renewal.Domain.Catalogue;
using Renewal.Features.Portfolio;
using Renewal.Features.Time;

namespace Renewal.App.Commands;

internal static class DeadlinesCommand
{
    public static Command Make(Switches shared)
    {
        var late = new Option<bool>("--late") { Description = Say.Of("opt.late") };
        var until = Switches.Day("--until", "opt.until");
        var verb = new Verb("deadlines", "deadlines",
            "renewal deadlines", "renewal deadlines --on 2021-03-31 --late", "renewal deadlines --until 2021-06-30 --json")
        {
            shared.On, shared.KnownAt, late, until,
        };
        return verb.Runs(async desk =>
        {
            var moment = await desk.MomentAsync(shared.On, shared.KnownAt);
            var lines = await PortfolioCommand.LinesAsync(desk, moment.KnownAt);
            var due = Deadlines.Of(lines, moment.On)
                .Where(d => (d.Late || !desk.Value(late)) && (desk.Value(until) is not { } last || d.DueOn <= last)).ToList();
            if (desk.Json) desk.Terminal.Json(new { moment.On, moment.KnownAt, items = due });
            else Print(due, moment, desk.Terminal);
            return 0;
        });
    }

    private static void Print(List<Due> due, Moment moment, Terminal terminal)
    {
        terminal.Line(Say.Of("deadlines.head", due.Count, due.Count(d => d.Late), Wordings.AsOf(moment)));
        if (due.Count == 0) return;
        terminal.Line();
        var table = new Table(
            Say.Of("col.due"), Say.Of("col.left"), Say.Of("col.code"), Say.Of("col.name"), Say.Of("col.milestone"), Say.Of("col.type"),
            Say.Of("col.reckoning"));
        foreach (var d in due)
        {
            table.Add(
                Wordings.Day(d.DueOn), d.Late ? $"{d.DaysLeft} {Say.Of("late")}" : Wordings.Number(d.DaysLeft), d.Area, d.Name,
                Words.NameOf(d.Milestone), Say.Of($"due.{d.Type}"),
                d.Clock is { } clock ? $"{Words.Of(clock.Reckoning)} {BasisOf(clock.Basis)}" : "");
        }

        terminal.Table(table);
    }

    private static string BasisOf(Basis basis)
    {
        var source = LegalSource.Find(basis.Source) is { } found ? Words.Pick(found.Chinese, found.English) : basis.Source;
        return Say.Of("basis", source, basis.Article);
    }
}
