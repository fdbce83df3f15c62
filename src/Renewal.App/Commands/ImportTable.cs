using Renewal.App.Texts;
using Renewal.Features.Imports;

namespace Renewal.App.Commands;

/// <summary>What a ledger does to the record, row by row.</summary>
internal static class ImportTable
{
    public static void Print(ImportPreview import, Terminal terminal)
    {
        var state = import.State == ImportPreview.Accepted ? "import.accepted" : "import.previewed";
        terminal.Line(Say.Of(state, import.FileName, import.Layout, import.New, import.Changed, import.Same, import.Refused));
        terminal.Line();
        var table = new Table(Say.Of("col.row"), Say.Of("col.outcome"), Say.Of("col.code"), Say.Of("col.name"), Say.Of("col.what"));
        foreach (var row in import.Rows)
            table.Add(Wordings.Number(row.Row), Say.Of($"outcome.{row.Outcome}"), row.Code ?? "-", row.Name, What(row));
        terminal.Table(table);
        if (import.Skipped.Count > 0)
            terminal.Line(Say.Of("import.skipped", Words.Join(import.Skipped.Select(skipped => Wordings.Number(skipped.RowNumber)))));
    }

    public static void Print(PastImportPage past, Terminal terminal)
    {
        terminal.Line(Say.Of("import.list.head", past.Total));
        terminal.Line();
        var table = new Table(
            Say.Of("col.recorded"), Say.Of("col.by"), Say.Of("col.state"), Say.Of("outcome.new"), Say.Of("outcome.changed"),
            Say.Of("outcome.same"), Say.Of("outcome.refused"), Say.Of("col.source"));
        foreach (var import in past.Items)
        {
            table.Add(
                Wordings.Instant(import.ReadAt), import.ReadBy, ImportWords.T($"state.{import.State}"), Wordings.Number(import.New),
                Wordings.Number(import.Changed), Wordings.Number(import.Same), Wordings.Number(import.Refused), import.FileName);
        }

        terminal.Table(table);
    }

    private static string What(ImportRow row) => string.Join(
        Words.InEnglish ? "; " : "；",
        row.Problems.Select(problem => $"{problem.Code}: {Words.Of(problem)}")
            .Concat(row.Changes.Select(change => $"{Words.Field(change.Field)}: {Name(change.Was)} -> {Name(change.Now)}"))
            .Concat(row.Notes.Select(note => $"[{Words.Field(note.Field)}: {note.Text} => {note.Taken}]")));

    private static string Name(string? value) => value is null ? "-" : Words.NameOf(value);
}
