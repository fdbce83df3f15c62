using System.Buffers.Binary;
using System.IO.Compression;

namespace Renewal.Features.Tests.Imports;

/// <summary>Zips that are small and unpack to much, honest about it or not.</summary>
internal static class ZipBomb
{
    public static byte[] Zip(params (string Name, long Zeros)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var zeros = new byte[1024 * 1024];
            foreach (var (name, length) in entries)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                for (var left = length; left > 0; left -= zeros.Length) entry.Write(zeros, 0, (int)Math.Min(left, zeros.Length));
            }
        }

        return stream.ToArray();
    }

    /// <summary>A sheet of empty cells: less than 70 MB unpacked, a few hundred kilobytes packed.</summary>
    public static byte[] Cells(int count)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var sheet = new StreamWriter(archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open());
            sheet.Write("<worksheet><sheetData><row>");
            for (var i = 0; i < count; i++) sheet.Write("<c/>");
            sheet.Write("</row></sheetData></worksheet>");
        }

        return stream.ToArray();
    }

    /// <summary>The same zip, whose directory claims every entry to be of a few bytes.</summary>
    public static byte[] Lying(byte[] zip)
    {
        var lying = zip.ToArray();
        for (var at = 0; at < lying.Length - 28; at++)
        {
            var entry = lying.AsSpan(at);
            if (entry.StartsWith("PK\u0001\u0002"u8)) BinaryPrimitives.WriteUInt32LittleEndian(entry[24..], 100);
        }

        return lying;
    }
}
