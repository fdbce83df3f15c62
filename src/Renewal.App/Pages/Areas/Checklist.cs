using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;

namespace Renewal.App.Pages.Areas;

public enum RowState
{
    /// <summary>Recorded.</summary>
    Done,

    /// <summary>In a stage that ended before the opening position; not recorded.</summary>
    Behind,

    /// <summary>Can be recorded now.</summary>
    Next,

    /// <summary>Blocked.</summary>
    Waiting,
}

/// <summary>One milestone of the table with its state in this area.</summary>
public sealed record ChecklistRow(MilestoneKind Row, RowState State, Reached? Reached, NextStep? Step)
{
    public GateOverride? Override => (Reached?.Recorded.Event as MilestoneRecorded)?.Override;

    /// <summary>Legal periods that block the milestone on a day.</summary>
    public IEnumerable<RunningClock> BlockingClocks(DateOnly on) => Step?.Clocks.Where(clock => clock.EarliestOn > on) ?? [];
}

/// <summary>The milestones under one stage, or on the clearance track beside the first two.</summary>
public sealed record ChecklistPart(string Track, IReadOnlyList<ChecklistRow> Rows)
{
    public int Done => Rows.Count(row => row.Row.Required && row.State is RowState.Done or RowState.Behind);

    /// <summary>All of it ended before the opening position, and nothing of it is recorded.</summary>
    public bool Over => Rows.All(row => row.State == RowState.Behind);

    public int Required => Rows.Count(row => row.Row.Required);
}

/// <summary>The table of an area, row by row, with what is recorded.</summary>
public static class Checklist
{
    private static readonly string[] order = [Track.Preparation, Track.Clearance, Track.Listing, Track.Completion];

    public static IReadOnlyList<ChecklistPart> Of(Area area, AreaState state)
    {
        var steps = NextSteps.Of(area, state, area.Published.Calendar).Next.ToDictionary(step => step.Row.Code);
        return
        [
            .. order.Select(track => new ChecklistPart(track,
                [.. state.Rows.Where(row => row.Track == track).Select(row => Row(row, state, steps)).OfType<ChecklistRow>()]))
                .Where(part => part.Rows.Count > 0),
        ];
    }

    // Reached, but an ending allows recording it again. An ending that is not possible now is not shown: the catalogue page lists every
    // row.
    private static ChecklistRow? Row(MilestoneKind row, AreaState state, Dictionary<string, NextStep> steps) =>
        state.Reached.TryGetValue(row.Code, out var reached)
            ? new ChecklistRow(row, RowState.Done, reached, steps.GetValueOrDefault(row.Code))
        : steps.TryGetValue(row.Code, out var step) ? new ChecklistRow(row, step.Possible ? RowState.Next : RowState.Waiting, null, step)
        : state.IsBehind(row.Code) ? new ChecklistRow(row, RowState.Behind, null, null)
        : null;
}
