using System.Buffers;
using System.IO.Compression;

namespace Renewal.Features.Imports.Files;

/// <summary>
/// Looks at a zip before any workbook parser does. The directory's own figures come first, as they cost nothing; but they may lie, so
/// everything is also inflated once into nowhere, and given up at the limit.
/// </summary>
internal static class ZipGuard
{
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

            if (InflatesBeyondLimit(archive, ct)) return TooMuch();
            return archive.Entries.Any(IsOfWorkbook) ? null : FileProblem.Unreadable("not-a-workbook");
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            return FileProblem.Unreadable("broken");
        }
    }

    private static bool InflatesBeyondLimit(ZipArchive archive, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            var inflated = 0L;
            foreach (var entry in archive.Entries)
            {
                using var stream = entry.Open();
                for (int read; (read = stream.Read(buffer)) > 0;)
                {
                    ct.ThrowIfCancellationRequested();
                    if ((inflated += read) > LedgerLimits.UnpackedBytes) return true;
                }
            }

            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsOfWorkbook(ZipArchiveEntry entry) => entry.FullName.StartsWith("xl/", StringComparison.OrdinalIgnoreCase);

    private static FileProblem TooMuch() => FileProblem.TooLarge("unpacked-bytes", LedgerLimits.UnpackedBytes);
}
