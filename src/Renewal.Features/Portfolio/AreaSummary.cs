using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Time;

namespace Renewal.Features.Portfolio;

/// <summary>One line of the ledger: an area in a list, as of a day.</summary>
/// <param name="Stage">Null between the opening of the area and its opening position.</param>
/// <param name="StageSinceAtLatest">The stage comes from an opening position: it began on <see cref="StageSince"/> or earlier.</param>
/// <param name="StageBasicallyFinished">By the source of the opening position, the work of the stage was basically finished.</param>
/// <param name="Reached">Recorded milestones, of those its table requires.</param>
/// <param name="NextDue">The nearest planned or legal deadline, ahead or missed.</param>
public sealed record AreaSummary(
    Guid Id, string Code, string Name, string Kind, string Jurisdiction, IReadOnlyList<string> Labels, string Status, string? Stage,
    DateOnly? StageSince, bool StageSinceAtLatest, bool StageBasicallyFinished, string? Light, IReadOnlyList<LightReason> LightReasons,
    ProgressView? Progress, int Reached, int Required, int OpenObstacles, Deadline? NextDue, string? ResponsibleUnit,
    string? Officer, string? Source, long Version)
{
    /// <param name="version">Of the area's stream, as known then.</param>
    /// <param name="deadlines">The area's deadlines that day.</param>
    /// <param name="obstacles">The area's obstacles that day.</param>
    internal static AreaSummary Of(
        Guid id, AreaRow area, long version, IEnumerable<DeadlineRow> deadlines, IEnumerable<ObstacleRow> obstacles, Moment moment)
    {
        var on = moment.On;
        var open = deadlines.Where(deadline => !deadline.Reached).ToList();
        var next = Deadline.Next(open.Where(deadline => Deadline.Shows(deadline, on)), on);
        return new AreaSummary(
            id, area.Code, area.Name, area.Kind, area.Jurisdiction, area.Labels, area.Status, area.Stage, area.StageSince,
            area.StageSinceAtLatest, area.StageBasicallyFinished,
            Lights.Of(area, on), Lights.Reasons(area, open, obstacles, on),
            area.Progress is { } text ? new ProgressView(text, area.ProgressAsOf!.Value) : null, area.Reached, area.Required,
            area.OpenObstacles, next is null ? null : Deadline.Of(area, next, moment), area.ResponsibleUnit, area.Officer, area.Source,
            version);
    }
}

/// <summary>Filters of a list. Empty members do not filter.</summary>
/// <param name="Stage">A stage, or <see cref="StageUnknown"/>.</param>
/// <param name="Q">Words in code, name, label, progress text or responsible unit.</param>
/// <param name="Mark">
/// obstacle (one is open), no-milestone (none is recorded), basically-finished (the work of the stage is) or contradiction (the record
/// has one).
/// </param>
public sealed record AreaFilter(
    string? Stage = null, string? Kind = null, string? Label = null, string? Jurisdiction = null, string? Light = null, string? Q = null,
    string? Status = null, string? Mark = null)
{
    /// <summary>Areas without a known stage: before the day of their opening position.</summary>
    public const string StageUnknown = "unknown";

    public const string WithObstacle = "obstacle";
    public const string WithoutMilestone = "no-milestone";
    public const string BasicallyFinished = "basically-finished";
    public const string WithContradiction = "contradiction";
}

/// <summary>What a list is sorted by. Blanks come last in either direction, because they are unknown, not small.</summary>
/// <param name="Names">For <see cref="AreaSort.NextMilestone"/>: codes in the order of their names in the reader's language.</param>
public sealed record AreaOrder(AreaSort By, bool Descending = false, IReadOnlyList<string>? Names = null)
{
    /// <summary>The default order: kinds, then codes.</summary>
    public static readonly AreaOrder Default = new(AreaSort.KindAndCode);
}

public enum AreaSort
{
    KindAndCode,
    Name,
    Code,
    Labels,
    Stage,
    Since,
    Light,
    Progress,
    Milestones,
    NextDue,
    NextMilestone,

    /// <summary>Late by law first, then late by plan, then at risk; the longest time first.</summary>
    WorstFirst,
}
