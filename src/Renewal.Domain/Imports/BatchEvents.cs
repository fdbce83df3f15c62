namespace Renewal.Domain.Imports;

/// <summary>Everything that can happen to a file taken in.</summary>
public abstract record BatchEvent : DomainEvent { private protected BatchEvent() { } }

/// <summary>A ledger was taken in: which file, and what became of its rows. The facts themselves are in the areas' streams.</summary>
/// <param name="Sha256">Of the file's bytes, hexadecimal.</param>
[EventName("ledger-taken-in")]
public sealed record LedgerTakenIn(
    string FileName, string Sha256, string Layout, string Jurisdiction,
    int RowsNew, int RowsSame, int RowsChanged, int RowsRefused) : BatchEvent;
