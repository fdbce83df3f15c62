using static Renewal.Fuzz.Corpus.OldWorkbook;

namespace Renewal.Fuzz.Corpus;

/// <summary>The container of an old .xls: counts, offsets and chains that are not what is there.</summary>
internal static class HostileContainers
{
    private static readonly uint[] values = [0, 1, 2, 0xFFFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFB, 0xFFFFFFFE, 0xFFFFFFFF];

    private static byte[] Sound => Contain(Stream(Strings(1, Text("片区名称")), Shared(0, 0, 0)));

    public static IEnumerable<HostileFile> All()
    {
        yield return new("container-sound.xls", Sound);
        yield return new("container-large-sound.xls",
            Contain(Stream([], [.. Enumerable.Repeat(Record(0x5AA5, new byte[8_000]), 1_200).SelectMany(b => b)])));
        yield return new("container-other-stream.xls", Contain(Stream([], []), "Contents"), "import.unreadable broken");
        yield return new("container-encrypted.xls", Contain(Stream([], []), "EncryptedPackage"), "import.unreadable password");
        // Directory sectors, table sectors, first of the directory, cutoff, small table and its count, further tables and their count.
        foreach (var at in (int[])[40, 44, 48, 56, 60, 64, 68, 72, 76, 80])
            foreach (var value in values) yield return Patched($"header-{at}-{value:x}", file => Put(file, at, value));
        foreach (var at in (int[])[24, 26, 28, 30, 32])
            foreach (var value in (int[])[0, 1, 2, 8, 10, 12, 16, 20, 31, 32, 0xFFFF])
                yield return Patched($"header-{at}-{value:x}", file => U16(value).CopyTo(file, at));
        // The claim of the report: as many sectors of tables, in a chain that comes back to itself.
        foreach (var count in (uint[])[1, 3, 0xFFFFFF, 0x7FFFFFFF])
            yield return Patched($"tables-in-a-circle-{count:x}", file =>
            {
                Put(file, 68, 0);
                Put(file, 72, count);
                for (var i = 0; i < 128; i++) Put(file, Sector + (i * 4), 0);
            });
        yield return Patched("table-named-109-times", file => { for (var i = 0; i < 109; i++) Put(file, 76 + (i * 4), 0); },
            "import.unsafe cycle");
        // The table stands in the first sector, the directory in the second, the stream behind.
        foreach (var sector in (int[])[1, 2, 5])
            foreach (var to in (uint[])[0, 1, 2, 3, 0xFFFFFF, 0xFFFFFFFC])
                yield return Patched($"chain-{sector}-to-{to:x}", file => Put(file, Sector + (sector * 4), to));
        // Kind, first sector and length of the stream, of the root too.
        foreach (var entry in (int[])[0, 1])
        {
            var start = (2 * Sector) + (entry * 128);
            foreach (var value in values)
            {
                yield return Patched($"entry-{entry}-first-{value:x}", file => Put(file, start + 116, value));
                yield return Patched($"entry-{entry}-length-{value:x}", file => Put(file, start + 120, value));
            }

            foreach (var kind in (byte[])[0, 1, 5, 255]) yield return Patched($"entry-{entry}-kind-{kind}",
                file => file[start + 66] = kind);
            yield return Patched($"entry-{entry}-name", file => U16(0xFFFF).CopyTo(file, start + 64));
        }

        yield return Patched("small-stream-in-a-circle", file =>
        {
            Put(file, 60, 0);
            Put(file, (2 * Sector) + 116, 2);
            Put(file, (2 * Sector) + 128 + 116, 0);
            Put(file, (2 * Sector) + 128 + 120, 4_000);
            for (var i = 0; i < 128; i++) Put(file, Sector + (i * 4), 0);
        });
        yield return new("container-long-chain-of-one-sector.xls", LongTable());
        for (var length = 8; length < Sound.Length; length += 500) yield return new($"container-cut-{length}.xls", Sound[..length]);
    }

    // Twenty megabytes of tables that chain sectors which are not there.
    private static byte[] LongTable()
    {
        var file = Contain(Stream([], [.. Enumerable.Repeat(Record(0x5AA5, new byte[8_000]), 2_400).SelectMany(bytes => bytes)]));
        for (var at = Sector; at + 4 <= file.Length - Sector; at += 4) Put(file, at, (uint)(at / 4));
        return file;
    }

    private static HostileFile Patched(string name, Action<byte[]> patch, string? expected = null)
    {
        var file = Sound;
        patch(file);
        return new($"container-{name}.xls", file, expected);
    }
}
