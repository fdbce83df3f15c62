using Renewal.App.Texts;
using Renewal.Features.Imports;

namespace Renewal.App.Commands;

/// <summary>What a ledger does to the record, row by row.</summary>
internal static class ImportTable
{
    public static void Print(ImportPreview import, Terminal terminal)
    {
        var state = import.State == ImportPreview.Accepted ? "import.accepted" : "import.previewed";
        terminal.Line(CliText.Of(state, import.FileName, import.Layout, import.New, import.Changed, import.Same, import.Refused));
        terminal.Line();
        var table = Table.Headed("col.row", "col.outcome", "col.code", "col.name", "col.what");
        foreach (var row in import.Rows)
            table.Add(Wordings.Number(row.Row), CliText.Of($"outcome.{row.Outcome}"), row.Code ?? "-", row.Name, What(row));
        terminal.Table(table);
        if (import.Skipped.Count > 0)
            terminal.Line(CliText.Of("import.skipped", Words.Join(import.Skipped.Select(skipped => Wordings.Number(skipped.RowNumber)))));
    }

    public static void Print(PastImportPage past, Terminal terminal)
    {
        terminal.Line(CliText.Of("import.list.head", past.Total));
        terminal.Line();
        var table = Table.Headed(
            "col.recorded", "col.by", "col.state", "outcome.new", "outcome.changed", "outcome.same", "outcome.refused", "col.source");
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
