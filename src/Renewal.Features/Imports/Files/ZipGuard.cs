using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Renewal.Features.Imports.Files.Checks;
using Renewal.Features.Machine;

namespace Renewal.Features.Imports.Files;

/// <summary>
/// Checks a zip before a workbook parser reads it. The figures of its directory are checked first, because that is cheap; they may be
/// false, so every entry is also unpacked once, as a stream and under limits (<see cref="PartStream"/>, <see cref="XmlPartCheck"/>). No
/// two entries may have one name: the library then opens the very entry that was checked.
/// </summary>
internal sealed class ZipGuard(CancellationToken ct)
{
    private readonly UnpackedBudget unpacked = new();
    private readonly XmlBudget xml = new();
    private readonly TextBudget texts = new();
    private readonly WorkbookMap map = new();
    private readonly Dictionary<string, WorksheetCheck> sheets = [];

    /// <summary>
    /// Formulas without a result, a set for each sheet in the order of the tabs; positions are counted from 0.
    /// </summary>
    /// <exception cref="RefusedFileException">The zip is unsafe, too large or no workbook.</exception>
    public static IReadOnlyList<HashSet<(int Row, int Column)>> Check(byte[] content, CancellationToken ct)
    {
        try
        {
            return new ZipGuard(ct).Run(content);
        }
        catch (Exception e) when ((e is InvalidDataException or IOException or ArgumentException or NotSupportedException)
            && !DiskErrors.Is(e))
        {
            throw RefusedFileException.Broken();
        }
    }

    private List<HashSet<(int Row, int Column)>> Run(byte[] content)
    {
        if (CountEntries(content) > 2 * LedgerLimits.ZipEntries) throw TooManyEntries();
        using var archive = new ZipArchive(new CancellableStream(content, ct), ZipArchiveMode.Read);
        if (archive.Entries.Count > LedgerLimits.ZipEntries) throw TooManyEntries();
        CheckDirectory(archive);

        // What cells show is counted by the strings they share, so those come first.
        foreach (var entry in archive.Entries.OrderByDescending(entry => WorkbookMap.Key(entry.FullName) == WorkbookMap.SharedStrings))
            CheckEntry(entry);
        if (!archive.Entries.Any(IsOfWorkbook)) throw new RefusedFileException(FileProblem.Unreadable("not-a-workbook"));

        // The library passes every row up to the last one, in every sheet, empty or not.
        if (sheets.Values.Sum(sheet => (long)sheet.LastRow) > LedgerLimits.RowsPassed)
            throw RefusedFileException.TooLarge("rows", LedgerLimits.Rows);
        return [.. map.PartsOfSheets().Select(part => part is not null && sheets.TryGetValue(part, out var sheet) ? sheet.Uncached : [])];
    }

    // Each entry of the directory begins with this mark, so there are no more entries than marks; creating a million objects just to
    // count them would cost what the limit is meant to save.
    private static int CountEntries(ReadOnlySpan<byte> content) => content.Count("PK\u0001\u0002"u8);

    private static void CheckDirectory(ZipArchive archive)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        // One entry at a time: the sum of false lengths could overflow a long.
        var declared = 0L;
        foreach (var entry in archive.Entries)
        {
            declared += Math.Min(entry.Length, LedgerLimits.UnpackedBytes + 1);
            if (declared > LedgerLimits.UnpackedBytes) throw RefusedFileException.TooLarge("unpacked-bytes", LedgerLimits.UnpackedBytes);
            if (!names.Add(WorkbookMap.Key(entry.FullName))) throw RefusedFileException.Unsafe("entry-twice");
        }
    }

    private void CheckEntry(ZipArchiveEntry entry)
    {
        var key = WorkbookMap.Key(entry.FullName);
        using var part = new PartStream(entry.Open(), entry.CompressedLength, unpacked, ct);
        Action<XmlReader>? watch = null;
        var isXml = XmlPartCheck.Run(part, xml, reader =>
        {
            // A declaration and comments may stand before the root.
            if (watch is null && reader.NodeType == XmlNodeType.Element) watch = WatchFor(key, reader.LocalName);
            watch?.Invoke(reader);
        });
        if (!isXml && HasDocumentType(entry)) throw RefusedFileException.Unsafe("dtd");
    }

    // By the root and not by the name: a workbook may call its sheets anything.
    private Action<XmlReader> WatchFor(string key, string root)
    {
        if (key == WorkbookMap.Workbook) return map.SeeWorkbook;
        if (key == WorkbookMap.Relations) return map.SeeRelations;
        return root is "worksheet" or "sst" ? (sheets[key] = new WorksheetCheck(texts)).See : Nothing;
    }

    private static void Nothing(XmlReader reader)
    {
        // For a part without cells only the general limits apply.
    }

    // The reader refuses a document type without saying that it was one.
    private static bool HasDocumentType(ZipArchiveEntry entry)
    {
        var first = ArrayPool<char>.Shared.Rent(4096);
        try
        {
            using var text = new StreamReader(entry.Open(), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            var read = text.ReadBlock(first, 0, 4096);
            return first.AsSpan(0, read).Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(first);
        }
    }

    private static bool IsOfWorkbook(ZipArchiveEntry entry) => entry.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase);

    private static RefusedFileException TooManyEntries() => RefusedFileException.TooLarge("entries", LedgerLimits.ZipEntries);
}
