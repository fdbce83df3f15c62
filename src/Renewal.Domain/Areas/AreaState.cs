using System.Collections.Immutable;
using Renewal.Domain.Catalogue;
using Recorded = Renewal.Domain.Recording.RecordedEvent<Renewal.Domain.Areas.AreaEvent>;

namespace Renewal.Domain.Areas;

/// <summary>What an area is on one day: a pure reading of its file.</summary>
public sealed partial record AreaState
{
    private AreaState(KindCatalogue catalogue, DateOnly on) => (Catalogue, On, Table) = (catalogue, on, catalogue.On(on));

    public KindCatalogue Catalogue { get; }

    public DateOnly On { get; private init; }

    /// <summary>What is law on the day.</summary>
    public CatalogueTable Table { get; private init; }

    /// <summary>False before the day the area was opened.</summary>
    public bool OnFile { get; private init; }

    /// <summary>Null between the opening of the area and the day of its opening position, because it is unknown.</summary>
    public Stage? Stage { get; private init; }

    public DateOnly? StageSince { get; private init; }

    /// <summary>The stage comes from an opening position, so it began on <see cref="StageSince"/> or earlier.</summary>
    public bool StageSinceAtLatest { get; private init; }

    /// <summary>By the source of the opening position, the work of <see cref="Stage"/> was basically finished.</summary>
    public bool StageBasicallyFinished { get; private init; }

    /// <summary>The stage an opening position started from; null without one.</summary>
    public Stage? OpenedAt { get; private init; }

    public AreaStatus Status { get; private init; }

    public DateOnly? StatusSince { get; private init; }

    public ImmutableDictionary<string, Reached> Reached { get; private init; } = ImmutableDictionary<string, Reached>.Empty;

    /// <summary>Milestones that counted before an ending such as an unsold listing reopened them, oldest first.</summary>
    public ImmutableArray<Reached> EarlierRounds { get; private init; } = [];

    /// <summary>Milestones that may be recorded again after an ending, until done or passed. Earlier events still count.</summary>
    public ImmutableArray<string> Renewable { get; private init; } = [];

    public ImmutableDictionary<string, Planned> Plan { get; private init; } = ImmutableDictionary<string, Planned>.Empty;

    public ImmutableArray<Obstacle> Obstacles { get; private init; } = [];

    public ImmutableArray<string> Labels { get; private init; } = [];

    /// <summary>The latest progress note with its day.</summary>
    public (string Text, DateOnly AsOf)? Progress { get; private init; }

    public string? ResponsibleUnit { get; private init; }

    public string? Officer { get; private init; }

    public IEnumerable<Obstacle> OpenObstacles => Obstacles.Where(obstacle => obstacle.Resolved is null);

    internal static AreaState Of(Area area, DateOnly on, long sortVersion = long.MaxValue) =>
        (Walk(area, on, sortVersion).LastOrDefault().After ?? Before(area, on)).MoveTo(on);

    internal static AreaState Before(Area area, DateOnly on) => new(area.Catalogue, on);

    /// <summary>The same on a later day on which nothing was recorded: only the law may be another.</summary>
    internal AreaState MoveTo(DateOnly day) => day == On ? this : this with { On = day, Table = Catalogue.On(day) };

    /// <summary>
    /// Each counting entry up to a day, and to a position among those of the day, with the state before and after it, by the law of the
    /// entry's own day.
    /// </summary>
    internal static IEnumerable<(Recorded Recorded, AreaState Before, AreaState After)> Walk(
        Area area, DateOnly on, long sortVersion = long.MaxValue)
    {
        var state = Before(area, on);
        var opening = area.Opening;
        foreach (var fact in area.Record.Until(on, sortVersion))
        {
            var before = state.MoveTo(fact.Event.TakesEffectOn);
            state = before.Then(fact, opening);
            yield return (fact, before, state);
        }
    }

    /// <summary>Whether the milestone is recorded and cannot be recorded anew.</summary>
    public bool IsTaken(string milestone) => Reached.ContainsKey(milestone) && !Renewable.Contains(milestone);

    public DateOnly? DayOf(string milestone) => Reached.GetValueOrDefault(milestone)?.On;

