using System.CommandLine;
using Renewal.App.Texts;
using Renewal.Features.Portfolio;

namespace Renewal.App.Commands;

internal static class CompareCommand
{
    public static Command Make(SharedOptions shared)
    {
        var (from, to) = (SharedOptions.Day("--from", "opt.from"), SharedOptions.Day("--to", "opt.to"));
        (from.Required, to.Required) = (true, true);
        var command = new CliCommand("compare", "compare",
            "renewal compare --from 2020-12-31 --to 2021-06-30",
            "renewal compare --from 2020-12-31 --to 2021-06-30 --known-at 2021-07-01T00:00:00+08:00")
        {
            from, to, shared.KnownAt,
        };
        return command.Runs(async cli =>
        {
            var (first, last) = (cli.Value(from)!.Value, cli.Value(to)!.Value);
            if (first > last) throw CommandFailed.Usage(CliText.Of("bad.order", CliFormat.Day(first), CliFormat.Day(last)));
            var knownAt = cli.Value(shared.KnownAt);
            var portfolio = await cli.GetAsync<PortfolioQueries>();
            var changes = await portfolio.ChangesAsync(await cli.ActorAsync(), first, last, knownAt, cli.Ct);
            if (cli.Json) cli.Terminal.Json(changes);
            else Print(changes, cli.Terminal);
            return 0;
        });
    }

    private static void Print(PortfolioChanges changes, Terminal terminal)
    {
        terminal.Line(CliText.Of("compare.head", UiText.Day(changes.From), UiText.Day(changes.To), changes.AreasThen, changes.AreasNow,
            changes.Changes.Count));
        if (changes.Changes.Count == 0) return;
        terminal.Line();
        var table = Table.Headed("col.code", "col.name", "col.stage", "col.status", "col.light", "col.obstacles", "col.moves");
        foreach (var c in changes.Changes)
        {
            table.Add(
                c.Code,
                c.TakenOver ? $"{c.Name} {CliText.Of("compare.taken-over")}" : c.Added ? $"{c.Name} {CliText.Of("compare.added")}" : c.Name,
                Move(c.StageThen, c.StageNow, UiText.NameOf),
                Move(c.StatusThen, c.StatusNow, UiText.NameOf), Move(c.LightThen, c.LightNow, light => CliFormat.Light(light)),
                $"+{c.ObstaclesRaised} -{c.ObstaclesResolved}",
                string.Join(UiText.InEnglish ? "; " : "；", c.Milestones.Select(m =>
                    $"{UiText.NameOf(m.Milestone)} {CliFormat.Day(m.On)}{What(m)}")));
        }

        terminal.Table(table);
    }

    private static string What(MilestoneMove move) => move.What == "reached" ? "" : $" {CliText.Of($"move.{move.What}")}";

    private static string Move(string? then, string? now, Func<string, string> name) =>
        then == now ? now is null ? "-" : name(now) : $"{(then is null ? "-" : name(then))} -> {(now is null ? "-" : name(now))}";
}
