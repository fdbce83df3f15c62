namespace Renewal.Features.Imports.Files.Checks;

/// <summary>
/// Checks every count in the records of an old .xls workbook against the data before the library reads it. The library allocates as
/// many cells or strings as a record claims.
/// </summary>
internal sealed class BiffCheck
{
    private const int Worksheet = 0x10;

    private readonly BiffRecords records;
    private readonly TextBudget texts = new();
    private int cells, merges;
    private long walked;

    private BiffCheck(byte[] stream, CancellationToken ct) => records = new BiffRecords(stream, ct);

    /// <exception cref="RefusedFileException">Broken, unsafe, too large, or locked by a password.</exception>
    public static void Run(byte[] stream, CancellationToken ct) => new BiffCheck(stream, ct).Run();

    private void Run()
    {
        if (records.At(0).Next() is not { IsBeginning: true } beginning) throw RefusedFileException.Broken();
        if (beginning.U16(2) == Worksheet) Sheet(0);
        else foreach (var sheet in Globals()) Sheet(sheet);
    }

    private List<uint> Globals()
    {
        var sheets = new List<uint>();
        while (records.Next() is { Kind: not BiffRecord.EndOfSheet } record)
        {
            switch (record.Kind)
            {
                case BiffRecord.Password:
                    throw new RefusedFileException(FileProblem.Unreadable("password"));
                case BiffRecord.BoundSheet when record.U16(4) >> 8 == 0:
                    sheets.Add(record.U32(0));
                    break;
                case BiffRecord.SharedStrings:
                    texts.Forget();
                    new BiffStrings(records, texts).Check(record);
                    break;
            }
        }

        if (sheets.Count > LedgerLimits.Sheets || sheets.Distinct().Count() < sheets.Count) throw RefusedFileException.Unsafe("sheets");
        return sheets;
    }

    private void Sheet(uint offset)
    {
        // The library takes no sheet that does not begin as one.
        if (records.At(offset).Next() is not { IsBeginning: true } beginning || beginning.U16(2) != Worksheet) return;
        // A sheet ends where the next begins, so valid sheets together are no longer than the file.
        while (records.Next() is { Kind: not BiffRecord.EndOfSheet, IsBeginning: false } record)
        {
            if ((walked += record.Length + 4) > records.Length) throw RefusedFileException.Unsafe("sheets");
            Check(record);
        }
    }

    private void Check(BiffRecord record)
    {
        if (record.IsCell && (cells += CellsOf(record)) > LedgerLimits.Cells)
            throw RefusedFileException.TooLarge("cells", LedgerLimits.Cells);
        switch (record.Kind)
        {
            case BiffRecord.Password:
                throw new RefusedFileException(FileProblem.Unreadable("password"));
            case BiffRecord.SharedString:
                texts.Show(record.U32(6));
                break;
            case BiffRecord.Dimensions or BiffRecord.OldDimensions when record.Length >= 12 && record.U32(4) > LedgerLimits.LongestSheet:
                throw RefusedFileException.Unsafe("counts");
            case BiffRecord.Merges when record.U16(0) is var count:
                if (2 + (count * 8) > record.Length || (merges += count) > LedgerLimits.Merges) throw RefusedFileException.Unsafe("counts");
                break;
        }
    }

    // Several numbers beside each other: row, first column, six bytes for each, last column.
    private static int CellsOf(BiffRecord record)
    {
        if (record.Kind != BiffRecord.ManyNumbers) return 1;
        if (record.Length < 6) throw RefusedFileException.Broken();
        var (first, last) = (record.U16(2), record.U16(record.Length - 2));
        var fits = last < LedgerLimits.WidestSheet && last - first + 1 <= (record.Length - 6) / 6;
        return fits ? Math.Max(0, last - first + 1) : throw RefusedFileException.Unsafe("counts");
    }
}
