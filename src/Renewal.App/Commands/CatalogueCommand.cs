using System.CommandLine;
using Renewal.App.Texts;
using Renewal.Domain.Catalogue;

namespace Renewal.App.Commands;

internal static class CatalogueCommand
{
    public static Command Make()
    {
        var kind = new Argument<string?>("KIND") { Description = CliText.Of("arg.kind"), Arity = ArgumentArity.ZeroOrOne };
        var on = SharedOptions.Day("--on", "opt.law-on");
        kind.AcceptOnlyFromAmong([.. RenewalKind.All.Select(k => k.Code)]);
        var command = new CliCommand("catalogue", "catalogue",
            "renewal catalogue", "renewal catalogue state-land-expropriation",
            "renewal catalogue collective-land-urban-village --on 2018-06-30", "renewal catalogue --json")
        {
            kind, on,
        };
        // The catalogue is part of the program: no database is needed.
        return command.Runs(cli =>
        {
            // Without a day: each law of a kind, as it is on its last day.
            var all = cli.Value(on) is { } day
                ? Catalogues.Versions.Where(version => version.Governs(day)).Select(version => version.On(day)) : Catalogues.All;
            var tables = all.Where(table => cli.Value(kind) is not { } code || table.Kind.Code == code).ToList();
            if (cli.Value(kind) is null) PrintKinds(tables, cli);
            else PrintTables(tables, cli);
            return Task.FromResult(0);
        });
    }

    private static void PrintKinds(List<CatalogueTable> tables, CommandContext cli)
    {
        if (cli.Json)
        {
            cli.Terminal.Json(new
            {
                version = Catalogues.CurrentVersion,
                kinds = RenewalKind.All.Select(k => new
                {
                    k.Code,
                    k.Chinese,
                    k.English,
                    tables = tables.Where(t => t.Kind == k).Select(Head),
                }),
                stages = Stage.All.Select(s => new { s.Code, s.Chinese, s.English }),
            });
            return;
        }

        var list = Table.Headed("col.code", "col.kind", "col.regime", "col.valid", "col.rows");
        foreach (var t in tables)
        {
            list.Add(
                t.Kind.Code, UiText.NameOf(t.Kind.Code), UiText.Pick(t.Regime.Chinese, t.Regime.English),
                $"{CliFormat.Day(t.Regime.From)} .. {CliFormat.Day(t.Regime.Until)}", CliFormat.Number(t.Rows.Length));
        }

        cli.Terminal.Table(list);
    }

    private static void PrintTables(List<CatalogueTable> tables, CommandContext cli)
    {
        if (cli.Json)
        {
            cli.Terminal.Json(tables.Select(t => new { table = Head(t), milestones = t.Rows }));
            return;
        }

        foreach (var t in tables)
        {
            cli.Terminal.Line($"{UiText.NameOf(t.Kind.Code)} - {UiText.Pick(t.Regime.Chinese, t.Regime.English)} ({t.Version})");
            var rows = Table.Headed("col.track", "col.code", "col.milestone", "col.needs", "col.clocks");
            foreach (var row in t.Rows)
            {
                rows.Add(
                    UiText.NameOf(row.Track), row.Code,
                    UiText.Pick(row.Chinese, row.English) + (row.Unverified ? $" {CliText.Of("unverified")}" : ""),
                    UiText.Join(row.Gates.Select(Needs)),
                    UiText.Join(row.Clocks.Select(Clock)));
            }

            cli.Terminal.Table(rows);
            cli.Terminal.Line();
        }
    }

    private static string Needs(Gate gate) =>
        $"{string.Join('/', gate.AnyOf)} ({CliText.Of($"gate.{gate.Strength.ToString().ToLowerInvariant()}")})";

    private static string Clock(ClockRule clock)
    {
        var bound = CliText.Of($"bound.{clock.Bound.ToString().ToLowerInvariant()}");
        return $"{bound} {clock.From} + {string.Join(" + ", clock.Periods.Select(UiText.Amount))}";
    }

    private static object Head(CatalogueTable t) =>
        new { kind = t.Kind.Code, regime = t.Regime.Code, t.Regime.From, t.Regime.Until, t.Version, rows = t.Rows.Length };
}
