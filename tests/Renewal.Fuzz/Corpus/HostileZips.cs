using System.Buffers.Binary;
using System.IO.Compression;
using static Renewal.Fuzz.Corpus.Package;

namespace Renewal.Fuzz.Corpus;

/// <summary>The zip around a workbook: names, figures that lie, bombs; and workbooks of binary parts.</summary>
internal static class HostileZips
{
    private const string SheetPart = "xl/worksheets/sheet1.xml";
    private const string Twice = "import.unsafe entry-twice";
    private const string TooMuch = "import.too-large unpacked-bytes|import.unsafe ratio";

    public static IEnumerable<HostileFile> All()
    {
        string[] seconds = [SheetPart, "xl/worksheets/SHEET1.xml", "xl\\worksheets\\sheet1.xml", "/xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet%31.xml"];
        foreach (var (name, i) in seconds.Select((name, i) => (name, i)))
            yield return new($"zip-twice-{i}.xlsx", new Package().And(name, Sheet("<row/>")).Zip(), Twice);

        var sound = new Package().Zip();
        yield return new("zip-sound.xlsx", sound);
        yield return new("zip-stored.xlsx", new Package().Zip(CompressionLevel.NoCompression));
        yield return new("zip-climbing.xlsx", new Package().And("../../../etc/passwd", "x").Zip());
        yield return new("zip-entries-3000.xlsx", Entries(3_000), "import.too-large entries");
        yield return new("zip-entries-150000.xlsx", Entries(150_000), "import.too-large entries");
        foreach (var length in (int[])[4, 22, 30, 100, sound.Length / 2, sound.Length - 22,
            sound.Length - 1]) yield return new($"zip-cut-{length}.xlsx", sound[..length]);
        for (var i = 0; i < 40; i++) yield return new($"zip-bit-{i}.xlsx", Flipped(sound, i * sound.Length / 40, (byte)(1 << (i % 8))));
        yield return new("zip-prefixed.xlsx", [.. "PK\u0003\u0004"u8, .. new byte[1_000], .. sound]);
        yield return new("zip-two-directories.xlsx", [.. new Package().With(SheetPart, Sheet("")).Zip(), .. sound]);
        yield return new("zip-end-in-comment.xlsx", [.. sound, .. "PK\u0005\u0006"u8, .. new byte[40]]);

        foreach (var part in (string[])[SheetPart, "xl/media/image1.png", "docProps/app.xml", "xl/sharedStrings.xml"])
        {
            var blanks = Blanks(part, 190L << 20);
            yield return new($"zip-190-MB-of-blanks-in-{part.Replace('/', '~')}.xlsx", blanks, TooMuch);
            yield return new($"zip-190-MB-denied-in-{part.Replace('/', '~')}.xlsx", Patched(blanks, 24, 100));
            yield return new($"zip-60-MB-of-blanks-in-{part.Replace('/', '~')}.xlsx", Blanks(part, 60L << 20),
                "import.unsafe token|import.unsafe ratio");
        }

        yield return new("zip-many-bombs.xlsx", Blanks("xl/media/a.bin", 3L << 20, 60), TooMuch);
        // Compression method, flags (encrypted), packed and unpacked length, offset of the entry, checksum.
        foreach (var (at, what) in ((int, string)[])[(8, "flags"), (10, "method"), (16, "sum"), (20, "packed"), (24, "unpacked"),
            (42, "offset")])
            foreach (var value in (uint[])[0, 1, 9, 0x7FFFFFFF, 0xFFFFFFFF])
                yield return new($"zip-{what}-{value:x}.xlsx", Patched(sound, at, value));
        foreach (var file in BinaryWorkbooks()) yield return file;
    }

    // Not read today; they must not harm all the same.
    private static IEnumerable<HostileFile> BinaryWorkbooks()
    {
        byte[][] streams =
        [
            [], new byte[100_000], [.. Enumerable.Repeat((byte)0xFF, 1_000_000)], [0x83, 0x01, 0xFF, 0xFF, 0xFF, 0x7F],
            [0x9C, 0x01, 0x04, 0xFF, 0xFF, 0xFF, 0x7F], "<a>"u8.ToArray(), [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 31))],
        ];
        foreach (var (stream, i) in streams.Select((stream, i) => (stream, i)))
        {
            yield return new($"binary-{i}.xlsb", new Package().With("xl/workbook.bin", stream).With("xl/worksheets/sheet1.bin", stream)
                .With("xl/sharedStrings.bin", stream).Zip());
            yield return new($"binary-only-{i}.xlsb", Only(("xl/workbook.bin", stream), ("xl/worksheets/sheet1.bin", stream)),
                "import.unreadable broken");
        }

        yield return new("binary-bomb.xlsb", Blanks("xl/worksheets/sheet1.bin", 190L << 20), TooMuch);
        var (workbook, relations) = Sheets(1, _ => "worksheets/sheet1.bin");
        yield return new("binary-name-of-a-deep-sheet.xlsb", new Package().With("xl/workbook.xml", workbook)
            .With("xl/_rels/workbook.xml.rels", relations)
            .With("xl/worksheets/sheet1.bin", Sheet(Many(20_000, "<a>") + Many(20_000, "</a>"))).Zip(), "import.unsafe depth");
    }

    private static byte[] Only(params (string Name, byte[] Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in parts)
                using (var entry = archive.CreateEntry(name).Open()) entry.Write(content);
        return stream.ToArray();
    }

    private static byte[] Entries(int count) => Only([.. Enumerable.Range(0, count).Select(i => ($"{i}", Array.Empty<byte>()))]);

    private static byte[] Blanks(string part, long length, int parts = 1)
    {
        using var stream = new MemoryStream();
        stream.Write(new Package().Zip());
        var blanks = new byte[1 << 20];
        Array.Fill(blanks, (byte)' ');
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true)) archive.GetEntry(part)?.Delete();
        using var sound = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        using var bomb = new MemoryStream();
        using (var archive = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in sound.Entries)
            {
                using var from = entry.Open();
                using var to = archive.CreateEntry(entry.FullName).Open();
                from.CopyTo(to);
            }

            for (var i = 0; i < parts; i++)
            {
                using var entry = archive.CreateEntry(parts == 1 ? part : $"{part}{i}", CompressionLevel.Fastest).Open();
                if (Sound.TryGetValue(part, out var xml)) entry.Write(System.Text.Encoding.UTF8.GetBytes(xml));
                for (var left = length; left > 0; left -= blanks.Length) entry.Write(blanks);
            }
        }

        return bomb.ToArray();
    }

    // The last entry of the directory, so that the others stay sound.
    private static byte[] Patched(byte[] zip, int at, uint value)
    {
        var patched = zip.ToArray();
        var entry = patched.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        if (at <= 10) BinaryPrimitives.WriteUInt16LittleEndian(patched.AsSpan(entry + at), (ushort)value);
        else BinaryPrimitives.WriteUInt32LittleEndian(patched.AsSpan(entry + at), value);
        return patched;
    }

    private static byte[] Flipped(byte[] content, int at, byte bits)
    {
        var flipped = content.ToArray();
        flipped[at] ^= bits;
        return flipped;
    }
}
