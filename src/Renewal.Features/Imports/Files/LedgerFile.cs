using System.Security.Cryptography;
using System.Text;

namespace Renewal.Features.Imports.Files;

/// <summary>Opens a ledger somebody sent us: .xlsx, .xls or delimited text, whatever its name claims.</summary>
public static class LedgerFile
{
    private static readonly byte[] zip = [0x50, 0x4B, 0x03, 0x04];
    private static readonly byte[] oleDocument = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    // Old workbooks and GB18030 text need the code pages that .NET leaves out by default.
    static LedgerFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>
    /// The sheets of the file, or why there are none: <c>import.unreadable</c> or <c>import.too-large</c>.
    /// Bad bytes never throw; only cancellation does.
    /// </summary>
    public static ReadResult Read(byte[] content, string fileName, CancellationToken ct)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        return Open(content, fileName, ct) with { Sha256 = sha256 };
    }

    private static ReadResult Open(byte[] content, string fileName, CancellationToken ct)
    {
        if (content.Length == 0) return ReadResult.Refused(FileProblem.Unreadable("empty"));
        if (content.Length > LedgerLimits.FileBytes)
            return ReadResult.Refused(FileProblem.TooLarge("file-bytes", LedgerLimits.FileMegabytes));
        if (content.AsSpan().StartsWith(zip))
        {
            return ZipGuard.Check(content, ct) is { } problem ? ReadResult.Refused(problem) : WorkbookReader.Read(content, "xlsx", ct);
        }

        return content.AsSpan().StartsWith(oleDocument)
            ? WorkbookReader.Read(content, "xls", ct)
            : DelimitedFile.Read(content, fileName, ct);
    }
}
