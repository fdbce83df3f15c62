using System.CommandLine;
using Renewal.App.Texts;
using Renewal.Domain;
using Renewal.Features.Areas;
using Renewal.Features.Time;

namespace Renewal.App.Commands;

internal static class ShowCommand
{
    public static Command Make(SharedOptions shared)
    {
        var area = SharedOptions.Area();
        var command = new CliCommand("show", "show",
            "renewal show haikoucun", "renewal show haikoucun --on 2020-12-31",
            "renewal show haikoucun --known-at 2021-01-15T09:00:00+08:00 --json")
        {
            area, shared.On, shared.KnownAt,
        };
        return command.Runs(async cli =>
        {
            var code = cli.Value(area);
            var moment = await cli.MomentAsync(shared.On, shared.KnownAt);
            var file = await FindAsync(cli, code, moment.KnownAt);
            var view = AreaView.Of(file, moment) ?? throw CommandFailed.By(Refusals.AreaUnknown(code));
            if (cli.Json) cli.Terminal.Json(view);
            else Print(view, cli.Terminal);
            return 0;
        });
    }

    /// <summary>The area with a current or former code, or a refusal.</summary>
    public static async Task<KnownArea> FindAsync(CommandContext cli, string code, DateTimeOffset? knownAt)
    {
        var (areas, actor) = (await cli.GetAsync<AreaQueries>(), await cli.ActorAsync());
        var area = await areas.FindAsync(code, actor, knownAt, cli.Ct);
        if (area is null && knownAt is null && await areas.FindCodeTodayAsync(code, actor, cli.Ct) is { } today)
            area = await areas.FindAsync(today, actor, null, cli.Ct);
        if (area is null) throw CommandFailed.By(Refusals.AreaUnknown(code));
        if (area.CodeToday != code) cli.Terminal.Error.WriteLine(CliText.Of("area.code-today", code, area.CodeToday));
        return area;
    }

    private static void Print(AreaView area, Terminal terminal)
    {
        terminal.Line($"{area.Name}  {area.Code}");
        terminal.Line(CliFormat.AsOf(new Moment(area.On, area.KnownAt)));
        terminal.Line();
        Field(terminal, "col.kind", UiText.NameOf(area.Kind));
        Field(terminal, "col.jurisdiction", area.Jurisdiction);
        Field(terminal, "col.stage", CliFormat.Since(area.Stage, area.StageSince, area.StageSinceAtLatest)
            + (area.StageBasicallyFinished ? CliText.Of("stage.basically-finished") : ""));
        Field(terminal, "col.status", CliFormat.Since(area.Status, area.StatusSince));
        Field(terminal, "col.light", area.Light is null ? null : terminal.Light(area.Light) + CliFormat.Reasons(area.LightReasons));
        Field(terminal, "col.opened", UiText.Day(area.OpenedOn));
        Field(terminal, "col.labels", area.Labels.Count == 0 ? null : UiText.Join(area.Labels));
        Field(terminal, "col.unit", area.ResponsibleUnit);
        Field(terminal, "col.officer", area.Officer);
        Field(terminal, "col.progress", area.Progress is { } said ? $"{said.Text}（{UiText.Day(said.AsOf)}）" : null);
        Field(terminal, "col.source", area.Opening?.Source);
        Field(terminal, "col.version", CliFormat.Number(area.Version));

        var reached = Table.Headed("col.milestone", "col.on", "col.grade", "col.document", "col.by");
        foreach (var m in area.Milestones)
            reached.Add(UiText.NameOf(m.Milestone), CliFormat.Day(m.EffectiveOn), CliText.Of($"grade.{m.Grade}"), m.DocumentNumber ?? "-",
                m.RecordedBy);
        Part(terminal, "show.milestones", reached);

        var next = Table.Headed("col.milestone", "col.gate", "col.earliest", "col.needs");
        foreach (var step in area.Next.Where(step => !step.Conditional))
            next.Add(UiText.NameOf(step.Milestone), CliText.Of($"gate.{step.Gate}"), CliFormat.Day(step.EarliestOn),
                CliFormat.Some(step.Needs));
        Part(terminal, "show.next", next);

        var contradictions = Table.Headed("col.on", "col.contradiction");
        foreach (var found in area.Contradictions) contradictions.Add(CliFormat.Day(found.On), AreaText.Of(found));
        Part(terminal, "show.contradictions", contradictions);

        var clocks = Table.Headed("col.milestone", "col.state", "col.due", "col.reckoning");
        foreach (var clock in area.Clocks)
            clocks.Add(UiText.NameOf(clock.Milestone), CliText.Of($"clock.{clock.State}"), CliFormat.Day(clock.DueOn ?? clock.EarliestOn),
                UiText.Of(clock.Reckoning));
        Part(terminal, "show.clocks", clocks);

        var plan = Table.Headed("col.milestone", "col.planned", "col.actual", "col.late");
        foreach (var p in area.Plan)
            plan.Add(UiText.NameOf(p.Milestone), CliFormat.Day(p.PlannedOn), CliFormat.Day(p.ActualOn), CliFormat.Number(p.DaysLate));
        Part(terminal, "show.plan", plan);

        var obstacles = Table.Headed("col.raised", "col.resolved", "col.what");
        foreach (var o in area.Obstacles) obstacles.Add(CliFormat.Day(o.RaisedOn), CliFormat.Day(o.ResolvedOn), o.Description);
        Part(terminal, "show.obstacles", obstacles);
    }

    private static void Field(Terminal terminal, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value)) terminal.Line($"{DisplayWidth.Pad(CliText.Of(key), CliFormat.LabelWidth)}  {value}");
    }

    private static void Part(Terminal terminal, string key, Table table)
    {
        if (table.IsEmpty) return;
        terminal.Line();
        terminal.Line(CliText.Of(key));
        terminal.Table(table);
    }
}
