using System.Text.Json.Serialization;
using Marten;
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

    /// <summary>
    /// Stored apart: they are most of an import, and a list of imports does not need them, and acceptance seldom has to store them again.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<ImportRow> Rows { get; init; } = [];

    public IReadOnlyList<SkippedRow> Skipped { get; init; } = [];

    /// <summary>Receipts of the events that acceptance recorded.</summary>
    public IReadOnlyList<Receipt> Events { get; init; } = [];

    /// <summary>Visible to its sender and to every role above officer with a right over its jurisdiction today.</summary>
    public bool Shows(Actor actor) => actor.CanSee(Jurisdiction) && (actor.Account == ReadBy || actor.Role != Role.Officer);

    public int New { get; init; }
    public int Same { get; init; }
    public int Changed { get; init; }
    public int Refused { get; init; }

    /// <summary>The same with these rows, counted by outcome.</summary>
    internal ImportPreview WithRows(IReadOnlyList<ImportRow> rows) => this with
    {
        Rows = rows,
        New = rows.Count(row => row.Outcome == ImportRow.New),
        Same = rows.Count(row => row.Outcome == ImportRow.Same),
        Changed = rows.Count(row => row.Outcome == ImportRow.Changed),
        Refused = rows.Count(row => row.Outcome == ImportRow.Refused),
    };

    /// <summary>With its rows; null when there is none, or it does not show to the actor.</summary>
    internal static async Task<ImportPreview?> LoadAsync(IQuerySession session, Guid id, Actor actor, CancellationToken ct) =>
        await session.LoadAsync<ImportPreview>(id, ct) is { } import && import.Shows(actor)
            ? import with { Rows = (await session.LoadAsync<ImportRowsDocument>(id, ct))?.Rows ?? [] } : null;
}

/// <summary>The rows of an import, under its id.</summary>
public sealed record ImportRowsDocument(Guid Id, IReadOnlyList<ImportRow> Rows);

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

    /// <summary>Whether the same row of the file, decided again, came to the same.</summary>
    internal bool IsAsBefore(ImportRow before) =>
        Outcome == before.Outcome && Code == before.Code && Changes.SequenceEqual(before.Changes)
        && Problems.SequenceEqual(before.Problems);
}

/// <param name="Field">name, kind, labels, stage, progress, responsibleUnit, …</param>
public sealed record FieldChange(string Field, string? Was, string? Now);
