namespace Renewal.Features.Imports.Files;

/// <summary>One sheet as text. Merged cells are spread over all the cells they cover; rows without any text are left out.</summary>
/// <param name="Name">The tab's name; for a text file, the file's.</param>
/// <param name="Hidden">Whether the sheet is hidden in the workbook.</param>
public sealed record SheetTable(string Name, bool Hidden, int ColumnCount, IReadOnlyList<SheetRow> Rows);

/// <param name="Number">Counted from 1, as the spreadsheet shows it.</param>
public sealed record SheetRow(int Number, IReadOnlyList<SheetCell> Cells)
{
    /// <summary>The cell of a column counted from 0; beyond the last cell of a short row it is empty.</summary>
    public SheetCell At(int column) => column < Cells.Count ? Cells[column] : default;
}

/// <summary>What a cell says, and what about it could mislead a reader.</summary>
public readonly record struct SheetCell
{
    private readonly string? text;

    public SheetCell(string? text, CellMarks marks = CellMarks.None) =>
        (this.text, Marks) = (text is null ? null : CellText.WellFormed(text), marks);

    public string Text => text ?? "";

    public CellMarks Marks { get; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(text);
}

[Flags]
public enum CellMarks
{
    None = 0,

    /// <summary>Part of a merge over several columns.</summary>
    MergedAcross = 1,

    /// <summary>Part of a merge over several rows: a figure in it belongs to all of them together.</summary>
    MergedDown = 2,

    /// <summary>A formula that failed, or was stored without its result: the cell is empty for the program, but not for the user.</summary>
    FormulaWithoutValue = 4,
}
