using System.Buffers.Binary;

namespace Renewal.Features.Imports.Files.Checks;

/// <summary>One record of an old workbook: a kind, a length, and as many bytes.</summary>
internal readonly record struct BiffRecord(byte[] Stream, int Kind, int Start, int Length)
{
    public const int EndOfSheet = 0x000A, Password = 0x002F, Continue = 0x003C, BoundSheet = 0x0085, ManyNumbers = 0x00BD,
        ManyBlanks = 0x00BE, Merges = 0x00E5, SharedStrings = 0x00FC, SharedString = 0x00FD,
        Dimensions = 0x0200, OldDimensions = 0x0000;

    public bool IsBeginning => Kind is 0x0009 or 0x0209 or 0x0409 or 0x0809;

    /// <summary>Any record of one cell, of all versions of the format.</summary>
    public bool IsCell => Kind is (>= 0x0001 and <= 0x0007) or (>= 0x0201 and <= 0x0206) or 0x00D6 or 0x027E or 0x0406 or SharedString
        or ManyNumbers or ManyBlanks;

    public int End => Start + Length;

    public int U16(int at) => at + 2 <= Length
        ? BinaryPrimitives.ReadUInt16LittleEndian(Stream.AsSpan(Start + at)) : throw RefusedFileException.Broken();

    public uint U32(int at) => at + 4 <= Length
        ? BinaryPrimitives.ReadUInt32LittleEndian(Stream.AsSpan(Start + at)) : throw RefusedFileException.Broken();
}

/// <summary>Walks the records of an old workbook. A record that claims more bytes than exist ends the walk.</summary>
internal sealed class BiffRecords(byte[] stream, CancellationToken ct)
{
    public int Position { get; private set; }

    public int Length => stream.Length;

    public BiffRecords At(uint offset)
    {
        Position = offset <= stream.Length ? (int)offset : throw RefusedFileException.Broken();
        return this;
    }

    /// <summary>Null at the end.</summary>
    public BiffRecord? Next()
    {
        ct.ThrowIfCancellationRequested();
        if (Position + 4 > stream.Length) return null;
        var header = stream.AsSpan(Position, 4);
        var record = new BiffRecord(
            stream, BinaryPrimitives.ReadUInt16LittleEndian(header), Position + 4, BinaryPrimitives.ReadUInt16LittleEndian(header[2..]));
        if (record.End > stream.Length) throw RefusedFileException.Broken();
        Position = record.End;
        return record;
    }
}
