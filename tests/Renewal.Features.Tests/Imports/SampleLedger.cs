using System.Text;
using Renewal.Features.Imports;
using Renewal.Features.Imports.AreaLedgers;

namespace Renewal.Features.Tests.Imports;

/// <summary>The tidy sample as the program ships it, and short ways to read small tables.</summary>
internal static class SampleLedger
{
    public static byte[] Bytes { get; } = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Samples", "wujiashan-ledger.csv"));

    public static string Text => Encoding.UTF8.GetString(Bytes);

    public static LedgerReading Read(byte[] content, string fileName = "ledger.csv", string? layout = null) =>
        LedgerReader.Read(content, fileName, layout, TestContext.Current.CancellationToken);

    public static LedgerReading Read(string text, string? layout = null) => Read(Encoding.UTF8.GetBytes(text), layout: layout);

    public static AreaLedger Ledger(LedgerReading reading)
    {
        Assert.Null(reading.Problem);
        return reading.Ledger!;
    }

    /// <summary>What must be the same however the table was written.</summary>
    public static IEnumerable<string> Facts(LedgerReading reading) => Ledger(reading).Rows.Select(row =>
    {
        Assert.Empty(row.Problems);
        var labels = string.Join(',', row.Labels);
        return $"{row.Name}|{row.Code}|{row.Kind}|{labels}|{row.Stage}|{row.Progress}|{row.AsOf:yyyy-MM-dd}|{row.Source}";
    });
}
