using Renewal.Features.Imports.Headings;

namespace Renewal.Features.Imports.AreaLedgers;

/// <summary>A ledger of areas as read: the mapping of columns, the rows, and the skipped lines.</summary>
public sealed record AreaLedger(LedgerMapping Mapping, IReadOnlyList<AreaLedgerRow> Rows, IReadOnlyList<SkippedRow> Skipped);
