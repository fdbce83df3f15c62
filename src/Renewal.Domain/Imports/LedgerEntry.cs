using System.Collections.Immutable;

namespace Renewal.Domain.Imports;

/// <summary>One row of a ledger as read. Null means that the ledger gives no value.</summary>
/// <param name="Code">The ledger's own code, or one generated for an area without a code.</param>
/// <param name="Source">The source named in the ledger; null when there is none.</param>
/// <param name="File">Used as source of a first entry when the ledger names none.</param>
/// <param name="Origin">File and row, for the record.</param>
public sealed record LedgerEntry(
    string Code, string Name, string Kind, string Stage, DateOnly AsOf, string? Source, string File, string Jurisdiction, string Origin)
{
    /// <summary>Separators of labels in a cell. A label that contains one is read as two.</summary>
    public static readonly char[] BetweenLabels = ['、', ',', '，', ';', '；', '/', '／', ' ', '\u3000', '\u00A0', '\t', '\n'];

    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>基本完成: the cell of the stage says that its work was basically finished.</summary>
    public bool BasicallyFinished { get; init; }

    public string? Progress { get; init; }

    public string? ResponsibleUnit { get; init; }

    public int? Households { get; init; }

    public decimal? SiteAreaM2 { get; init; }

    public decimal? BuildingAreaM2 { get; init; }

    /// <summary>Columns that lead to commands of their own.</summary>
    public ImmutableArray<ImportValue> Values { get; init; } = [];
}
