using System.CommandLine;
using Renewal.App.Texts;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Areas.Commands;

namespace Renewal.App.Commands;

internal static class HistoryCommand
{
    public static Command Make(SharedOptions shared)
    {
        var code = SharedOptions.Area();
        var command = new CliCommand("history", "history",
            "renewal history haikoucun", "renewal history haikoucun --known-at 2021-01-15T09:00:00+08:00 --json")
        {
            code, shared.KnownAt,
        };
        return command.Runs(async cli =>
        {
            var knownAt = cli.Value(shared.KnownAt);
            var file = await ShowCommand.FindAsync(cli, cli.Value(code), knownAt);
            var lines = await (await cli.GetAsync<AreaQueries>()).HistoryAsync(file, cli.Ct);
            if (cli.Json) cli.Terminal.Json(lines);
            else Print(file.Area, lines, cli.Terminal);
            return 0;
        });
    }

    private static void Print(Area area, IReadOnlyList<HistoryLine> lines, Terminal terminal)
    {
        terminal.Line(CliText.Of("history.head", area.Registration!.Name, lines.Count));
        terminal.Line();
        var table = Table.Headed("col.seq", "col.version", "col.on", "col.recorded", "col.by", "col.via", "col.event", "col.what");
        foreach (var line in lines)
        {
            var correction = line.CorrectedBy is { } c
                ? $"  <- {CliText.Of("history.corrected", c.Version, CliFormat.Instant(c.RecordedAt), c.RecordedBy, c.Reason)}"
                : "";
            table.Add(
                CliFormat.Number(line.Seq), CliFormat.Number(line.Version), CliFormat.Day(line.EffectiveOn),
                    CliFormat.Instant(line.RecordedAt),
                line.RecordedBy, line.Row is { } row ? $"{line.Via} {CliText.Of("history.row", row)}" : line.Via ?? "-",
                UiText.NameOf(line.Type), UiText.Pick(AreaCommands.Describe((AreaEvent)line.Data, area)) + correction);
        }

        terminal.Table(table);
    }
}
