namespace Renewal.Features.Imports.Headings;

/// <summary>How columns were interpreted, shown in the preview before anything is recorded.</summary>
/// <param name="HeaderRows">One row number, or two where groups stand over headings.</param>
/// <param name="AsOfAbove">The day above the table (截至2020年12月31日), if one was found there.</param>
public sealed record LedgerMapping(
    string Layout,
    string Sheet,
    IReadOnlyList<int> HeaderRows,
    IReadOnlyList<MappedColumn> Columns,
    IReadOnlyList<IgnoredColumn> Ignored,
    TitleDay? AsOfAbove);

/// <param name="Index">Counted from 0.</param>
/// <param name="Unit">The unit of area in the heading, folded (亩, 万m2); null when there is none.</param>
public sealed record MappedColumn(string Field, int Index, string Heading, string? Unit)
{
    /// <summary>As the spreadsheet letters it: A, B … AA.</summary>
    public string Column => HeadingText.Letters(Index);
}

/// <param name="Why">personal (about a person: never read), twice (another column fits the field better), unknown.</param>
public sealed record IgnoredColumn(string Column, string Heading, string Why);

/// <summary>The as-of day as a title or remark gives it.</summary>
public sealed record TitleDay(DateOnly Day, int RowNumber, string Text);
