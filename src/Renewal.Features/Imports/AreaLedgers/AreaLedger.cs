using Renewal.Features.Imports.Headings;

namespace Renewal.Features.Imports.AreaLedgers;

/// <summary>A ledger of areas as read: what was taken for what, the rows, and the lines that are no areas.</summary>
public sealed record AreaLedger(LedgerMapping Mapping, IReadOnlyList<AreaLedgerRow> Rows, IReadOnlyList<SkippedRow> Skipped);
