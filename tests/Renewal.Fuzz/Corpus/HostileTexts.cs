using System.Text;

namespace Renewal.Fuzz.Corpus;

/// <summary>Delimited text: separators, quotes, line ends and encodings in quantities nobody types.</summary>
internal static class HostileTexts
{
    private const string Header = "片区名称,类型,阶段,截至日期\n";
    private const int Most = 19 << 20;

    public static IEnumerable<HostileFile> All()
    {
        yield return Of("commas", new string(',', Most));
        yield return Of("commas-and-text", new string(',', Most) + "x", "import.too-large characters");
        yield return Of("newlines", new string('\n', Most));
        yield return Of("returns", Header + new string('\r', Most), "import.too-large rows");
        yield return Of("quotes", Header + new string('"', Most));
        yield return Of("quote-open", Header + "\"" + new string('x', Most), "import.unreadable quote-open");
        yield return Of("quotes-alternating", Header + Package.Many(Most / 4, "\"\",\""));
        yield return Of("one-line", new string('x', Most), "import.too-large characters");
        yield return Of("one-cell-of-digits", Header + "甲片,微改造,前期," + new string('2', Most));
        yield return Of("wide", Package.Many(19_000, Package.Many(499, "x,") + "x\n"), "import.too-large cells");
        yield return Of("wide-of-nothing", Package.Many(19_000, "x" + new string(',', 499) + "\n"));
        yield return Of("long-cells", Header + Package.Many(600, $"{new string('名', 10_000)},微改造,前期,2020-12-31\n"));
        yield return Of("long-header", Package.Many(400, $"{new string('片', 10_000)},") + "\n" + Header);
        yield return Of("headers-everywhere", Package.Many(15_000, Header));
        yield return Of("rows-the-same", Header + Package.Many(19_999, "甲片,微改造,前期,2020-12-31\n"));
        yield return Of("rows-beyond", Header + Package.Many(30_000, "甲片,微改造,前期,2020-12-31\n"), "import.too-large rows");
        yield return Of("numbers", Header + Package.Many(10_000, $"甲,微改造,前期,{new string('9', 300)}\n"));
        yield return Of("brackets", Header + Package.Many(200, $"{new string('（', 10_000)},微改造,前期,2020-12-31\n"));
        yield return Of("combining", Header + "e" + new string('\u0301', 1_000_000) + ",微改造,前期,2020-12-31\n");
        yield return Of("markup", "  <html>" + new string('<', Most / 2), "import.unreadable web-page");
        yield return new("text-zeros.csv", new byte[Most], "import.unreadable binary");
        yield return new("text-ones.csv", [.. Enumerable.Repeat((byte)0xFF, Most)]);
        yield return new("text-marks.csv", [.. Enumerable.Repeat((byte[])[0xEF, 0xBB, 0xBF], 1_000_000).SelectMany(b => b)]);
        yield return new("text-utf16-odd.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Header), 0x41]);
        yield return new("text-utf16-halves.csv", [0xFF, 0xFE, 0x00, 0xD8, 0x00, 0xD8], "import.unreadable encoding");
        yield return Of("no-characters", Header + "甲\uFFFE,微改造\uFFFE,前期,\uFFFE2020-12-31\n");
        yield return Of("heading-of-no-characters", Header.Replace(",", "\uFFFE,", StringComparison.Ordinal));
        yield return new("text-utf16-no-characters.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Header + "\uFFFE片,\uFFFE\n")]);
        yield return new("text-utf16.csv",
            [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Header + Package.Many(5_000, "甲,微改造,前期,2020\n"))]);
        yield return new("text-gb18030-cut.csv", [0xC6, 0xAC, 0xC7, 0xF8, 0x81], "import.unreadable encoding");
        yield return new("text-gb18030.csv", [.. Enumerable.Repeat((byte[])[0xC6, 0xAC, 0xC7, 0xF8, 0x2C], 3_000_000).SelectMany(b => b)]);
        yield return new("text-overlong.csv", [.. "a,b\n"u8, 0xC0, 0x80, 0xE0, 0x80, 0x80], "import.unreadable encoding");
        yield return new("text-zip-mark.csv", "PK\u0003\u0004,"u8.ToArray(), "import.unreadable broken");
        yield return new("text-container-mark.csv", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0x2C], "import.unreadable broken");
        yield return new("text-nothing.csv", [], "import.unreadable empty");
        yield return new("text-too-large.csv", new byte[(20 << 20) + 1], "import.too-large file-bytes");
        for (var i = 0; i < 30; i++) yield return new($"text-bytes-{i}.csv", Bytes(i));
    }

    private static HostileFile Of(string name, string text, string? expected = null) =>
        new($"text-{name}.csv", Encoding.UTF8.GetBytes(text), expected);

    private static byte[] Bytes(int seed)
    {
        var random = new Random(seed);
        var bytes = Encoding.UTF8.GetBytes(Header + "甲片,微改造,前期,2020-12-31\n\"乙,片\",微改造,前期,44196\n");
        for (var i = 0; i < 8; i++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }
}
