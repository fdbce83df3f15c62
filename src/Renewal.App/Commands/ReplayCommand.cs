using System.CommandLine;
using System.Globalization;
using Renewal.Features.Replay;

namespace Renewal.App.Commands;

internal static class ReplayCommand
{
    public static Command Make()
    {
        var area = new Option<string?>("--area") { Description = Say.Of("opt.area"), HelpName = "AREA" };
        var to = new Option<long?>("--to")
        {
            Description = Say.Of("opt.to-seq"),
            HelpName = "SEQ",
            CustomParser = result => long.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
                && seq > 0 ? seq : Switches.Bad<long?>(result, "bad.seq"),
        };
        var verb = new Verb("replay", "replay", "renewal replay", "renewal replay --area haikoucun", "renewal replay --to 1000 --json")
        {
            area, to,
        };
        return verb.Runs(async desk =>
        {
            Guid? stream = desk.Value(area) is { } code ? (await ShowCommand.FindAsync(desk, code, null)).Id : null;
            var report = await (await desk.GetAsync<Replays>()).RunAsync(stream, desk.Value(to), desk.Terminal, desk.Ct);
            if (desk.Json) desk.Terminal.Json(report);
            else Print(report, desk.Terminal);
            if (report.Differences.Count == 0) return 0;
            desk.Terminal.Refuse("replay.differs", Say.Of("replay.differs", report.Differences.Count));
            return CommandFailed.Refused;
        });
    }

    private static void Print(ReplayReport report, Terminal terminal)
    {
        terminal.Line(Say.Of("replay.head", report.Events, report.Areas, report.LastSeq, report.Compared));
        if (report.Behind > 0) terminal.Line(Say.Of("replay.behind", report.Behind));
        if (report.Differences.Count == 0)
        {
            terminal.Line(Say.Of("replay.same"));
            return;
        }

        terminal.Line();
        var table = new Table(Say.Of("col.view"), Say.Of("col.code"), Say.Of("col.stream"), Say.Of("col.what"));
        foreach (var difference in report.Differences)
            table.Add(difference.View, difference.Code ?? "-", $"{difference.Stream}", difference.What);
        terminal.Table(table);
    }
}
