namespace Renewal.Domain.Imports;

/// <summary>The events of an imported file.</summary>
public abstract record BatchEvent : DomainEvent { private protected BatchEvent() { } }

/// <summary>A ledger was imported: which file, and the outcome of its rows. The events of the areas are in their own streams.</summary>
/// <param name="Sha256">Of the file's bytes, hexadecimal.</param>
[EventName("ledger-taken-in")]
public sealed record LedgerTakenIn(
    string FileName, string Sha256, string Layout, string Jurisdiction,
    int RowsNew, int RowsSame, int RowsChanged, int RowsRefused) : BatchEvent;