    /// <param name="opening">The opening position of the area, of whatever day: before it nothing is known.</param>
    internal AreaState Then(Recorded fact, OpeningPositionTaken? opening) => fact.Event switch
    {
        AreaRegistered e => this with
        {
            OnFile = true,
            Stage = opening is null ? Stage.Preparation : null,
            StageSince = opening is null ? e.OpenedOn : null,
            Labels = e.Labels,
            ResponsibleUnit = e.ResponsibleUnit,
            Officer = e.Officer,
        },
        OpeningPositionTaken e => WithOpening(e, fact),
        MilestoneRecorded e => WithMilestone(e, fact, Confirmations.GetValueOrDefault(fact.EventId)),
        StageChanged e => this with
        {
            Stage = Stage.Find(e.Stage),
            StageSince = e.EffectiveOn,
            StageSinceAtLatest = false,
            StageBasicallyFinished = false,
        },
        PlanSet e => this with { Plan = e.Milestones.Aggregate(Plan, (plan, item) => WithPlanned(plan, item, fact)) },
        ObstacleRaised => this with { Obstacles = Obstacles.Add(new Obstacle(fact.RootEventId, fact, null)) },
        ObstacleResolved e => this with
        {
            Obstacles = [.. Obstacles.Select(o => o.Id == e.Obstacle ? o with { Resolved = fact } : o)],
        },
        AreaSuspended e => this with { Status = AreaStatus.Suspended, StatusSince = e.EffectiveOn },
        AreaResumed e => this with { Status = AreaStatus.Active, StatusSince = e.EffectiveOn },
        AreaTerminated e => this with { Status = AreaStatus.Terminated, StatusSince = e.EffectiveOn },
        AreaLabelled e => this with { Labels = e.Labels },
        DutyAssigned e => this with { ResponsibleUnit = e.ResponsibleUnit, Officer = e.Officer },
        ProgressNoted e => this with { Progress = (e.Text, e.AsOf) },
        MilestoneConfirmed e => WithConfirmation(e, fact),
        // The version counts for every day: the area's catalogue is already that one.
        CatalogueAdopted => this,
        _ => throw new System.Diagnostics.UnreachableException($"{fact.Event.GetType().Name} has no line in AreaState."),
    };

    private AreaState WithOpening(OpeningPositionTaken e, Recorded fact)
    {
        var given = e.Milestones.Select(m => new Reached(m.Milestone, m.EffectiveOn, EvidenceGrade.Claimed, fact, null)).ToImmutableArray();
        // A round the source says has failed is over; only what it dates after the failure belongs to the next one.
        var failed = given.Where(r => Table.FindAny(r.Milestone) is { Reopens.IsEmpty: false }).ToImmutableArray();
        var over = given.Where(r => failed.Any(f => f == r || Table.FindAny(f.Milestone)!.Reopens.Contains(r.Milestone) && !(r.On > f.On)))
            .OrderBy(r => Table.PlaceOf(r.Milestone)).ToImmutableArray();
        return this with
        {
            OnFile = true,
            Stage = Stage.Find(e.Stage),
            OpenedAt = Stage.Find(e.Stage),
            StageSince = e.AsOf,
            StageSinceAtLatest = true,
            StageBasicallyFinished = e.BasicallyFinished,
            Progress = e.Note is null ? null : (e.Note, e.AsOf),
            Reached = Reached.SetItems(given.Except(over).Select(r => KeyValuePair.Create(r.Milestone, r))),
            EarlierRounds = [.. EarlierRounds, .. over],
            // Dated after the failure it belongs to the new round, and nothing is missing.
            Renewable =
            [
                .. failed.Where(f => !given.Any(r => r.Milestone == Table.FindAny(f.Milestone)!.InsteadOf))
                    .SelectMany(f => Table.FindAny(f.Milestone)!.Renews
                        .Where(code => !given.Any(r => r.Milestone == code && r.On > f.On))),
            ],
        };
    }

    private static ImmutableDictionary<string, Planned> WithPlanned(
        ImmutableDictionary<string, Planned> plan, PlannedMilestone item, Recorded fact) =>
        item.PlannedOn is not { } day
            ? plan.Remove(item.Milestone)
            : plan.SetItem(item.Milestone, new Planned(
                item.Milestone, day, item.Grade == "forecast" ? EvidenceGrade.Forecast : EvidenceGrade.Planned, fact));
}
