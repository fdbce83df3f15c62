using System.CommandLine;
using Renewal.App.Texts;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Features.Portfolio;
using Renewal.Features.Time;

namespace Renewal.App.Commands;

internal static class PortfolioCommand
{
    public static Command Make(SharedOptions shared)
    {
        var stage = SharedOptions.Among("--stage", "opt.stage", [.. Stage.All.Select(s => s.Code), AreaFilter.StageUnknown]);
        var kind = SharedOptions.Among("--kind", "opt.kind", RenewalKind.All.Select(k => k.Code));
        var light = SharedOptions.Among("--light", "opt.light", Lights.All);
        var status = SharedOptions.Among("--status", "opt.status", Enum.GetNames<AreaStatus>().Select(name => name.ToLowerInvariant()));
        var label = SharedOptions.Text("--label", "opt.label");
        var jurisdiction = SharedOptions.Jurisdiction("--jurisdiction", "opt.jurisdiction");
        var words = SharedOptions.Text("--q", "opt.q");
        var command = new CliCommand("portfolio", "portfolio",
            "renewal portfolio", "renewal portfolio --on 2020-12-31 --stage listing",
            "renewal portfolio --jurisdiction 420112 --light red --json")
        {
            shared.On, shared.KnownAt, stage, kind, light, status, label, jurisdiction, words,
        };
        return command.Runs(async cli =>
        {
            var moment = await cli.MomentAsync(shared.On, shared.KnownAt);
            var filter = new AreaFilter(
                cli.Value(stage), cli.Value(kind), cli.Value(label), cli.Value(jurisdiction), cli.Value(light), cli.Value(words),
                cli.Value(status));
            var view = await (await cli.GetAsync<PortfolioQueries>()).ViewAsync(await cli.ActorAsync(), moment, filter, cli.Ct);
            if (cli.Json) cli.Terminal.Json(view);
            else Print(view, cli.Terminal);
            return 0;
        });
    }

    private static void Print(PortfolioView view, Terminal terminal)
    {
        terminal.Line(CliText.Of("portfolio.head", view.Total, CliFormat.AsOf(new Moment(view.On, view.KnownAt))));
        terminal.Line();
        var matrix = new Table([CliText.Of("col.kind"), .. view.ByStage.Select(s => StageName(s.Code)), CliText.Of("col.total")]);
        foreach (var kind in view.ByKind.Where(k => k.Areas > 0))
        {
            var ofKind = view.ByKindAndStage.Where(c => c.Kind == kind.Code).ToList();
            var stages = view.ByStage.Select(s => CliFormat.Number(ofKind.First(c => c.Stage == s.Code).Areas));
            matrix.Add([UiText.NameOf(kind.Code), .. stages, CliFormat.Number(kind.Areas)]);
        }

        matrix.Add([CliText.Of("col.total"), .. view.ByStage.Select(s => CliFormat.Number(s.Areas)), CliFormat.Number(view.Total)]);
        terminal.Table(matrix);
        terminal.Line();
        terminal.Line(string.Join("  ", view.ByLight.Select(l => $"{CliFormat.Light(l.Code)} {l.Areas}")
            .Concat(view.ByJurisdiction.Select(j => $"{j.Code} {j.Areas}"))));
        if (view.BasicallyFinished > 0) terminal.Line(CliText.Of("portfolio.basically-finished", view.BasicallyFinished));
        if (view.WithContradiction > 0) terminal.Line(CliText.Of("portfolio.contradictions", view.WithContradiction));
        if (view.Areas.Count == 0) return;
        terminal.Line();
        var list = Table.Headed("col.code", "col.name", "col.kind", "col.stage", "col.since", "col.light", "col.next-due", "col.progress");
        foreach (var area in view.Areas)
        {
            list.Add(
                area.Code, area.Name, UiText.NameOf(area.Kind),
                CliFormat.Name(area.Stage) + (area.StageBasicallyFinished ? CliText.Of("stage.basically-finished") : ""),
                (area.StageSinceAtLatest ? "≤" : "") + CliFormat.Day(area.StageSince),
                CliFormat.Light(area.Light),
                area.NextDue is { } due ? $"{CliFormat.Day(due.DueOn)} {UiText.NameOf(due.Milestone)}" : "-", area.Progress?.Text);
        }

        terminal.Table(list);
    }

    private static string StageName(string code) => code == AreaFilter.StageUnknown ? CliText.Of("stage.none") : UiText.NameOf(code);
}
