using Renewal.App.Texts;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Features.Portfolio;

namespace Renewal.App.Pages.Ledger;

/// <summary>A column of the ledger. The page and the files sent out read the same list, so they cannot show different things.</summary>
/// <param name="Value">Text, whole number or day; null for a blank.</param>
/// <param name="Rank">What to sort by where the words themselves would sort wrongly.</param>
public sealed record LedgerColumn(string Key, int Width, Func<AreaSummary, object?> Value, Func<AreaSummary, int?>? Rank = null)
{
    public static readonly IReadOnlyList<LedgerColumn> All =
    [
        new("name", 22, area => area.Name),
        new("code", 17, area => area.Code),
        new("kind", 14, area => PageText.Kind(area.Kind), area => RenewalKind.All.IndexOf(RenewalKind.Find(area.Kind)!)),
        new("labels", 16, area => Words.Join(area.Labels)),
        new("stage", 16, StageOf, area => Stage.Find(area.Stage)?.Order),
        new("since", 13, area => area.StageSince),
        new("light", 32, LightOf, area => Lights.All.IndexOf(area.Light ?? "")),
        new("progress", 32, area => area.Progress?.Text),
        new("milestones", 12, area => PageText.It("ledger.reached", area.Reached, area.Required),
            area => area.Reached * 1000 / Math.Max(1, area.Required)),
        new("due", 13, area => area.NextDue?.DueOn),
        new("due-what", 20, area => area.NextDue is { } due ? Words.NameOf(due.Milestone) : null),
    ];

    public string Heading => PageText.It("ledger." + Key);

    public IReadOnlyList<AreaSummary> Order(IEnumerable<AreaSummary> areas, bool descending)
    {
        var listed = areas.ToList();
        // Blanks stand last in either direction: they are what is not known, not what is smallest.
        var blank = listed.Where(area => SortValue(area) is null or "").ToList();
        var rest = listed.Except(blank);
        var sorted = descending ? rest.OrderByDescending(SortValue, Comparer) : rest.OrderBy(SortValue, Comparer);
        return [.. sorted.ThenBy(area => area.Code, StringComparer.Ordinal), .. blank];
    }

    private static readonly Comparer<object?> Comparer = Comparer<object?>.Create((a, b) => (a, b) switch
    {
        // By pinyin, as people look names up, in either language.
        (string x, string y) => Words.Chinese.CompareInfo.Compare(x, y),
        _ => System.Collections.Comparer.DefaultInvariant.Compare(a, b),
    });

    private object? SortValue(AreaSummary area) => Rank is null ? Value(area) : Rank(area);

    private static string StageOf(AreaSummary area)
    {
        var stage = area.Stage is { } code ? Words.NameOf(code) : PageText.It("ledger.no-stage");
        return area.Status == "active" ? stage : PageText.It("ledger.stage-and-status", stage, Words.NameOf(area.Status));
    }

    private static string LightOf(AreaSummary area)
    {
        var done = LightWords.IsDone(area.LightReasons);
        var name = LightWords.Name(area.Light, done);
        return area.LightReasons.Count == 0 || done ? name
            : PageText.It("ledger.light-and-reasons", name, LightWords.Of(area.LightReasons));
    }
}
