using Renewal.Features.Imports.AreaLedgers;
using Renewal.Features.Imports.Files;

namespace Renewal.Features.Imports;

/// <summary>What a file holds, as far as reading goes: nothing here has been compared with the record yet.</summary>
/// <param name="Sha256">Of the bytes as they came, lower-case hexadecimal; given even for a refused file.</param>
/// <param name="Ledger">Null exactly when there is a problem.</param>
public sealed record LedgerReading(
    string FileName, string Sha256, string? Format, string? Encoding, FileProblem? Problem, AreaLedger? Ledger);

/// <summary>From bytes to typed rows: opens the file, finds the layout, reads the rows and names what is wrong with each.</summary>
public static class LedgerReader
{
    /// <summary>
    /// Reads a ledger. Damaged bytes and unknown tables give a <see cref="FileProblem"/>, never an exception; only cancellation throws.
    /// </summary>
    /// <param name="layout">Null or empty to recognise the layout by the headings.</param>
    public static LedgerReading Read(byte[] content, string fileName, string? layout, CancellationToken ct)
    {
        // A last limit of time for whatever no other limit covers.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LedgerLimits.ReadingTime);
        try
        {
            var file = LedgerFile.Read(content, fileName, limit.Token);
            var (ledger, problem) = file.Problem is null ? Recognise(file, layout, limit.Token) : (null, file.Problem);
            return new LedgerReading(fileName, file.Sha256, file.Format, file.Encoding, problem, ledger);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new LedgerReading(fileName, LedgerFile.Sha256Of(content), null, null, FileProblem.Unsafe("time"), null);
        }
    }

    private static (AreaLedger? Ledger, FileProblem? Problem) Recognise(ReadResult file, string? layout, CancellationToken ct) =>
        string.IsNullOrEmpty(layout) || layout == AreaLedgerLayout.LayoutName
            ? AreaLedgerLayout.Read(file.Sheets, ct)
            : (null, FileProblem.NoSuchLayout(layout, [AreaLedgerLayout.LayoutName]));
}
