using System.CommandLine;
using Renewal.App.Texts;
using Renewal.Domain.Catalogue;

namespace Renewal.App.Commands;

internal static class CatalogueCommand
{
    public static Command Make()
    {
        var kind = new Argument<string?>("KIND") { Description = Say.Of("arg.kind"), Arity = ArgumentArity.ZeroOrOne };
        kind.AcceptOnlyFromAmong([.. RenewalKind.All.Select(k => k.Code)]);
        var verb = new Verb("catalogue", "catalogue",
            "renewal catalogue", "renewal catalogue state-land-expropriation", "renewal catalogue --json")
        {
            kind,
        };
        // The tables are part of the program: no database is opened for them.
        return verb.Runs(desk =>
        {
            var tables = Catalogues.All.Where(table => desk.Value(kind) is not { } code || table.Kind.Code == code).ToList();
            if (desk.Value(kind) is null) PrintKinds(tables, desk);
            else PrintTables(tables, desk);
            return Task.FromResult(0);
        });
    }

    private static void PrintKinds(List<CatalogueTable> tables, Desk desk)
    {
        if (desk.Json)
        {
            desk.Terminal.Json(new
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

        var list = new Table(Say.Of("col.code"), Say.Of("col.kind"), Say.Of("col.regime"), Say.Of("col.valid"), Say.Of("col.rows"));
        foreach (var t in tables)
        {
            list.Add(
                t.Kind.Code, Words.NameOf(t.Kind.Code), Words.Pick(t.Regime.Chinese, t.Regime.English),
                $"{Wordings.Day(t.Regime.From)} .. {Wordings.Day(t.Regime.Until)}", Wordings.Number(t.Rows.Length));
        }

        desk.Terminal.Table(list);
    }

    private static void PrintTables(List<CatalogueTable> tables, Desk desk)
    {
        if (desk.Json)
        {
            desk.Terminal.Json(tables.Select(t => new { table = Head(t), milestones = t.Rows }));
            return;
        }

        foreach (var t in tables)
        {
            desk.Terminal.Line($"{Words.NameOf(t.Kind.Code)} - {Words.Pick(t.Regime.Chinese, t.Regime.English)} ({t.Version})");
            var rows = new Table(Say.Of("col.track"), Say.Of("col.code"), Say.Of("col.milestone"), Say.Of("col.needs"),
                Say.Of("col.clocks"));
            foreach (var row in t.Rows)
            {
                rows.Add(
                    Words.NameOf(row.Track), row.Code,
                    Words.Pick(row.Chinese, row.English) + (row.Unverified ? $" {Say.Of("unverified")}" : ""),
                    Words.Join(row.Gates.Select(Needs)),
                    Words.Join(row.Clocks.Select(Clock)));
            }

            desk.Terminal.Table(rows);
            desk.Terminal.Line();
        }
    }

    private static string Needs(Gate gate) =>
        $"{string.Join('/', gate.AnyOf)} ({Say.Of($"gate.{gate.Strength.ToString().ToLowerInvariant()}")})";

    private static string Clock(ClockRule clock)
    {
        var bound = Say.Of($"bound.{clock.Bound.ToString().ToLowerInvariant()}");
        return $"{bound} {clock.From} + {string.Join(" + ", clock.Periods.Select(Words.Amount))}";
    }

    private static object Head(CatalogueTable t) =>
        new { kind = t.Kind.Code, regime = t.Regime.Code, t.Regime.From, t.Regime.Until, t.Version, rows = t.Rows.Length };
}
