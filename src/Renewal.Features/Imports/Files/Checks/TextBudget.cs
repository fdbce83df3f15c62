namespace Renewal.Features.Imports.Files.Checks;

/// <summary>
/// The text of all cells of a workbook. A shared string is stored once but read for every cell that shows it, and the library joins the
/// runs of a rich text one by one, copying each time.
/// </summary>
internal sealed class TextBudget
{
    private long left = LedgerLimits.Characters;
    private long copies = LedgerLimits.CopiedCharacters;
    private readonly List<int> shared = [];

    public void Take(long characters)
    {
        if ((left -= characters) < 0) throw RefusedFileException.TooLarge("characters", LedgerLimits.Characters);
    }

    /// <summary>Another run was joined to a text that is now this long.</summary>
    public void Joined(long length)
    {
        if ((copies -= length) < 0) throw RefusedFileException.Unsafe("runs");
    }

    public void Share(int length)
    {
        if (shared.Count >= LedgerLimits.Cells) throw RefusedFileException.TooLarge("cells", LedgerLimits.Cells);
        shared.Add(length);
    }

    /// <summary>Other shared strings follow, which count from 0 again.</summary>
    public void Forget() => shared.Clear();

    /// <summary>A cell shows the shared string of this number; an unknown number shows nothing.</summary>
    public void Show(long number)
    {
        if (number >= 0 && number < shared.Count) Take(shared[(int)number]);
    }
}
