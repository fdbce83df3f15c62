namespace Renewal.Features.Exports;

/// <summary>A table for download: the content of a page, cell by cell, in the reader's language.</summary>
/// <param name="Name">Name of the sheet's tab.</param>
/// <param name="Title">What the table contains, with its day.</param>
/// <param name="Note">How it was counted and as known when.</param>
/// <param name="Rows">Text, whole numbers and days; null for a blank.</param>
public sealed record Sheet(
    string Name, string Title, string Note, IReadOnlyList<SheetColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <param name="Width">In characters of the default font; a Chinese character takes two.</param>
public sealed record SheetColumn(string Heading, int Width);
