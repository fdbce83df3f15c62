using Renewal.Features.Imports.Files;
using Renewal.Features.Imports.Values;

namespace Renewal.Features.Imports.Headings;

/// <summary>Finds the headings under title, unit and remark rows: the row, or pair of rows, that fits the most fields.</summary>
internal static class HeaderFinder
{
    /// <summary>A title merged over all columns, or a remark, can match one alias by chance; three different ones are headings.</summary>
    public const int FewestMatches = 3;

    private const int RowsSearched = 30;

    /// <summary>The best header of the sheet, however few fields it fits; null for a sheet without rows.</summary>
    public static Header? Best(SheetTable sheet, IReadOnlyList<LedgerField> fields)
    {
        Header? best = null;
        for (var row = 0; row < Math.Min(RowsSearched, sheet.Rows.Count); row++)
        {
            foreach (var candidate in Candidates(sheet, row, fields))
            {
                if (best is null || candidate.Taken.Count > best.Taken.Count) best = candidate;
            }
        }

        return best;
    }

    // A pair goes before its upper row alone when groups really stand over headings, and otherwise only by fitting more fields.
    private static IEnumerable<Header> Candidates(SheetTable sheet, int row, IReadOnlyList<LedgerField> fields)
    {
        var single = Read(sheet, row, 1, fields);
        if (row + 1 == sheet.Rows.Count) return [single];
        var pair = Read(sheet, row, 2, fields);
        if (GroupsStandOver(pair)) return [pair, single];
        var below = Read(sheet, row + 1, 1, fields);
        return pair.Taken.Count > Math.Max(single.Taken.Count, below.Taken.Count) ? [single, pair] : [single];
    }

    // The file says so itself: a heading merged down over both rows, or a group merged over some of the columns.
    private static bool GroupsStandOver(Header pair)
    {
        var upper = pair.Sheet.Rows[pair.First];
        var mergedDown = pair.Taken.Any(taken => upper.At(taken.Index).Marks.HasFlag(CellMarks.MergedDown));
        var groups = from heading in pair.Headings
                     where heading.Group.Length > 0 && upper.At(heading.Column).Marks.HasFlag(CellMarks.MergedAcross)
                     select heading.Group;
        return mergedDown || groups.Distinct().Count() > 1;
    }

    private static Header Read(SheetTable sheet, int row, int depth, IReadOnlyList<LedgerField> fields)
    {
        var headings = Enumerable.Range(0, sheet.ColumnCount).Select(column => HeadingAt(sheet, row, depth, column)).ToList();
        return new Header(sheet, row, depth, headings, Take(headings, fields));
    }

    private static Heading HeadingAt(SheetTable sheet, int row, int depth, int column)
    {
        var (upper, lower) = (sheet.Rows[row].At(column).Text, sheet.Rows[row + depth - 1].At(column).Text);
        var (group, leaf) = (HeadingText.Folded(upper), HeadingText.Folded(lower));
        if (leaf.Length == 0) return new Heading(column, "", group, LedgerText.Excerpt(upper));

        // A title or a remark above is no group: it would only blur the heading below it.
        var grouped = group != leaf && group.Length <= 12 && !group.Any(c => c == ':' || char.IsAsciiDigit(c));
        return new Heading(column, grouped ? group : "", leaf, LedgerText.Excerpt(lower));
    }

    private static List<MappedColumn> Take(List<Heading> headings, IReadOnlyList<LedgerField> fields) =>
    [
        .. from field in fields
           let best = (from heading in headings
                       let fit = heading.Fit(field)
                       where fit is not null
                       orderby fit.Value.Rank, heading.Column
                       select (Heading: heading, fit.Value.Unit)).FirstOrDefault()
           where best.Heading is not null
           select new MappedColumn(field.Token, best.Heading.Column, best.Heading.Shown, best.Unit),
    ];
}
