using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Renewal.Domain;
using Renewal.Domain.Imports;
using Renewal.Features.Imports.AreaLedgers;
using Renewal.Features.Imports.Files;

namespace Renewal.Features.Imports;

/// <summary>Converts the rows of a file to ledger entries of the domain.</summary>
internal static class LedgerRows
{
    /// <summary>The row as a ledger entry. Without a code it gets one that is always the same for the same name and place.</summary>
    public static LedgerEntry Entry(AreaLedgerRow row, string code, string fileName, string jurisdiction) =>
        new(code, row.Name, row.Kind!, row.Stage!, row.AsOf!.Value, row.Source, fileName, jurisdiction, Origin(fileName, row.RowNumber))
        {
            Labels = [.. row.Labels],
            BasicallyFinished = row.BasicallyFinished,
            Progress = string.IsNullOrWhiteSpace(row.Progress) ? null : row.Progress,
            ResponsibleUnit = row.ResponsibleUnit,
            Households = row.Households,
            SiteAreaM2 = row.SiteAreaM2,
            BuildingAreaM2 = row.BuildingAreaM2,
            Values =
            [
                .. from column in ImportColumn.All
                   where row.Values.ContainsKey(column.Token)
                   select new ImportValue(column, row.Values[column.Token]),
            ],
        };

    public static string CodeFor(AreaLedgerRow row, string jurisdiction) =>
        row.Code?.ToLowerInvariant()
        ?? "area-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{jurisdiction}/{row.Name}")))[..10];

    /// <summary>Stream id of an area that came from a ledger: importing it twice, even concurrently, finds the same stream.</summary>
    public static Guid StreamFor(string code)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"renewal/area/{code}"));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    public static Refusal Refuse(FileProblem problem) => problem.Arguments.Aggregate(
        new Refusal(problem.Code, problem.Code == "import.too-large" ? RefusalKind.TooLarge : RefusalKind.Impossible),
        (refusal, argument) => refusal.With(argument.Key, argument.Value));

    public static Refusal Refuse(RowProblem problem) =>
        new Refusal(problem.Code, RefusalKind.Impossible).With("field", problem.Field).With("text", problem.Text)
            .With("row", problem.OtherRow?.ToString(CultureInfo.InvariantCulture));

    // Becomes the reason of a correction that a later file causes.
    private static string Origin(string fileName, int row) => $"台账“{(fileName.Length > 120 ? fileName[..120] : fileName)}”第{row}行";
}
