using ExcelDataReader;
using Renewal.Features.Imports.Files.Checks;

namespace Renewal.Features.Imports.Files;

/// <summary>
/// Gives every cell of a merged range the text its first cell holds: people see one wide cell, files store one full and many empty.
/// </summary>
internal static class MergedCells
{
    /// <exception cref="InvalidDataException">The ranges overlap, which no spreadsheet program writes.</exception>
    /// <exception cref="RefusedFileException">There are more cells than the limit.</exception>
    public static void Spread(List<SheetCell[]?> rows, int columns, IEnumerable<CellRange> ranges, CellBudget kept)
    {
        // Ranges that do not overlap cannot cover more cells than the sheet has. A forged file could otherwise take hours.
        var budget = (long)rows.Count * columns;
        foreach (var range in ranges)
        {
            var (bottom, right) = (Math.Min(range.ToRow, rows.Count - 1), Math.Min(range.ToColumn, columns - 1));
            if (range.FromRow < 0 || range.FromColumn < 0 || bottom < range.FromRow || right < range.FromColumn) continue;
            if (rows[range.FromRow] is not { } row || range.FromColumn >= row.Length) continue;
            if (row[range.FromColumn] is not { IsEmpty: false } first) continue;

            budget -= (long)(bottom - range.FromRow + 1) * (right - range.FromColumn + 1);
            if (budget < 0) throw new InvalidDataException("Merged ranges overlap.");
            Fill(rows, range, (bottom, right), first, kept);
        }
    }

    private static void Fill(
        List<SheetCell[]?> rows, CellRange range, (int Bottom, int Right) last, SheetCell first, CellBudget kept)
    {
        var marks = first.Marks
            | (range.ToColumn > range.FromColumn ? CellMarks.MergedAcross : CellMarks.None)
            | (range.ToRow > range.FromRow ? CellMarks.MergedDown : CellMarks.None);
        for (var row = range.FromRow; row <= last.Bottom; row++)
        {
            var cells = rows[row] ?? [];
            if (cells.Length <= last.Right)
            {
                kept.Take(last.Right + 1 - cells.Length);
                Array.Resize(ref cells, last.Right + 1);
                rows[row] = cells;
            }

            cells.AsSpan(range.FromColumn, last.Right - range.FromColumn + 1).Fill(new SheetCell(first.Text, marks));
        }
    }
}
