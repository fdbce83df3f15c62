using static Renewal.Fuzz.Corpus.OldWorkbook;

namespace Renewal.Fuzz.Corpus;

/// <summary>The records inside an old .xls: each says how long it is and how many things it holds.</summary>
internal static class HostileRecords
{
    private const string Counts = "import.unsafe counts";

    public static IEnumerable<HostileFile> All()
    {
        yield return Of("strings-4-billion", Strings(0xFFFFFFFF), [], "import.too-large cells");
        yield return Of("strings-900000", Strings(900_000), [], Counts);
        yield return Of("string-going-back",
            Strings(1_000, [.. Enumerable.Repeat((byte[])[0, 0, 4, .. U32(0xFFFFFFF9)], 500).SelectMany(b => b)]), [], Counts);
        yield return Of("string-of-2-GB", Strings(1, [0, 0, 4, .. U32(0x7FFFFFFF)]), [], Counts);
        yield return Of("string-of-65535", Strings(1, [.. U16(0xFFFF), 1]), [], "import.unreadable broken");
        yield return Of("string-of-no-characters", Strings(1, [.. U16(3), 1, .. U16(0xFFFE, 0xD800, 0xDC00)]), Shared(0, 0, 0));
        yield return Of("string-of-halves", Strings(1, [.. U16(2), 1, .. U16(0xDC00, 0xD800)]), Shared(0, 0, 0));
        yield return Of("string-formats", Strings(1, [0, 0, 8, .. U16(0xFFFF)]), []);
        yield return Of("strings-of-nothing", Empty(900_000), []);
        yield return Of("strings-of-more-than-cells", Empty(1_100_000), [], "import.too-large cells");
        yield return Of("long-string-everywhere", Strings(1, Text(new string('长', 4_000))), Many(60_000, i => Shared(i / 250, i % 250, 0)),
            "import.too-large characters");
        yield return Of("string-out-of-range", Strings(1, Text("x")), Shared(0, 0, 0xFFFFFFFF));

        foreach (var last in (int[])[0, 1, 2, 255, 16_383, 16_384, 0xFFFE, 0xFFFF])
            yield return Of($"numbers-to-{last:x}", [], Record(0x00BD, [.. U16(0, 0), .. new byte[6], .. U16(last)]),
                last is 0 ? null : Counts);
        yield return Of("numbers-to-the-edge", [], Record(0x00BD, [.. U16(0, 0xFFFE), .. new byte[12], .. U16(0xFFFF)]), Counts);
        yield return Of("numbers-short", [], [.. Record(0x00BD), .. Record(0x00BD, 0), .. Record(0x00BD, U16(0, 0))],
            "import.unreadable broken");
        yield return Of("numbers-1400000", [], Many(1_100, i => Record(0x00BD, [.. U16(i, 0), .. new byte[6 * 1_300], .. U16(1_299)])),
            "import.too-large cells");
        yield return Of("cells-1100000", [], Many(1_100_000, i => Record(0x0201, U16(i / 250, i % 250, 0))), "import.too-large cells");
        yield return Of("cells-interleaved", [], Many(300_000, i => Record(0x0201, U16(i % 3_000, i / 3_000, 0))));
        yield return Of("cells-backwards", [],
            Many(300_000, i => Record(0x0203, [.. U16((300_000 - i) / 100, i % 100, 0), .. new byte[8]])));

        foreach (var rows in (uint[])[65_536, 1_048_576, 1_048_577, 0x7FFFFFFF, 0xFFFFFFFF])
            yield return Of($"dimensions-{rows:x}", [], Record(0x0200, [.. U32(0, rows), .. U16(0, 9, 0)]), rows > 1_048_576 ? Counts
                : null);
        yield return Of("dimensions-old", [], Record(0x0000, [.. U32(0, 0x7FFFFFFF), .. U16(0, 9, 0)]), Counts);
        yield return Of("dimensions-wide", [], Record(0x0200, [.. U32(0, 9), .. U16(0, 0xFFFF, 0)]), "import.too-large columns");
        foreach (var count in (int[])[1, 2, 1_027, 0xFFFF])
            yield return Of($"merges-{count:x}", [], Record(0x00E5, [.. U16(count), .. new byte[8]]), count > 1 ? Counts : null);
        yield return Of("merges-200000", [], Many(200, _ => Record(0x00E5, [.. U16(1_000), .. new byte[8_000]])), Counts);
        yield return Of("merge-backwards", [], [.. Shared(0, 0, 0), .. Record(0x00E5, U16(1, 5, 0xFFFF, 0x8000, 0))]);
        foreach (var kind in (int[])[0x0006, 0x0203, 0x0204, 0x0205, 0x0207, 0x0208, 0x027E, 0x00D6, 0x00E0, 0x041E, 0x0042, 0x0085, 0x0014,
            0x007D])
        {
            yield return Of($"kind-{kind:x}-empty", Record(kind), Record(kind));
            yield return Of($"kind-{kind:x}-ones", Record(kind, Ones(30)), Record(kind, Ones(30)));
            yield return Of($"kind-{kind:x}-many", [], Many(50_000, _ => Record(kind, new byte[20])));
        }

        yield return Of("locked", Record(0x002F, new byte[54]), [], "import.unreadable password");
        yield return Of("locked-in-the-sheet", [], Record(0x002F, new byte[54]), "import.unreadable password");
        yield return new("record-sheets-the-same.xls", Contain(Stream([], [], 900)), "import.unsafe sheets");
        yield return new("record-sheets-100000.xls", Contain(Stream([], [], 100_000)), "import.unsafe sheets");
        yield return new("record-sheets-inside-each-other.xls", Contain(Nested()), "import.unreadable no-header");
        yield return new("record-sheet-is-the-workbook.xls", Contain([.. Beginning(5), .. Bound(0), .. Ending]));
        yield return new("record-overlong.xls", Contain([.. Beginning(5), .. U16(0x5AA5, 0xFFFF)]), "import.unreadable broken");
        yield return new("record-no-beginning.xls", Contain(Ones(5_000)), "import.unreadable broken");
    }

    private static HostileFile Of(string name, byte[] globals, byte[] sheet, string? expected = null) =>
        new($"record-{name}.xls", Contain(Stream(globals, sheet)), expected);

    // Many sheets that begin anywhere in one long run of what looks like beginnings: each ends where the next one begins.
    private static byte[] Nested()
    {
        const int Count = 900;
        var first = (uint)(Beginning(5).Length + (Bound(0).Length * Count) + Ending.Length);
        var filler = Record(0x5AA5, [.. Enumerable.Repeat(Beginning(0x10), 350).SelectMany(b => b)]);
        return
        [
            .. Beginning(5),
            .. Enumerable.Range(0, Count)
                .SelectMany(i => Bound(first + 4 + (uint)(i % 349 * 20) + (uint)(i / 349 * filler.Length))),
            .. Ending, .. Enumerable.Repeat(filler, 300).SelectMany(b => b),
        ];
    }

    private static byte[] Empty(int count) =>
    [
        .. Strings((uint)count),
        .. Many(count / 2_000, _ => Record(0x003C, [.. Enumerable.Repeat((byte[])[0, 0, 0], 2_000).SelectMany(b => b)])),
    ];

    private static byte[] Ones(int count) => [.. Enumerable.Repeat((byte)0xFF, count)];

    private static byte[] Many(int count, Func<int, byte[]> one)
    {
        using var stream = new MemoryStream();
        for (var i = 0; i < count; i++) stream.Write(one(i));
        return stream.ToArray();
    }
}
