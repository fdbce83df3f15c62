using Renewal.Domain.Imports;
using Renewal.Features.Imports.Files;
using Renewal.Features.Imports.Headings;
using Renewal.Features.Imports.Values;

namespace Renewal.Features.Imports.AreaLedgers;

/// <summary>Reads the fields of one row and collects problems.</summary>
internal sealed class CellReader(SheetRow row, LedgerMapping mapping)
{
    private const int LongestName = 100;
    private const int LongestText = 2_000;

    public List<RowProblem> Problems { get; } = [];

    public List<RowNote> Notes { get; } = [];

    public string Name()
    {
        var name = LedgerText.Name(Raw(AreaLedgerFields.Name));
        if (name.Length == 0) Problem(RowProblems.NameMissing, AreaLedgerFields.Name, "");
        if (name.Length > LongestName) Problem(RowProblems.NameTooLong, AreaLedgerFields.Name, name);
        return name;
    }

    public string? Short(string field) => Kept(field, LedgerText.Name(Raw(field)), LongestText);

    public string? Code() => Kept(AreaLedgerFields.Code, LedgerText.Plain(Raw(AreaLedgerFields.Code)), LongestName);

    public string Prose(string field) => Kept(field, LedgerText.Prose(Raw(field)), LongestText) ?? "";

    public IReadOnlyList<string> Labels() =>
        [.. Prose(AreaLedgerFields.Labels).Split(LedgerEntry.BetweenLabels, StringSplitOptions.RemoveEmptyEntries).Distinct()];

    public string? FromCatalogue(string field, Func<string, string?> codeOf, string missing, string unknown)
    {
        var text = Raw(field);
        if (string.IsNullOrWhiteSpace(text)) return Problem(missing, field, "");
        return codeOf(text) ?? Problem(unknown, field, text);
    }

    /// <summary>Whether the cell of the stage, once read, says 基本完成.</summary>
    public bool BasicallyFinished { get; private set; }

    /// <summary>The stage. A suspension or termination written beside it is ignored: its day and reason are missing.</summary>
    public string? Stage() => FromCatalogue(AreaLedgerFields.Stage, text =>
    {
        BasicallyFinished = StageSynonyms.SaysBasicallyFinished(text);
        var stage = StageSynonyms.CodeOf(text);
        if (stage is not null && StageSynonyms.SaysStatus(text)) Note(RowNotes.StatusNotTaken, AreaLedgerFields.Stage, text, "");
        return stage;
    }, RowProblems.StageMissing, RowProblems.StageUnknown);

    public DateOnly? AsOf()
    {
        const string Field = AreaLedgerFields.AsOf;
        var text = Raw(Field);
        if (string.IsNullOrWhiteSpace(text))
        {
            if (mapping.AsOfAbove is not { } above)
            {
                Problem(RowProblems.DateMissing, Field, "");
                return null;
            }

            Notes.Add(new RowNote(RowNotes.AsOfFromTitle, Field, above.Text, $"{above.Day:yyyy-MM-dd}"));
            return above.Day;
        }

        if (LedgerDay.Parse(text) is not var (day, precision))
        {
            Problem(RowProblems.DateInvalid, Field, text);
            return null;
        }

        if (precision is DayPrecision.Month or DayPrecision.YearEnd) Note(RowNotes.MonthPrecision, Field, text, $"{day:yyyy-MM-dd}");
        if (precision is DayPrecision.Serial) Note(RowNotes.SerialDay, Field, text, $"{day:yyyy-MM-dd}");
        return day;
    }

    public int? Households()
    {
        if (Figure(AreaLedgerFields.Households) is not { } text) return null;
        if (LedgerNumber.Households(text) is not var (count, unitRemoved))
        {
            Problem(RowProblems.NumberInvalid, AreaLedgerFields.Households, text);
            return null;
        }

        if (unitRemoved) Note(RowNotes.UnitRemoved, AreaLedgerFields.Households, text, $"{count}");
        return count;
    }

    public decimal? SquareMetres(string field)
    {
        if (Figure(field) is not { } text) return null;
        if (LedgerNumber.Area(text, ColumnOf(field)?.Unit) is not var (squareMetres, unit))
        {
            Problem(RowProblems.NumberInvalid, field, text);
            return null;
        }

        if (unit is not null) Note(RowNotes.UnitConverted, field, $"{text} ({unit})", $"{squareMetres}");
        return squareMetres;
    }

    // People fill cells without a figure with dashes and slashes.
    private string? Figure(string field)
    {
        var text = Raw(field);
        if (LedgerText.Folded(text).Trim('-', '/', '—', '–', '无').Length == 0) return null;
        if (ColumnOf(field) is not { } column || !row.At(column.Index).Marks.HasFlag(CellMarks.MergedDown)) return text;
        Note(RowNotes.FigureShared, field, text, "");
        return null;
    }

    private string? Kept(string field, string text, int longest)
    {
        if (text.Length > longest) Problem(RowProblems.TextTooLong, field, text);
        return text.Length == 0 ? null : text;
    }

    private string Raw(string field)
    {
        if (ColumnOf(field) is not { } column) return "";
        var cell = row.At(column.Index);
        if (cell.Marks.HasFlag(CellMarks.FormulaWithoutValue)) Note(RowNotes.FormulaWithoutValue, field, "", "");
        if (LedgerText.HasControlCharacters(cell.Text)) Problem(RowProblems.ControlCharacters, field, Visible(cell.Text));
        return cell.Text;
    }

    // Shown on screens and in terminals, where a control character could do harm.
    private static string Visible(string text) =>
        string.Concat(LedgerText.Truncate(text).Select(c => LedgerText.HasControlCharacters($"{c}") ? $"\\u{(int)c:X4}" : $"{c}"));

    private MappedColumn? ColumnOf(string field) => mapping.Columns.FirstOrDefault(column => column.Field == field);

    private string? Problem(string code, string field, string text)
    {
        Problems.Add(new RowProblem(code, field, LedgerText.Excerpt(Visible(text))));
        return null;
    }

    private void Note(string code, string field, string text, string taken) =>
        Notes.Add(new RowNote(code, field, LedgerText.Excerpt(text), taken));
}
