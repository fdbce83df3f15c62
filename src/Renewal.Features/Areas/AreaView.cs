using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;
using Renewal.Features.Time;

namespace Renewal.Features.Areas;

/// <summary>An area for readers, as of a day and as known at an instant. The shape is published: see docs/reference.</summary>
public sealed record AreaView
{
    public required Guid Id { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public required string Regime { get; init; }
    public required string CatalogueVersion { get; init; }
    public required string Jurisdiction { get; init; }
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>active, suspended or terminated.</summary>
    public required string Status { get; init; }
    public DateOnly? StatusSince { get; init; }

    /// <summary>Null between the opening of the area and its opening position.</summary>
    public string? Stage { get; init; }
    public DateOnly? StageSince { get; init; }

    /// <summary>The stage comes from an opening position: it began on <see cref="StageSince"/> or earlier.</summary>
    public required bool StageSinceAtLatest { get; init; }

    /// <summary>By the source of the opening position, the work of the stage was basically finished.</summary>
    public required bool StageBasicallyFinished { get; init; }
    public required DateOnly OpenedOn { get; init; }
    public string? ResponsibleUnit { get; init; }
    public string? Officer { get; init; }
    public decimal? SiteAreaM2 { get; init; }
    public decimal? BuildingAreaM2 { get; init; }
    public required bool ClearedBeforeListing { get; init; }
    public ProgressView? Progress { get; init; }
    public OpeningView? Opening { get; init; }
    public required IReadOnlyList<MilestoneView> Milestones { get; init; }

    /// <summary>What counted before an ending such as an unsold listing sent the area back.</summary>
    public required IReadOnlyList<MilestoneView> EarlierRounds { get; init; }
    public required IReadOnlyList<NextView> Next { get; init; }
    public required IReadOnlyList<ClockView> Clocks { get; init; }
    public required IReadOnlyList<PlanView> Plan { get; init; }
    public required IReadOnlyList<ObstacleView> Obstacles { get; init; }

    /// <summary>What does not fit together in the record of the area.</summary>
    public required IReadOnlyList<ContradictionView> Contradictions { get; init; }

    /// <summary>Funds and the household register are not part of this release; the members are fixed by the published interface.</summary>
    public IReadOnlyList<object> Funds { get; } = [];
    public HouseholdsView Households { get; init; } = new(null);

    /// <summary>red, yellow or green; null once terminated.</summary>
    public string? Light { get; init; }
    public required IReadOnlyList<LightReason> LightReasons { get; init; }
    public required long Version { get; init; }
    public required DateOnly On { get; init; }
    public DateTimeOffset? KnownAt { get; init; }

    /// <summary>Null when the area was not recorded on that day.</summary>
    public static AreaView? Of(KnownArea file, Moment moment)
    {
        var on = moment.On;
        var (area, state) = (file.Area, file.Area.On(on));
        if (!state.OnFile || area.Registration is not { } registered) return null;
        var nextSteps = NextSteps.Of(area, state, area.Published.Calendar);
        var (light, reasons) = Lights.Of(state, nextSteps);
        return new AreaView
        {
            Id = file.Id,
            Code = registered.Code,
            Name = registered.Name,
            Kind = registered.Kind,
            Regime = state.Table.Regime.Code,
            CatalogueVersion = state.Catalogue.Version,
            Jurisdiction = registered.Jurisdiction,
            Labels = state.Labels,
            Status = state.Status.ToString().ToLowerInvariant(),
            StatusSince = state.StatusSince,
            Stage = state.Stage?.Code,
            StageSince = state.StageSince,
            StageSinceAtLatest = state.StageSinceAtLatest,
            StageBasicallyFinished = state.StageBasicallyFinished,
            OpenedOn = registered.OpenedOn,
            ResponsibleUnit = state.ResponsibleUnit,
            Officer = state.Officer,
            SiteAreaM2 = registered.SiteAreaM2,
            BuildingAreaM2 = registered.BuildingAreaM2,
            ClearedBeforeListing = registered.ClearedBeforeListing,
            Progress = state.Progress is { } said ? new ProgressView(said.Text, said.AsOf) : null,
            Opening = area.Opening is { } opening && opening.AsOf <= on
                ? new OpeningView(opening.Stage, opening.AsOf, opening.Source, opening.Note) : null,
            Milestones =
            [
                .. state.Reached.Values.OrderBy(r => state.Table.PlaceOf(r.Milestone)).Select(r => MilestoneView.Of(r, state.Catalogue)),
            ],
            EarlierRounds = [.. state.EarlierRounds.Select(r => MilestoneView.Of(r, state.Catalogue))],
            Next = [.. nextSteps.Next.Select(NextView.Of)],
            Clocks = [.. nextSteps.Clocks.Select(ClockView.Of)],
            Plan = [.. nextSteps.Plan.Select(PlanView.Of)],
            Obstacles = [.. state.Obstacles.Select(ObstacleView.Of)],
            Contradictions = [.. Domain.Areas.Contradictions.Of(area, state).Select(ContradictionView.Of)],
            Households = new HouseholdsView(registered.HouseholdsExpected),
            Light = light,
            LightReasons = reasons,
            Version = area.Version,
            On = on,
            KnownAt = moment.KnownAt,
        };
    }
}

public sealed record HouseholdsView(int? Expected);

public sealed record ProgressView(string Text, DateOnly AsOf);

public sealed record OpeningView(string Stage, DateOnly AsOf, string Source, string? Note);

/// <param name="EventId">The event; corrections name it.</param>
/// <param name="Grade">claimed, documented or confirmed.</param>
/// <param name="AsHappened">Recorded as it happened, although the law did not allow it on that day.</param>
/// <param name="Actor">Whose act it is; null for a milestone the catalogue does not know.</param>
public sealed record MilestoneView(
    string Milestone, DateOnly? EffectiveOn, string? DocumentNumber, DateOnly? DocumentDate, string? Authority, string? Note, string Grade,
    DateTimeOffset RecordedAt, string RecordedBy, Guid EventId, bool FromOpening, bool AsHappened, string? Actor,
    GateOverride? Override)
{
    public static MilestoneView Of(Reached reached, KindCatalogue catalogue)
    {
        var recorded = reached.Recorded.Event as MilestoneRecorded;
        return new MilestoneView(
            reached.Milestone, reached.On, recorded?.DocumentNumber, recorded?.DocumentDate, recorded?.Authority, recorded?.Note,
            reached.Grade.ToString().ToLowerInvariant(), OfficeClock.InOffice(reached.Recorded.RecordedAt), reached.Recorded.RecordedBy,
            reached.Recorded.EventId, recorded is null, recorded?.AsHappened == true,
            catalogue.On(reached.On ?? reached.Recorded.Event.TakesEffectOn).FindAny(reached.Milestone)?.Actor,
            recorded?.Override);
    }
}

/// <param name="Stage">Stage or track of the row: preparation, listing, completion, clearance.</param>
/// <param name="Gate">open, inform, warn or block: the strongest unmet gate.</param>
/// <param name="Needs">Milestones that are missing.</param>
/// <param name="EarliestOn">First day the legal clocks allow, where one is running.</param>
public sealed record NextView(
    string Milestone, string Stage, string Actor, string Gate, IReadOnlyList<string> Needs, DateOnly? EarliestOn, bool Provisional,
    bool Conditional, bool Ending)
{
    public static NextView Of(NextStep step) => new(
        step.Row.Code, step.Row.Track, step.Row.Actor, step.Gate, step.Needs, step.EarliestOn, step.Provisional,
        step.Row.OnlyIf is not null, step.Row.InsteadOf is not null);
}

/// <param name="State">
/// running, open (a minimum has passed), late, passed (a deadline unverified, or of a condition nobody planned), met, met-late, short (a
/// minimum was cut short) or lapsed.
/// </param>
/// <param name="EarliestOn">For minimum periods: the first day allowed.</param>
/// <param name="MovedOn">The same, counted to the next working day.</param>
/// <param name="ShortBy">For short: by how many days, in working days where the period is one of working days.</param>
public sealed record ClockView(
    string Milestone, string From, DateOnly FromOn, string Bound, DateOnly? EarliestOn, DateOnly? MovedOn, DateOnly? DueOn, string State,
    int? ShortBy, bool Provisional, string CalendarVersion, Basis Basis, PeriodCalculation Reckoning)
{
    public static ClockView Of(ClockState clock) => new(
        clock.Clock.Milestone, clock.Clock.Rule.From, clock.Clock.Reckoning.From, clock.Clock.Rule.Bound.ToString().ToLowerInvariant(),
        clock.Clock.EarliestOn, clock.Clock.MovedOn, clock.Clock.DueOn, clock.State, clock.State == "short" ? clock.ShortBy : null,
        clock.Clock.Reckoning.Provisional, clock.Clock.Reckoning.CalendarVersion,
        clock.Clock.Rule.Basis, clock.Clock.Reckoning);
}

/// <param name="DaysLate">Calendar days past the planned day, counted to the actual day or to the day asked for; 0 while in time.</param>
public sealed record PlanView(
    string Milestone, DateOnly PlannedOn, string Grade, DateOnly? ActualOn, bool Reached, int DaysLate, Guid EventId)
{
    public static PlanView Of(PlanState plan) => new(
        plan.Planned.Milestone, plan.Planned.On, plan.Planned.Grade.ToString().ToLowerInvariant(), plan.ActualOn, plan.Reached,
        plan.DaysLate, plan.Planned.Recorded.EventId);
}

public sealed record ObstacleView(
    Guid Id, string Category, string Description, DateOnly RaisedOn, DateOnly? ResolvedOn, string? How, Guid EventId)
{
    public static ObstacleView Of(Obstacle obstacle)
    {
        var resolved = obstacle.Resolved?.Event as ObstacleResolved;
        return new ObstacleView(
            obstacle.Id, obstacle.Event.Category, obstacle.Event.Description, obstacle.Event.RaisedOn, resolved?.ResolvedOn, resolved?.How,
            obstacle.Raised.EventId);
    }
}
