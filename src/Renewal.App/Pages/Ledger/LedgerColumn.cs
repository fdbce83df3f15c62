using Renewal.App.Texts;
using Renewal.Features.Portfolio;

namespace Renewal.App.Pages.Ledger;

/// <summary>A column of the ledger. Page and downloads use the same list of columns.</summary>
/// <param name="Value">Text, whole number or day; null for a blank.</param>
public sealed record LedgerColumn(string Key, int Width, AreaSort Sort, Func<AreaSummary, object?> Value)
{
    public static readonly IReadOnlyList<LedgerColumn> All =
    [
        new("name", 22, AreaSort.Name, area => area.Name),
        new("code", 17, AreaSort.Code, area => area.Code),
        new("kind", 14, AreaSort.KindAndCode, area => PageText.Kind(area.Kind)),
        new("labels", 16, AreaSort.Labels, area => UiText.Join(area.Labels)),
        new("stage", 16, AreaSort.Stage, StageOf),
        new("since", 21, AreaSort.Since, SinceOf),
        new("light", 32, AreaSort.Light, LightOf),
        new("progress", 32, AreaSort.Progress, area => area.Progress?.Text),
        new("milestones", 12, AreaSort.Milestones, area => PageText.It("ledger.reached", area.Reached, area.Required)),
        new("due", 13, AreaSort.NextDue, area => area.NextDue?.DueOn),
        new("due-what", 20, AreaSort.NextMilestone, area => area.NextDue is { } due ? UiText.NameOf(due.Milestone) : null),
    ];

    public string Heading => PageText.It("ledger." + Key);

    private static string StageOf(AreaSummary area)
    {
        var stage = area.Stage is { } code ? UiText.NameOf(code) : PageText.It("ledger.no-stage");
        if (area.StageBasicallyFinished) stage = PageText.It("ledger.stage-and-status", stage, UiText.Field("basicallyFinished"));
        return area.Status == "active" ? stage : PageText.It("ledger.stage-and-status", stage, UiText.NameOf(area.Status));
    }

    // An opening position says which stage it was on a day, not when the stage began.
    private static object? SinceOf(AreaSummary area) => area is { StageSinceAtLatest: true, StageSince: { } day }
        ? PageText.It("ledger.at-latest", UiText.Day(day)) : area.StageSince;

    private static string LightOf(AreaSummary area)
    {
        var done = LightText.IsDone(area.LightReasons);
        var name = LightText.Name(area.Light, done);
        return area.LightReasons.Count == 0 || done ? name
            : PageText.It("ledger.light-and-reasons", name, LightText.Of(area.LightReasons));
    }
}
