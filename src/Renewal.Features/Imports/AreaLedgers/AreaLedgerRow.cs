using System.Collections.Immutable;

namespace Renewal.Features.Imports.AreaLedgers;

/// <summary>
/// One area as a line of a ledger gives it. A row with problems must not be imported, and unreadable fields are null; notes are guesses
/// that the user should check.
/// </summary>
/// <param name="Code">Null when the ledger gives none: the import then decides which area is meant.</param>
/// <param name="Kind">The code of the kind of renewal, such as <c>micro-renovation</c>.</param>
/// <param name="Stage">preparation, listing, completion or completed.</param>
/// <param name="AsOf">The day up to which the line is true.</param>
public sealed record AreaLedgerRow(
    int RowNumber,
    string Name,
    string? Code,
    string? Kind,
    IReadOnlyList<string> Labels,
    string? Stage,
    string Progress,
    DateOnly? AsOf,
    string? Source,
    string? ResponsibleUnit,
    int? Households,
    decimal? SiteAreaM2,
    decimal? BuildingAreaM2,
    IReadOnlyList<RowProblem> Problems,
    IReadOnlyList<RowNote> Notes)
{
    /// <summary>Cells of columns that lead to commands of their own, by the column's token.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>基本完成: the cell of the stage says that its work was basically finished.</summary>
    public bool BasicallyFinished { get; init; }

    public bool IsSound => Problems.Count == 0;
}

/// <summary>Why a row cannot be imported.</summary>
/// <param name="Code">One of <see cref="RowProblems"/>.</param>
/// <param name="Field">The field's token (name, stage …); the mapping knows its column.</param>
/// <param name="Text">The text of the cell, shortened; empty for an empty cell.</param>
/// <param name="OtherRow">For a duplicate: the row it collides with.</param>
public sealed record RowProblem(string Code, string Field, string Text, int? OtherRow = null);

/// <summary>A guess made while reading a row.</summary>
/// <param name="Code">One of <see cref="RowNotes"/>.</param>
/// <param name="Text">What the cell says.</param>
/// <param name="Taken">The interpretation; empty when the text was left out.</param>
public sealed record RowNote(string Code, string Field, string Text, string Taken);

/// <summary>A line below the headings that is not an area.</summary>
/// <param name="Why">
/// total (合计), remark (注：), signature (填报人), heading (the headings or a section title again), unused (text in ignored columns only).
/// </param>
public sealed record SkippedRow(int RowNumber, string Why);

public static class RowProblems
{
    public const string NameMissing = "row.name-missing";
    public const string NameTooLong = "row.name-too-long";
    public const string KindMissing = "row.kind-missing";
    public const string KindUnknown = "row.kind-unknown";
    public const string StageMissing = "row.stage-missing";
    public const string StageUnknown = "row.stage-unknown";
    public const string DateMissing = "row.date-missing";
    public const string DateInvalid = "row.date-invalid";
    public const string NumberInvalid = "row.number-invalid";
    public const string TextTooLong = "row.text-too-long";
    public const string ControlCharacters = "row.control-characters";
    public const string Duplicate = "row.duplicate";
}

public static class RowNotes
{
    public const string MonthPrecision = "row.month-precision";
    public const string SerialDay = "row.serial-day";
    public const string AsOfFromTitle = "row.as-of-from-title";
    public const string UnitConverted = "row.unit-converted";
    public const string UnitRemoved = "row.unit-removed";
    /// <summary>A suspension or termination needs its own command, with day and reason.</summary>
    public const string StatusNotTaken = "row.status-not-taken";
    public const string FormulaWithoutValue = "row.formula-without-value";

    /// <summary>A figure merged over several rows belongs to all of them together, so no single row gets it.</summary>
    public const string FigureShared = "row.figure-shared";
}
