using System.Buffers;
using System.IO.Compression;
using Renewal.Features.Machine;

namespace Renewal.Features.Imports.Files;

/// <summary>
/// Looks at a zip before any workbook parser does. The directory's own figures come first, as they cost nothing; but they may lie, so
/// everything is also inflated once into nowhere, and given up at the limit. On the way the tags of the sheets are counted: a megabyte can
/// hold millions of empty cells, each of which costs a parser far more than its bytes.
/// </summary>
internal static class ZipGuard
{
    // <row>, <c>, <v> or <is><t>, and what closes them: a cell with text takes six tags, one without at least one.
    private const long TagsOfSheets = 6L * LedgerLimits.Cells;

    public static FileProblem? Check(byte[] content, CancellationToken ct)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > LedgerLimits.ZipEntries) return FileProblem.TooLarge("entries", LedgerLimits.ZipEntries);

            // One entry at a time: adding up lengths that lie could run past what a long holds.
            var declared = 0L;
            foreach (var entry in archive.Entries)
            {
                declared += Math.Min(entry.Length, LedgerLimits.UnpackedBytes + 1);
                if (declared > LedgerLimits.UnpackedBytes) return TooMuch();
            }

            if (Inflate(archive, ct) is { } problem) return problem;
            return archive.Entries.Any(IsOfWorkbook) ? null : FileProblem.Unreadable("not-a-workbook");
        }
        catch (Exception e) when ((e is InvalidDataException or IOException or ArgumentException or NotSupportedException)
            && !DiskTrouble.Is(e))
        {
            return FileProblem.Unreadable("broken");
        }
    }

    private static FileProblem? Inflate(ZipArchive archive, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            var (inflated, tags) = (0L, 0L);
            foreach (var entry in archive.Entries)
            {
                var isSheet = IsOfSheets(entry);
                using var stream = entry.Open();
                for (int read; (read = stream.Read(buffer)) > 0;)
                {
                    ct.ThrowIfCancellationRequested();
                    if ((inflated += read) > LedgerLimits.UnpackedBytes) return TooMuch();
                    if (isSheet && (tags += buffer.AsSpan(0, read).Count((byte)'<')) > TagsOfSheets)
                        return FileProblem.TooLarge("cells", LedgerLimits.Cells);
                }
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsOfWorkbook(ZipArchiveEntry entry) => entry.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase);

    private static bool IsOfSheets(ZipArchiveEntry entry) =>
        entry.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase);

    private static FileProblem TooMuch() => FileProblem.TooLarge("unpacked-bytes", LedgerLimits.UnpackedBytes);
}
