using System.CommandLine;
using Renewal.App.Texts;
using Renewal.Features.Areas;

namespace Renewal.App.Commands;

internal static class HistoryCommand
{
    public static Command Make(Switches shared)
    {
        var area = Switches.Area();
        var verb = new Verb("history", "history",
            "renewal history haikoucun", "renewal history haikoucun --known-at 2021-01-15T09:00:00+08:00 --json")
        {
            area, shared.KnownAt,
        };
        return verb.Runs(async desk =>
        {
            var knownAt = desk.Value(shared.KnownAt);
            var file = await ShowCommand.FindAsync(desk, desk.Value(area), knownAt);
            var lines = await (await desk.GetAsync<AreaFiles>()).HistoryAsync(file.Id, knownAt, desk.Ct);
            if (desk.Json) desk.Terminal.Json(lines);
            else Print(file.Area.Registration!.Name, lines, desk.Terminal);
            return 0;
        });
    }

    private static void Print(string name, IReadOnlyList<HistoryLine> lines, Terminal terminal)
    {
        terminal.Line(Say.Of("history.head", name, lines.Count));
        terminal.Line();
        var table = new Table(
            Say.Of("col.seq"), Say.Of("col.version"), Say.Of("col.on"), Say.Of("col.recorded"), Say.Of("col.by"), Say.Of("col.via"),
            Say.Of("col.event"), Say.Of("col.what"));
        foreach (var line in lines)
        {
            var correction = line.CorrectedBy is { } c
                ? $"  <- {Say.Of("history.corrected", c.Version, Wordings.Instant(c.RecordedAt), c.RecordedBy, c.Reason)}"
                : "";
            table.Add(
                Wordings.Number(line.Seq), Wordings.Number(line.Version), Wordings.Day(line.EffectiveOn), Wordings.Instant(line.RecordedAt),
                line.RecordedBy, line.Row is { } row ? $"{line.Via} {Say.Of("history.row", row)}" : line.Via ?? "-",
                Words.NameOf(line.Type), EventLine.Of(line.Data) + correction);
        }

        terminal.Table(table);
    }
}
