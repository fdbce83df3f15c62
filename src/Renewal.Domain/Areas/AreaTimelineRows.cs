using System.Collections.Immutable;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Areas;

/// <summary>An area in a list: one row for each range of days on which nothing about it changes.</summary>
/// <param name="Stage">Null between the opening of the area and its opening position.</param>
/// <param name="StageSinceAtLatest">The stage comes from an opening position: it began on that day or earlier.</param>
/// <param name="StageBasicallyFinished">By the source of the opening position, the work of the stage was basically finished.</param>
/// <param name="Source">The source of the opening position.</param>
/// <param name="Reached">Required milestones that were passed, of <paramref name="Required"/>.</param>
/// <param name="Unconfirmed">Milestones recorded as they happened that no manager has confirmed.</param>
/// <param name="ClockLateFrom">First day on which a verified legal deadline that applies has passed.</param>
/// <param name="PlanLateFrom">First day on which a planned day has passed.</param>
/// <param name="DueSoonest">The earliest day due: the light turns yellow some days before it.</param>
public sealed record AreaRow(
    string Code, string Name, string Kind, string Regime, string CatalogueVersion, string Jurisdiction, EquatableArray<string> Labels,
    string Status, DateOnly? StatusSince, string? Stage, DateOnly? StageSince, bool StageSinceAtLatest,
    bool StageBasicallyFinished, string? ResponsibleUnit, string? Officer, string? Progress, DateOnly? ProgressAsOf,
    string? Source, int Reached, int Required, int OpenObstacles, int Unconfirmed,
    DateOnly? ClockLateFrom, DateOnly? PlanLateFrom, DateOnly? DueSoonest) : TimelineRow
{
    public override object Key => nameof(AreaRow);
}

/// <summary>A recorded milestone.</summary>
/// <param name="Entry">Root id of its event; unchanged by corrections.</param>
/// <param name="Standing"><see cref="Reached"/>, or <see cref="Earlier"/> once an ending such as an unsold listing reopened it.</param>
/// <param name="Ending">An ending other than success, which replaces another milestone.</param>
public sealed record MilestoneRow(
    string Milestone, Guid Entry, string Standing, DateOnly? ReachedOn, string Grade, string? DocumentNumber, Guid EventId,
    bool FromOpening, bool AsHappened, bool Ending, bool Required) : TimelineRow
{
    public const string Reached = "reached";
    public const string Earlier = "earlier";

    public override object Key => (Milestone, Entry);

    internal static MilestoneRow Of(Reached reached, string standing, KindCatalogue catalogue)
    {
        var recorded = reached.Recorded.Event as MilestoneRecorded;
        // By the law of its own day: a later law does not make another thing of it.
        var row = catalogue.On(reached.On ?? reached.Recorded.Event.TakesEffectOn).FindAny(reached.Milestone);
        return new MilestoneRow(
            reached.Milestone, reached.Recorded.RootEventId, standing, reached.On, reached.Grade.ToString().ToLowerInvariant(),
            recorded?.DocumentNumber, reached.Recorded.EventId, recorded is null,
            recorded?.AsHappened == true, row?.InsteadOf is not null, row?.Required == true);
    }
}

/// <summary>A day that is due: the end of a legal period, of an effect that lapses, or a planned day.</summary>
/// <param name="Rule">Which of all legal periods the milestone ever had it is, from 0.</param>
/// <param name="From">The milestone the period runs from.</param>
/// <param name="Verified">The source of the period was read; an unverified period warns but never makes an area late.</param>
/// <param name="Applies">Whether the milestone concerns the area; a conditional one applies once that was recorded or planned. A
/// planned day of a suspended area does not.</param>
/// <param name="Reached">The deadline is settled.</param>
/// <param name="Grade">planned or forecast, for a planned day.</param>
public sealed record DeadlineRow(
    string Milestone, string Type, int Rule, string? From, DateOnly? FromOn, DateOnly DueOn, bool Provisional, bool Verified, bool Applies,
    bool Reached, DateOnly? ReachedOn, string? Grade) : TimelineRow
{
    public const string Clock = "clock";
    public const string Lapse = "lapse";
    public const string Plan = "plan";

    /// <summary>Whether an area is late once the day has passed.</summary>
    public bool MakesLate => Applies && (Type == Plan || Type == Clock && Verified);

    public override object Key => (Milestone, Type, Rule);
}

/// <summary>An obstacle, open or resolved.</summary>
/// <param name="Obstacle">Unchanged by corrections.</param>
public sealed record ObstacleRow(
    Guid Obstacle, string Category, string Description, DateOnly RaisedOn, DateOnly? ResolvedOn, string? How, Guid EventId) : TimelineRow
{
    public override object Key => Obstacle;

    internal static ObstacleRow Of(Obstacle obstacle)
    {
        var resolved = obstacle.Resolved?.Event as ObstacleResolved;
        return new ObstacleRow(
            obstacle.Id, obstacle.Event.Category, obstacle.Event.Description, obstacle.Event.RaisedOn, resolved?.ResolvedOn, resolved?.How,
            obstacle.Raised.EventId);
    }
}

/// <summary>Two recorded facts that contradict each other; see <see cref="Contradictions"/>.</summary>
/// <param name="Against">What the milestone contradicts: another milestone, or a stage.</param>
/// <param name="On">The day of the milestone; of a stage that is ahead, its first day.</param>
/// <param name="Days">By how much a period was cut short: see <see cref="RunningClock.ShortBy"/>.</param>
/// <param name="Word">On whose word it was recorded: override, as-happened or opening.</param>
public sealed record ContradictionRow(string Code, string Milestone, string Against, DateOnly On, int? Days, string? Word) : TimelineRow
{
    /// <summary>A legal minimum was cut short.</summary>
    public const string PeriodShort = "period-short";

    /// <summary>The step it waits for took effect later.</summary>
    public const string OutOfOrder = "out-of-order";

    /// <summary>The step it waits for is not recorded.</summary>
    public const string StepMissing = "step-missing";

    /// <summary>The stage is reached and the milestone, required before it, is not.</summary>
    public const string StageAhead = "stage-ahead";

    /// <summary>All of the stage is done and the milestone belongs to a later one.</summary>
    public const string StageBehind = "stage-behind";

    public static readonly ImmutableArray<string> Codes = [PeriodShort, OutOfOrder, StepMissing, StageAhead, StageBehind];

    public override object Key => (Code, Milestone, Against, On);
}
