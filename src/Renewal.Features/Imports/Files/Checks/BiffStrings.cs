namespace Renewal.Features.Imports.Files.Checks;

/// <summary>
/// The shared strings of an old workbook, walked as the library will walk them: each string says how many characters, formats and further
/// bytes it has, and may run over into the next record anywhere.
/// </summary>
internal sealed class BiffStrings(BiffRecords records, TextBudget texts)
{
    private const int ShortestString = 3;

    private BiffRecord record;
    private int at;

    public void Check(BiffRecord first)
    {
        (record, at) = (first, 8);
        var count = first.U32(4);
        if (count > LedgerLimits.Cells) throw RefusedFileException.TooLarge("cells", LedgerLimits.Cells);
        if (count * (long)ShortestString > records.Length) throw RefusedFileException.Unsafe("counts");
        for (var i = 0u; i < count; i++) One();
    }

    private void One()
    {
        if (at == record.Length) Continue();
        var characters = record.U16(at);
        var flags = record.U16(at + 1) >> 8;
        at += ShortestString;
        var tail = 0L;
        if ((flags & 8) != 0) tail += 4L * Take16();
        if ((flags & 4) != 0) tail += Take32();
        if (tail > records.Length) throw RefusedFileException.Unsafe("counts");
        Characters(characters, (flags & 1) != 0);
        Skip(tail);
        texts.Share(characters);
    }

    private void Characters(int left, bool isWide)
    {
        while (left > 0)
        {
            if (at == record.Length)
            {
                Continue();
                isWide = (record.U16(0) & 0xFF) != 0;
                at = 1;
            }

            var taken = Math.Min(left, (record.Length - at) / (isWide ? 2 : 1));
            if (taken == 0) throw RefusedFileException.Broken();
            at += taken * (isWide ? 2 : 1);
            left -= taken;
        }
    }

    private void Skip(long bytes)
    {
        while (bytes > record.Length - at)
        {
            bytes -= record.Length - at;
            Continue();
        }

        at += (int)bytes;
    }

    private void Continue()
    {
        record = records.Next() is { Kind: BiffRecord.Continue, Length: > 0 } next ? next : throw RefusedFileException.Broken();
        at = 0;
    }

    private int Take16()
    {
        at += 2;
        return record.U16(at - 2);
    }

    private uint Take32()
    {
        at += 4;
        return record.U32(at - 4);
    }
}
