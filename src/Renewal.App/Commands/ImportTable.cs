using Renewal.App.Texts;
using Renewal.Features.Imports;

namespace Renewal.App.Commands;

/// <summary>The preview of an import as a table, row by row.</summary>
internal static class ImportTable
{
    public static void Print(ImportPreview import, Terminal terminal)
    {
        var state = import.State == ImportPreview.Accepted ? "import.accepted" : "import.previewed";
        terminal.Line(CliText.Of(state, import.FileName, import.Layout, import.New, import.Changed, import.Same, import.Refused));
        terminal.Line();
        var table = Table.Headed("col.row", "col.outcome", "col.code", "col.name", "col.what");
        foreach (var row in import.Rows)
            table.Add(CliFormat.Number(row.Row), CliText.Of($"outcome.{row.Outcome}"), row.Code ?? "-", row.Name, What(row));
        terminal.Table(table);
        if (import.Skipped.Count > 0)
            terminal.Line(CliText.Of("import.skipped", UiText.Join(import.Skipped.Select(skipped => CliFormat.Number(skipped.RowNumber)))));
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
                CliFormat.Instant(import.ReadAt), import.ReadBy, ImportText.T($"state.{import.State}"), CliFormat.Number(import.New),
                CliFormat.Number(import.Changed), CliFormat.Number(import.Same), CliFormat.Number(import.Refused), import.FileName);
        }

        terminal.Table(table);
    }

    private static string What(ImportRow row) => string.Join(
        UiText.InEnglish ? "; " : "；",
        row.Problems.Select(problem => $"{problem.Code}: {UiText.Of(problem)}")
            .Concat(row.Changes.Select(change => $"{UiText.Field(change.Field)}: {Name(change.Was)} -> {Name(change.Now)}"))
            .Concat(row.Notes.Select(note => $"[{UiText.Field(note.Field)}: {note.Text} => {note.Taken}]")));

    private static string Name(string? value) => value is null ? "-" : UiText.NameOf(value);
}
