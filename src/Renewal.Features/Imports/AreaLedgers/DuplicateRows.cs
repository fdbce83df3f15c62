using Renewal.Features.Imports.Values;

namespace Renewal.Features.Imports.AreaLedgers;

/// <summary>
/// Marks areas that appear in the file twice. The later row is always refused; the earlier one too when they disagree, because only the
/// sender knows which is right.
/// </summary>
internal static class DuplicateRows
{
    public static IReadOnlyList<AreaLedgerRow> Marked(IReadOnlyList<AreaLedgerRow> rows)
    {
        var problems = new List<(AreaLedgerRow Row, RowProblem Problem)>();
        Collect(rows, AreaLedgerFields.Code, row => row.Code, problems);
        Collect(rows, AreaLedgerFields.Name, row => row.Name, problems);

        var byRow = problems.ToLookup(found => found.Row.RowNumber, found => found.Problem);
        return [.. rows.Select(row => row with { Problems = [.. row.Problems, .. byRow[row.RowNumber].Take(1)] })];
    }

    private static void Collect(
        IReadOnlyList<AreaLedgerRow> rows, string field, Func<AreaLedgerRow, string?> key, List<(AreaLedgerRow, RowProblem)> problems)
    {
        var firsts = new Dictionary<string, AreaLedgerRow>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (LedgerText.Folded(key(row) ?? "") is not { Length: > 0 } text || firsts.TryAdd(text, row)) continue;
            var first = firsts[text];
            problems.Add((row, Twice(row, first)));
            if (!Content(row).Equals(Content(first))) problems.Add((first, Twice(first, row)));
        }

        RowProblem Twice(AreaLedgerRow row, AreaLedgerRow other) =>
            new(RowProblems.Duplicate, field, LedgerText.Excerpt(key(row)!), other.RowNumber);
    }

    private static object Content(AreaLedgerRow row) =>
        (LedgerText.Folded(row.Name), LedgerText.Folded(row.Code ?? ""), row.Kind, string.Join('、', row.Labels), row.Stage, row.Progress,
            (row.AsOf, row.Source, row.ResponsibleUnit, row.Households, row.SiteAreaM2, row.BuildingAreaM2));
}
