using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Areas;

/// <summary>An area in a list: one row for each stretch of days on which nothing of it changes.</summary>
/// <param name="Stage">Null between the opening of the area and its opening position.</param>
/// <param name="Source">What the opening position was taken from.</param>
/// <param name="Reached">Required milestones that are behind the area, of <paramref name="Required"/>.</param>
/// <param name="ClockLateFrom">First day on which a verified legal deadline that applies has passed.</param>
/// <param name="PlanLateFrom">First day on which a planned day has passed.</param>
/// <param name="DueSoonest">The earliest day due: the light turns yellow some days before it.</param>
public sealed record AreaRow(
    string Code, string Name, string Kind, string Regime, string CatalogueVersion, string Jurisdiction, EquatableArray<string> Labels,
    string Status, DateOnly? StatusSince, string? Stage, DateOnly? StageSince, string? ResponsibleUnit, string? Officer, string? Progress,
    DateOnly? ProgressAsOf, string? Source, int Reached, int Required, int OpenObstacles, DateOnly? ClockLateFrom, DateOnly? PlanLateFrom,
    DateOnly? DueSoonest) : TimelineRow
{
    public override object Key => nameof(AreaRow);
}

/// <summary>A milestone that is on file.</summary>
/// <param name="Entry">Root id of the event it came from; keeps across corrections.</param>
/// <param name="Standing"><see cref="Reached"/>, or <see cref="Earlier"/> once an ending such as an unsold listing sent it back.</param>
/// <param name="Ending">It is an ending other than success, and stands instead of another milestone.</param>
public sealed record MilestoneRow(
    string Milestone, Guid Entry, string Standing, DateOnly? ReachedOn, string Grade, string? DocumentNumber, Guid EventId,
    bool FromOpening, bool Ending, bool Required) : TimelineRow
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
            recorded?.DocumentNumber, reached.Recorded.EventId, recorded is null, row?.InsteadOf is not null, row?.Required == true);
    }
}

/// <summary>A day that is due: the end of a legal period, of an effect that lapses, or a planned day.</summary>
/// <param name="Rule">Which of all legal periods the milestone ever had it is, from 0.</param>
/// <param name="From">The milestone the period runs from.</param>
/// <param name="Verified">The period's source was read; an unverified one warns and calls nobody late.</param>
/// <param name="Applies">Whether the milestone concerns the area; a conditional one does once somebody said so.</param>
/// <param name="Reached">Nothing is due any more.</param>
/// <param name="Grade">planned or forecast, for a planned day.</param>
public sealed record DeadlineRow(
    string Milestone, string Type, int Rule, string? From, DateOnly? FromOn, DateOnly DueOn, bool Provisional, bool Verified, bool Applies,
    bool Reached, DateOnly? ReachedOn, string? Grade) : TimelineRow
{
    public const string Clock = "clock";
    public const string Lapse = "lapse";
    public const string Plan = "plan";

    /// <summary>Whether passing the day is being late.</summary>
    public bool MakesLate => Type == Plan || Type == Clock && Verified && Applies;

    public override object Key => (Milestone, Type, Rule);
}

/// <summary>Something that holds an area up, or held it up.</summary>
/// <param name="Obstacle">Keeps across corrections.</param>
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
