using Renewal.Features.Imports.Files;

namespace Renewal.Features.Imports.Headings;

/// <summary>One row, or two stacked rows, read as if they were the headings of the table.</summary>
/// <param name="First">Index of the upper row among the sheet's rows.</param>
/// <param name="Depth">1, or 2 where groups (片区信息) stand over headings (片区名称).</param>
internal sealed record Header(SheetTable Sheet, int First, int Depth, IReadOnlyList<Heading> Headings, IReadOnlyList<MappedColumn> Taken)
{
    public int Last => First + Depth - 1;

    public IReadOnlyList<int> RowNumbers => [.. Enumerable.Range(First, Depth).Select(index => Sheet.Rows[index].Number)];

    public IEnumerable<LedgerField> MissingFrom(IEnumerable<LedgerField> fields) =>
        fields.Where(field => field.Required && Taken.All(taken => taken.Field != field.Token));

    public IEnumerable<IgnoredColumn> Ignored(IReadOnlyList<LedgerField> fields) =>
        from heading in Headings
        where heading.Leaf.Length > 0 && Taken.All(taken => taken.Index != heading.Column)
        let why = heading.IsPersonal ? "personal" : fields.Any(field => heading.Fit(field) is not null) ? "twice" : "unknown"
        select new IgnoredColumn(HeadingText.Letters(heading.Column), heading.Shown, why);
}

/// <summary>The heading of one column: what it says, and the group above it.</summary>
internal sealed record Heading(int Column, string Group, string Leaf, string Shown)
{
    public bool IsPersonal => HeadingText.IsPersonal(Group) || HeadingText.IsPersonal(Leaf);

    /// <summary>Group and heading together first: 责任单位 over 名称 is no name of an area.</summary>
    public (int Rank, string? Unit)? Fit(LedgerField field)
    {
        if (Leaf.Length == 0 || IsPersonal) return null;
        return Group.Length > 0 && HeadingText.Fit(Group + Leaf, field) is { } together ? together : HeadingText.Fit(Leaf, field);
    }
}
