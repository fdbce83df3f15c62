using System.Buffers.Binary;
using System.Text;

namespace Renewal.Features.Imports.Files.Checks;

/// <summary>
/// The container of an old .xls (MS-CFB): sectors chained by tables. Every count and offset is compared with the length of the file,
/// and no chain may visit a sector twice. Only the stream inside is passed to the library, because the library's own reader of the
/// container trusts the header.
/// </summary>
internal sealed class CompoundFile
{
    private const int HeaderLength = 512;
    private const int EntryLength = 128;
    private const uint LastSector = 0xFFFFFFFA;
    private const int MiniSectorPower = 6;

    private readonly byte[] content;
    private readonly CancellationToken ct;
    private readonly int power;
    private readonly int sectors;
    private readonly uint[] next;
    private readonly byte[] directory;

    private CompoundFile(byte[] content, CancellationToken ct)
    {
        (this.content, this.ct) = (content, ct);
        if (content.Length < HeaderLength || U16(28) is not (0xFFFE or 0xFFFF)) throw RefusedFileException.Broken();
        power = U16(30);
        // 512 or 4096 bytes; there is no other, and both sizes of the small sectors are fixed too.
        if (power is not (9 or 12) || U16(32) != MiniSectorPower) throw RefusedFileException.Unsafe("counts");
        sectors = Math.Max(0, (content.Length - 1) >> power);
        // Counts of directory, table, small table and table-of-the-table sectors. The first is not used by the older version.
        foreach (var count in (int[])[40, 44, 64, 72])
            if (U32(count) > (uint)sectors) throw RefusedFileException.Unsafe("counts");
        next = Table(TableSectors());
        directory = Gather(Chain(U32(48), next, int.MaxValue), power);
    }

    private int SectorLength => 1 << power;

    /// <summary>The workbook's own bytes.</summary>
    /// <exception cref="RefusedFileException">Broken, unsafe, locked by a password, or not a workbook at all.</exception>
    public static byte[] Workbook(byte[] content, CancellationToken ct)
    {
        var file = new CompoundFile(content, ct);
        var entries = Enumerable.Range(0, file.directory.Length / EntryLength).Select(file.Entry).ToList();
        var (name, kind, first, length) = entries.Find(entry => Is(entry, "Workbook")) is { Name: not null } workbook
            ? workbook : entries.Find(entry => Is(entry, "Book"));
        // A protected .xlsx is such a container with the real workbook encrypted in a stream of this name.
        if (name is null && entries.Exists(entry => Is(entry, "EncryptedPackage")))
            throw new RefusedFileException(FileProblem.Unreadable("password"));
        if (name is null || kind != 2) throw RefusedFileException.Broken();
        return file.Stream(first, length);
    }

    private static bool Is((string? Name, int Kind, uint First, uint Length) entry, string name) =>
        string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase);

    private (string? Name, int Kind, uint First, uint Length) Entry(int index)
    {
        var bytes = directory.AsSpan(index * EntryLength, EntryLength);
        var name = Encoding.Unicode.GetString(bytes[..Math.Min(64, BinaryPrimitives.ReadUInt16LittleEndian(bytes[64..]) & ~1)]);
        return (name.TrimEnd('\0'), bytes[66], BinaryPrimitives.ReadUInt32LittleEndian(bytes[116..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[120..]));
    }

    private byte[] Stream(uint first, uint length)
    {
        if (length > content.Length) throw RefusedFileException.Unsafe("counts");
        var isSmall = length < U32(56);
        var bytes = isSmall ? Small(first, (int)length) : Gather(Chain(first, next, Needed(length, power)), power);
        return bytes.Length >= length ? bytes[..(int)length] : throw RefusedFileException.Broken();
    }

    // Streams below the cutoff share the sectors of the root entry, in pieces of 64 bytes with a table of their own.
    private byte[] Small(uint first, int length)
    {
        var table = Table(Chain(U32(60), next, int.MaxValue));
        var shared = Gather(Chain(Entry(0).First, next, int.MaxValue), power);
        var bytes = new byte[Needed((uint)length, MiniSectorPower) << MiniSectorPower];
        var at = 0;
        foreach (var sector in Chain(first, table, Needed((uint)length, MiniSectorPower), shared.Length >> MiniSectorPower))
        {
            shared.AsSpan((int)sector << MiniSectorPower, 1 << MiniSectorPower).CopyTo(bytes.AsSpan(at));
            at += 1 << MiniSectorPower;
        }

        return at == bytes.Length ? bytes : throw RefusedFileException.Broken();
    }

    private static int Needed(uint length, int power) => (int)((length + (1L << power) - 1) >> power);

    // Where the table of sectors stands: 109 numbers in the header, more in a chain of sectors of their own.
    private List<uint> TableSectors()
    {
        var list = Enumerable.Range(0, 109).Select(i => U32(76 + (i * 4))).ToList();
        var (more, seen) = (U32(68), new HashSet<uint>());
        for (var count = U32(72); count > 0 && more < LastSector; count--)
        {
            if (!seen.Add(more)) throw RefusedFileException.Unsafe("cycle");
            var at = Offset(more, SectorLength);
            for (var i = 0; i < (SectorLength / 4) - 1; i++) list.Add(U32(at + (i * 4)));
            more = U32(at + SectorLength - 4);
        }

        var last = list.FindLastIndex(sector => sector < LastSector);
        list.RemoveRange(last + 1, list.Count - last - 1);
        return list.Distinct().Count() == list.Count ? list : throw RefusedFileException.Unsafe("cycle");
    }

    private uint[] Table(List<uint> places)
    {
        var table = new uint[places.Count * (SectorLength / 4)];
        for (var i = 0; i < table.Length; i++)
        {
            var at = Offset(places[i * 4 / SectorLength], SectorLength);
            table[i] = U32(at + (i * 4 % SectorLength));
        }

        return table;
    }

    private List<uint> Chain(uint first, uint[] table, int most, int? limit = null)
    {
        var (chain, seen) = (new List<uint>(), new HashSet<uint>());
        for (var sector = first; sector < LastSector && chain.Count < most; sector = sector < table.Length ? table[sector] : LastSector)
        {
            ct.ThrowIfCancellationRequested();
            if (sector >= (limit ?? sectors)) throw RefusedFileException.Broken();
            if (!seen.Add(sector)) throw RefusedFileException.Unsafe("cycle");
            chain.Add(sector);
        }

        return chain;
    }

    private byte[] Gather(List<uint> chain, int size)
    {
        var bytes = new byte[chain.Count << size];
        var at = 0;
        foreach (var sector in chain)
        {
            // The last sector of a file may be cut short.
            var from = Offset(sector, 1);
            var length = Math.Min(1 << size, content.Length - from);
            content.AsSpan(from, length).CopyTo(bytes.AsSpan(at));
            at += length;
        }

        return at == bytes.Length ? bytes : bytes[..at];
    }

    private int Offset(uint sector, int length)
    {
        var offset = ((long)sector + 1) << power;
        return offset + length <= content.Length ? (int)offset : throw RefusedFileException.Broken();
    }

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(content.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(at));
}
