namespace Renewal.Features.Imports.Files.Checks;

/// <summary>How many cells of one file are kept in memory, all sheets together.</summary>
internal sealed class CellBudget
{
    private long left = LedgerLimits.Cells;

    public void Take(long cells)
    {
        if ((left -= cells) < 0) throw RefusedFileException.TooLarge("cells", LedgerLimits.Cells);
    }
}
