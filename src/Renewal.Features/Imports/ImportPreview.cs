using Renewal.Domain;
using Renewal.Domain.Access;
using Renewal.Features.Areas;
using Renewal.Features.Imports.AreaLedgers;
using Renewal.Features.Imports.Headings;

namespace Renewal.Features.Imports;

/// <summary>
/// A file compared with the record before anything is written; after acceptance, what was written. An ordinary document, so that it can
/// be deleted; the recorded events name the file and its rows.
/// </summary>
public sealed record ImportPreview
{
    public const string Previewed = "previewed";
    public const string Accepted = "accepted";
    public const string Unreadable = "refused";

    public Guid Id { get; init; }
    public required string FileName { get; init; }
    public required string Sha256 { get; init; }
    public string? Layout { get; init; }
    public string? Format { get; init; }
    public string? Encoding { get; init; }
    public required string Jurisdiction { get; init; }
    public required string ReadBy { get; init; }
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>previewed, accepted, or refused when the file as a whole cannot be read.</summary>
    public required string State { get; init; }

    /// <summary>Why the file as a whole was refused.</summary>
    public Refusal? Problem { get; init; }

    public LedgerMapping? Mapping { get; init; }
    public IReadOnlyList<ImportRow> Rows { get; init; } = [];
    public IReadOnlyList<SkippedRow> Skipped { get; init; } = [];

    /// <summary>Receipts of the events that acceptance recorded.</summary>
    public IReadOnlyList<Receipt> Events { get; init; } = [];

    /// <summary>Visible to its sender and to every role above officer with a right over its jurisdiction today.</summary>
    public bool Shows(Actor actor) => actor.CanSee(Jurisdiction) && (actor.Account == ReadBy || actor.Role != Role.Officer);

    public int New => Rows.Count(row => row.Outcome == ImportRow.New);
    public int Same => Rows.Count(row => row.Outcome == ImportRow.Same);
    public int Changed => Rows.Count(row => row.Outcome == ImportRow.Changed);
    public int Refused => Rows.Count(row => row.Outcome == ImportRow.Refused);
}

/// <summary>One row of the file against the record.</summary>
/// <param name="Row">Row number as the spreadsheet shows it.</param>
/// <param name="Code">The area it is about; for a new area without a code, the code it will get.</param>
/// <param name="Outcome">new, same, changed or refused.</param>
/// <param name="Changes">What would change, for changed rows.</param>
/// <param name="Problems">Why a row is refused.</param>
/// <param name="Notes">Guesses that were made in reading, to be checked by a person.</param>
public sealed record ImportRow(
    int Row, string Name, string? Code, string Outcome, IReadOnlyList<FieldChange> Changes, IReadOnlyList<Refusal> Problems,
    IReadOnlyList<RowNote> Notes, AreaLedgerRow Read)
{
    public const string New = "new";
    public const string Same = "same";
    public const string Changed = "changed";
    public const string Refused = "refused";
}

/// <param name="Field">name, kind, labels, stage, progress, responsibleUnit, …</param>
public sealed record FieldChange(string Field, string? Was, string? Now);
