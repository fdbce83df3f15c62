using System.Buffers.Binary;
using System.Text;

namespace Renewal.Fuzz.Corpus;

/// <summary>Writes an old .xls: records one after the other, and the container of sectors around them.</summary>
internal static class OldWorkbook
{
    public const int Sector = 512;
    private const uint End = 0xFFFFFFFE;

    public static byte[] Record(int kind, params byte[] content)
    {
        var record = new byte[4 + content.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(record, (ushort)kind);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(2), (ushort)content.Length);
        content.CopyTo(record, 4);
        return record;
    }

    public static byte[] U16(params int[] values) => [.. values.SelectMany(value => BitConverter.GetBytes((ushort)value))];

    public static byte[] U32(params uint[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    public static byte[] Beginning(int kind) => Record(0x0809, U16(0x0600, kind, 0, 0, 0, 0, 0, 0));

    public static byte[] Ending => Record(0x000A);

    /// <summary>A cell that shows a shared string.</summary>
    public static byte[] Shared(int row, int column, uint number) => Record(0x00FD, [.. U16(row, column, 0), .. U32(number)]);

    /// <summary>Shared strings that fit one record.</summary>
    public static byte[] Strings(uint count, params byte[] strings) => Record(0x00FC, [.. U32(count, count), .. strings]);

    public static byte[] Text(string text) => [.. U16(text.Length), 1, .. Encoding.Unicode.GetBytes(text)];

    public static byte[] Bound(uint offset, string name = "s") =>
        Record(0x0085, [.. U32(offset), 0, 0, (byte)name.Length, 0, .. Encoding.Latin1.GetBytes(name)]);

    /// <summary>The stream of a workbook with one sheet of these records; <paramref name="globals"/> stand before it.</summary>
    public static byte[] Stream(byte[] globals, byte[] sheet, int sheets = 1)
    {
        var beginning = Beginning(5);
        var offset = (uint)(beginning.Length + (Bound(0).Length * sheets) + globals.Length + Ending.Length);
        return
        [
            .. beginning, .. Enumerable.Repeat(Bound(offset), sheets).SelectMany(bytes => bytes), .. globals, .. Ending,
            .. Beginning(0x10), .. sheet, .. Ending,
        ];
    }

    /// <summary>A container with this stream called Workbook: header, tables, directory, stream.</summary>
    public static byte[] Contain(byte[] stream, string name = "Workbook")
    {
        var length = Math.Max(stream.Length, 4096);
        var data = (length + Sector - 1) / Sector;
        var tables = 1;
        while (tables * (Sector / 4) < tables + 1 + data) tables++;
        var more = Math.Max(0, (tables - 109 + 126) / 127);
        while (tables * (Sector / 4) < tables + more + 1 + data) tables++;
        var next = Enumerable.Repeat(0xFFFFFFFFu, tables * (Sector / 4)).ToArray();
        for (var i = 0; i < tables; i++) next[i] = 0xFFFFFFFD;
        for (var i = 0; i < more; i++) next[tables + i] = 0xFFFFFFFC;
        var (directory, first) = (tables + more, tables + more + 1);
        next[directory] = End;
        for (var i = 0; i < data; i++) next[first + i] = i == data - 1 ? End : (uint)(first + i + 1);

        var file = new byte[(first + data + 1) * Sector];
        Header(file, (uint)tables, (uint)directory, more == 0 ? End : (uint)tables, (uint)more);
        for (var i = 0; i < more; i++)
        {
            var at = (tables + i + 1) * Sector;
            for (var j = 0; j < 127; j++) Put(file, at + (j * 4), 109 + (i * 127) + j < tables ? (uint)(109 + (i * 127) + j) : 0xFFFFFFFF);
            Put(file, at + 508, i == more - 1 ? End : (uint)(tables + i + 1));
        }

        for (var i = 0; i < next.Length; i++) Put(file, Sector + (i * 4), next[i]);
        Entry(file, (directory + 1) * Sector, "Root Entry", 5, End, 0);
        Entry(file, ((directory + 1) * Sector) + 128, name, 2, (uint)first, (uint)length);
        stream.CopyTo(file, (first + 1) * Sector);
        return file;
    }

    private static void Header(byte[] file, uint tables, uint directory, uint more, uint moreCount)
    {
        ((byte[])[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(file, 0);
        U16(0x3E, 3, 0xFFFE, 9, 6).CopyTo(file, 24);
        U32(0, tables, directory, 0, 4096, End, 0, more, moreCount).CopyTo(file, 40);
        for (var i = 0; i < 109; i++) Put(file, 76 + (i * 4), i < tables ? (uint)i : 0xFFFFFFFF);
    }

    private static void Entry(byte[] file, int at, string name, byte kind, uint first, uint length)
    {
        Encoding.Unicode.GetBytes(name).CopyTo(file, at);
        U16((name.Length * 2) + 2).CopyTo(file, at + 64);
        file[at + 66] = kind;
        U32(0xFFFFFFFF, 0xFFFFFFFF, kind == 5 ? 1 : 0xFFFFFFFF).CopyTo(file, at + 68);
        U32(first, length).CopyTo(file, at + 116);
    }

    public static void Put(byte[] file, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);
}
