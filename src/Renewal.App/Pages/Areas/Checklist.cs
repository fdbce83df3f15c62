using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;

namespace Renewal.App.Pages.Areas;

public enum RowState
{
    /// <summary>On file.</summary>
    Done,

    /// <summary>Under a stage that the opening position says is over; nothing about it is on file.</summary>
    Behind,

    /// <summary>Can be recorded now.</summary>
    Next,

    /// <summary>Something stands in the way.</summary>
    Waiting,
}

/// <summary>One milestone of the rulebook as it stands for this area.</summary>
public sealed record ChecklistRow(MilestoneKind Row, RowState State, Reached? Reached, NextStep? Step)
{
    public GateOverride? Override => (Reached?.Recorded.Event as MilestoneRecorded)?.Override;

    /// <summary>Clocks that hold the milestone back today, whose counting the reader wants to see.</summary>
    public IEnumerable<RunningClock> BlockingClocks(DateOnly on) => Step?.Clocks.Where(clock => clock.EarliestOn > on) ?? [];
}

/// <summary>The milestones under one stage, or on the clearance track beside the first two.</summary>
public sealed record ChecklistPart(string Track, IReadOnlyList<ChecklistRow> Rows)
{
    public int Done => Rows.Count(row => row.Row.Required && row.State is RowState.Done or RowState.Behind);

    /// <summary>The opening position says all of it is over, and nothing of it is on file.</summary>
    public bool Over => Rows.All(row => row.State == RowState.Behind);

    public int Required => Rows.Count(row => row.Row.Required);
}

/// <summary>The rulebook of an area, row by row, against its file.</summary>
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

    // Done, and still with a step: an ending lets it be recorded anew. An ending that cannot happen here and now is not shown: the
    // catalogue page lists every row.
    private static ChecklistRow? Row(MilestoneKind row, AreaState state, Dictionary<string, NextStep> steps) =>
        state.Reached.TryGetValue(row.Code, out var reached)
            ? new ChecklistRow(row, RowState.Done, reached, steps.GetValueOrDefault(row.Code))
        : steps.TryGetValue(row.Code, out var step) ? new ChecklistRow(row, step.Possible ? RowState.Next : RowState.Waiting, null, step)
        : state.IsBehind(row.Code) ? new ChecklistRow(row, RowState.Behind, null, null)
        : null;
}
