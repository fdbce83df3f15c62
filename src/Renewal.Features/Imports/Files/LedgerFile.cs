using System.Security.Cryptography;
using System.Text;
using Renewal.Features.Imports.Files.Checks;

namespace Renewal.Features.Imports.Files;

/// <summary>Opens an uploaded ledger: .xlsx, .xls or delimited text, whatever its name.</summary>
public static class LedgerFile
{
    private static readonly byte[] zip = [0x50, 0x4B, 0x03, 0x04];
    private static readonly byte[] oleDocument = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    // Old workbooks and GB18030 text need the code pages that .NET leaves out by default.
    static LedgerFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>
    /// The sheets of the file, or why there are none: <c>import.unreadable</c>, <c>import.unsafe</c> or
    /// <c>import.too-large</c>.
    /// Bad bytes never throw; only cancellation does.
    /// </summary>
    public static ReadResult Read(byte[] content, string fileName, CancellationToken ct)
    {
        return Open(content, fileName, ct) with { Sha256 = Sha256Of(content) };
    }

    /// <summary>By which a file is known again: lower-case hexadecimal.</summary>
    public static string Sha256Of(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static ReadResult Open(byte[] content, string fileName, CancellationToken ct)
    {
        if (content.Length == 0) return ReadResult.Refused(FileProblem.Unreadable("empty"));
        if (content.Length > LedgerLimits.FileBytes)
            return ReadResult.Refused(FileProblem.TooLarge("file-bytes", LedgerLimits.FileMegabytes));
        try
        {
            if (content.AsSpan().StartsWith(zip)) return WorkbookReader.ReadZip(content, ct);
            return content.AsSpan().StartsWith(oleDocument)
                ? WorkbookReader.ReadOld(content, ct)
                : DelimitedFile.Read(content, fileName, ct);
        }
        catch (RefusedFileException refused)
        {
            return ReadResult.Refused(refused.Problem);
        }
    }
}
