using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Renewal.Domain.Imports;
using Renewal.Features.Imports.Files;
using Renewal.Features.Imports.Headings;
using Renewal.Features.Imports.Values;

namespace Renewal.Features.Imports.AreaLedgers;

/// <summary>The ledger of areas (片区台账): a line for each area, with its kind, its stage and the day up to which that is true.</summary>
public static partial class AreaLedgerLayout
{
    public const string LayoutName = "area-ledger";

    /// <summary>
    /// The first shown sheet that is such a ledger. Problem: <c>import.layout-unknown</c> with the headings found and the required ones
    /// missing, or <c>import.unreadable</c> with reason no-header when nothing looks like headings at all.
    /// </summary>
    public static (AreaLedger? Ledger, FileProblem? Problem) Read(IReadOnlyList<SheetTable> sheets, CancellationToken ct)
    {
        var shown = sheets.Where(sheet => !sheet.Hidden).ToList();
        var headers = (shown.Count > 0 ? shown : [.. sheets.Take(1)])
            .Select(sheet => HeaderFinder.Best(sheet, AreaLedgerFields.All))
            .OfType<Header>()
            .ToList();
        var header = headers.Find(candidate => candidate.Taken.Count >= HeaderFinder.FewestMatches && Missing(candidate).Count == 0);
        return header is null ? (null, WhyNone(headers)) : (Read(header, ct), null);
    }

    private static AreaLedger Read(Header header, CancellationToken ct)
    {
        var mapping = new LedgerMapping(
            LayoutName, header.Sheet.Name, header.RowNumbers, header.Taken, [.. header.Ignored(AreaLedgerFields.All)], DayAbove(header));
        var rows = new List<AreaLedgerRow>();
        var skipped = new List<SkippedRow>();
        foreach (var row in header.Sheet.Rows.Skip(header.Last + 1))
        {
            ct.ThrowIfCancellationRequested();
            if (SkippedLines.Why(row, mapping) is { } why) skipped.Add(new SkippedRow(row.Number, why));
            else rows.Add(ReadRow(row, mapping));
        }

        return new AreaLedger(mapping, DuplicateRows.Marked(rows), skipped);
    }

    private static AreaLedgerRow ReadRow(SheetRow row, LedgerMapping mapping)
    {
        var cells = new CellReader(row, mapping);
        return new AreaLedgerRow(
            row.Number,
            cells.Name(),
            cells.Code(),
            cells.FromCatalogue(AreaLedgerFields.Kind, KindSynonyms.CodeOf, RowProblems.KindMissing, RowProblems.KindUnknown),
            cells.Labels(),
            cells.Stage(),
            cells.Prose(AreaLedgerFields.Progress),
            cells.AsOf(),
            cells.Short(AreaLedgerFields.Source),
            cells.Short(AreaLedgerFields.ResponsibleUnit),
            cells.Households(),
            cells.SquareMetres(AreaLedgerFields.SiteArea),
            cells.SquareMetres(AreaLedgerFields.BuildingArea),
            cells.Problems,
            cells.Notes)
        {
            BasicallyFinished = cells.BasicallyFinished,
            Values = ImportColumn.All.Select(column => (column.Token, Text: cells.Short(column.Token))).Where(cell => cell.Text is not null)
                .ToImmutableDictionary(cell => cell.Token, cell => cell.Text!),
        };
    }

    private static List<LedgerField> Missing(Header header) =>
        [.. header.MissingFrom(AreaLedgerFields.All).Where(field => field.Token != AreaLedgerFields.AsOf || DayAbove(header) is null)];

    private static FileProblem WhyNone(List<Header> headers)
    {
        var nearest = headers.MaxBy(header => header.Taken.Count);
        var headings = nearest is { Taken.Count: > 0 } ? nearest.Headings.Select(heading => heading.Shown) : MostVaried(headers);
        var found = headings.Where(text => text.Length > 0).Distinct().Take(40).ToList();
        return found.Count < HeaderFinder.FewestMatches
            ? FileProblem.Unreadable("no-header")
            : FileProblem.HeadingsUnknown(found, (nearest is null ? [] : Missing(nearest)).Select(field => field.Aliases[0]));
    }

    // Nothing matched: assume that the first row with the most distinct texts contains the headings.
    private static List<string> MostVaried(List<Header> headers) => headers
        .SelectMany(header => header.Sheet.Rows.Take(30))
        .Select(row => row.Cells.Select(cell => LedgerText.Excerpt(cell.Text)).Distinct().ToList())
        .MaxBy(texts => texts.Count) ?? [];

    // A day in the title applies to every row, so it must be marked as one (截至…) and be the only one.
    private static TitleDay? DayAbove(Header header)
    {
        var days = from row in header.Sheet.Rows.Take(header.Last + 1)
                   from cell in row.Cells
                   from Match match in AsOfPhrase().Matches(LedgerText.Folded(LedgerText.Truncate(cell.Text)))
                   let day = LedgerDay.Parse(match.Groups[1].Value)
                   where day is { Precision: not DayPrecision.Serial }
                   select new TitleDay(day.Day, row.Number, match.Value);
        return days.DistinctBy(found => found.Day).ToList() is [var only] ? only : null;
    }

    [GeneratedRegex("(?:截至|截止|统计|数据)(?:到|至)?(?:日期|时间|日)?:?([0-9〇○零一二三四五六七八九十]{4}[-/.年][-/.年月日号底末0-9〇一二三四五六七八九十]*)")]
    private static partial Regex AsOfPhrase();
}
