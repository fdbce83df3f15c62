using System.CommandLine;
using System.Globalization;
using Renewal.Features.Replay;

namespace Renewal.App.Commands;

internal static class ReplayCommand
{
    public static Command Make()
    {
        var area = new Option<string?>("--area") { Description = CliText.Of("opt.area"), HelpName = "AREA" };
        var to = new Option<long?>("--to")
        {
            Description = CliText.Of("opt.to-seq"),
            HelpName = "SEQ",
            CustomParser = result => long.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
                && seq > 0 ? seq : SharedOptions.Bad<long?>(result, "bad.seq"),
        };
        var command =
            new CliCommand("replay", "replay", "renewal replay", "renewal replay --area haikoucun", "renewal replay --to 1000 --json")
        {
            area, to,
        };
        return command.Runs(async cli =>
        {
            Guid? stream = cli.Value(area) is { } code ? (await ShowCommand.FindAsync(cli, code, null)).Id : null;
            var report = await (await cli.GetAsync<ReplayCheck>()).RunAsync(stream, cli.Value(to), cli.Terminal, cli.Ct);
            if (cli.Json) cli.Terminal.Json(report);
            else Print(report, cli.Terminal);
            if (report.Differences.Count == 0) return 0;
            cli.Terminal.Refuse("replay.differs", CliText.Of("replay.differs", report.Differences.Count));
            return CommandFailed.Refused;
        });
    }

    private static void Print(ReplayReport report, Terminal terminal)
    {
        terminal.Line(CliText.Of("replay.head", report.Events, report.Areas, report.LastSeq, report.Compared));
        if (report.Differences.Count == 0)
        {
            terminal.Line(CliText.Of("replay.same"));
            return;
        }

        terminal.Line();
        var table = Table.Headed("col.view", "col.code", "col.stream", "col.what");
        foreach (var difference in report.Differences)
            table.Add(difference.View, difference.Code ?? "-", $"{difference.Stream}", difference.What);
        terminal.Table(table);
    }
}
