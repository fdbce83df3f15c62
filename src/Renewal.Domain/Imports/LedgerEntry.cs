using System.Collections.Immutable;

namespace Renewal.Domain.Imports;

/// <summary>What one row of a ledger says of an area, as read. Null means that the ledger does not say.</summary>
/// <param name="Code">The ledger's own code, or one made for an area that has none.</param>
/// <param name="Source">What the ledger itself names as its source; null when it names none.</param>
/// <param name="File">Stands for the source of a first entry when the ledger names none.</param>
/// <param name="Origin">File and row, for the record.</param>
public sealed record LedgerEntry(
    string Code, string Name, string Kind, string Stage, DateOnly AsOf, string? Source, string File, string Jurisdiction, string Origin)
{
    /// <summary>What stands between labels in a cell. A label that has one of these in it cannot be told from two.</summary>
    public static readonly char[] BetweenLabels = ['、', ',', '，', ';', '；', '/', '／', ' ', '\u3000', '\u00A0', '\t', '\n'];

    public ImmutableArray<string> Labels { get; init; } = [];

    public string? Progress { get; init; }

    public string? ResponsibleUnit { get; init; }

    public int? Households { get; init; }

    public decimal? SiteAreaM2 { get; init; }

    public decimal? BuildingAreaM2 { get; init; }

    /// <summary>Columns that lead to commands of their own.</summary>
    public ImmutableArray<ImportValue> Values { get; init; } = [];
}
