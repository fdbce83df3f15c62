using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Areas;

/// <summary>What of the catalogue concerns an area on one day.</summary>
public sealed partial record AreaState
{
    /// <summary>
    /// Whether a milestone counts as behind us: reached, or under a stage that the opening position says is over. The clearance
    /// track counts as over once the opening stands in completion.
    /// </summary>
    public bool IsBehind(string milestone)
    {
        if (Reached.ContainsKey(milestone)) return true;
        return OpenedAt is { } opened && Table.FindAny(milestone) is { InsteadOf: null } row && IsOver(row.Track, opened);
    }

    /// <summary>Whether anything can be late: not once the area is completed or its project has ended.</summary>
    public bool HasDeadlines => Status != AreaStatus.Terminated && Stage != Stage.Completed;

    /// <summary>
    /// The rows that concern the area on the day: the law of the day, but of stages that are over only what was law when they ended.
    /// </summary>
    public IEnumerable<MilestoneKind> Rows => TableWhenStageBegan is null ? Table.Rows : Table.Rows.Where(Concerns);

    /// <summary>Those of them that every area goes through.</summary>
    public IEnumerable<MilestoneKind> RequiredRows => TableWhenStageBegan is { } then
        ? Table.RequiredRows.Where(row => !IsOver(row.Track, Stage!) || then.Find(row.Code) is { Required: true }) : Table.RequiredRows;

    /// <summary>
    /// The row a milestone is judged by: that of the day it was reached, or of this day while it is not. Null where the area has nothing to
    /// do with it.
    /// </summary>
    public MilestoneKind? RowOf(string milestone) => Reached.TryGetValue(milestone, out var reached)
        ? Catalogue.On(reached.On ?? On).FindAny(milestone)
        : Table.Find(milestone) is { } row && Concerns(row) ? row : null;

    private bool Concerns(MilestoneKind row) =>
        TableWhenStageBegan is not { } then || !IsOver(row.Track, Stage!) || then.Find(row.Code) is not null;

    // Null where the law has not changed since, or no stage is over.
    private CatalogueTable? TableWhenStageBegan =>
        Stage is { Order: > 0 } && StageSince is { } since && Catalogue.On(since) is var then && then != Table ? then : null;

    // Clearance runs beside the first two stages.
    private static bool IsOver(string track, Stage stage) => stage.Order > (Stage.Find(track)?.Order ?? Stage.Listing.Order);
}
