using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Areas;

/// <summary>The rows of an area's bitemporal tables.</summary>
public sealed class AreaTimeline : BitemporalTimeline<Area, AreaEvent, AreaState>
{
    private const int AreaGroup = 0;
    private const int MilestoneGroup = 1;
    private const int DeadlineGroup = 2;
    private const int ObstacleGroup = 3;
    private const int ContradictionGroup = 4;

    // The same period is counted from the same day for many stretches. A rule is one object; to compare its text takes longer.
    private readonly Dictionary<ClockRule, Dictionary<DateOnly, PeriodCalculation>> counted = new(ReferenceEqualityComparer.Instance);
    private WorkCalendar calendar = WorkCalendar.China;

    // Cached, because the area's row needs them too and most events do not change them.
    private (AreaState? Day, IReadOnlyList<DeadlineRow> Rows) deadlines = (null, []);

    private AreaTimeline() : base(groups: 5)
    {
    }

    /// <summary>What changes in the tables with each event after a version of the stream.</summary>
    public static IEnumerable<TimelineChange> Changes(Area area, long since) => new AreaTimeline().ChangesSince(area, since);

    /// <summary>All rows, past ones included.</summary>
    public static IReadOnlyList<TimelineFact> All(Area area) => new AreaTimeline().Facts(area);

    protected override IReadOnlyList<DateTimeOffset> ReleasesFor(Area state) => state.Published.All.Instants;

    protected override Area KnownAt(Area state, DateTimeOffset at) => state.As(state.Published.All.At(at));

    protected override bool IsSameForAllDays(Area before, Area after) =>
        ReferenceEquals(before.Registration, after.Registration) && ReferenceEquals(before.Opening, after.Opening)
        && ReferenceEquals(before.Adopted, after.Adopted) && before.Published == after.Published;

    protected override AreaState? Begin(Area state)
    {
        if (calendar != state.Published.Calendar) counted.Clear();
        (calendar, deadlines) = (state.Published.Calendar, (null, []));
        return state.Registration is null ? null : AreaState.Before(state, DateOnly.MinValue);
    }

    protected override AreaState Then(AreaState day, RecordedEvent<AreaEvent> next, Area state) => day.Then(next, state.Opening);

    protected override AreaState MoveTo(AreaState day, DateOnly on) => day.MoveTo(on);

    protected override IEnumerable<DateOnly> ChangeDays(Area state) => state.Registration is null ? [] : state.Catalogue.ChangeDays;

    protected override IEnumerable<TimelineRow>? Rows(int group, AreaState day, AreaState? before, Area state)
    {
        if (!day.OnFile) return [];
        var isFirst = before is not { OnFile: true };
        return group switch
        {
            AreaGroup => [AreaOf(day, state)],
            MilestoneGroup => isFirst || day.Reached != before!.Reached || day.EarlierRounds != before.EarlierRounds
                ? MilestonesOf(day) : null,
            DeadlineGroup => isFirst || DeadlinesDiffer(day, before!) ? DeadlinesOf(day) : null,
            ObstacleGroup => isFirst || day.Obstacles != before!.Obstacles ? day.Obstacles.Select(ObstacleRow.Of) : null,
            ContradictionGroup => isFirst || ContradictionsDiffer(day, before!)
                ? Contradictions.Of(day, state.Registration!.ClearedBeforeListing, calendar, Count) : null,
            _ => throw new ArgumentOutOfRangeException(nameof(group), group, "No such group."),
        };
    }

    private AreaRow AreaOf(AreaState day, Area area)
    {
        var (registered, required) = (area.Registration!, day.RequiredRows.ToList());
        var open = DeadlinesOf(day).Where(deadline => !deadline.Reached).ToList();
        DateOnly? Late(IEnumerable<DeadlineRow> late) => late.Select(deadline => (DateOnly?)deadline.DueOn).Min()?.AddDays(1);
        return new AreaRow(
            registered.Code, registered.Name, registered.Kind, day.Table.Regime.Code, day.Catalogue.Version, registered.Jurisdiction,
            new(day.Labels), day.Status.ToString().ToLowerInvariant(), day.StatusSince, day.Stage?.Code, day.StageSince,
            day.StageSinceAtLatest, day.StageBasicallyFinished, day.ResponsibleUnit, day.Officer, day.Progress?.Text,
            day.Progress?.AsOf, area.Opening?.Source,
            required.Count(row => day.IsBehind(row.Code)), required.Count, day.OpenObstacles.Count(), day.Unconfirmed.Count(),
            Late(open.Where(deadline => deadline.MakesLate && deadline.Type != DeadlineRow.Plan)),
            Late(open.Where(deadline => deadline.MakesLate && deadline.Type == DeadlineRow.Plan)),
            open.Where(deadline => deadline.Applies).Select(deadline => (DateOnly?)deadline.DueOn).Min());
    }

    private static IEnumerable<MilestoneRow> MilestonesOf(AreaState day) =>
        day.EarlierRounds.Select(round => MilestoneRow.Of(round, MilestoneRow.Earlier, day.Catalogue))
            .Concat(day.Reached.Values.Select(reached => MilestoneRow.Of(reached, MilestoneRow.Reached, day.Catalogue)));

    private static bool DeadlinesDiffer(AreaState day, AreaState before) =>
        day.Reached != before.Reached || day.Plan != before.Plan || day.Stage != before.Stage || day.OpenedAt != before.OpenedAt
        || day.Status != before.Status || day.Table != before.Table;

    private static bool ContradictionsDiffer(AreaState day, AreaState before) =>
        day.Reached != before.Reached || day.EarlierRounds != before.EarlierRounds || day.Stage != before.Stage
        || day.StageSince != before.StageSince || day.OpenedAt != before.OpenedAt || day.Status != before.Status
        || day.Table != before.Table;

    private IReadOnlyList<DeadlineRow> DeadlinesOf(AreaState day)
    {
        if (deadlines.Day is null || DeadlinesDiffer(day, deadlines.Day)) deadlines = (day, [.. WorkOutDeadlines(day)]);
        return deadlines.Rows;
    }

    // An area that is completed, or whose project has ended, has no deadlines.
    private IEnumerable<DeadlineRow> WorkOutDeadlines(AreaState day) => !day.HasDeadlines ? [] :
    [
        .. day.Catalogue.WithDeadlines.Select(day.RowOf).OfType<MilestoneKind>()
            .SelectMany(row => DeadlinesOf(row, day)).OfType<DeadlineRow>(),
        .. day.Plan.Values.Select(planned => PlanOf(planned, day)),
    ];

    private IEnumerable<DeadlineRow?> DeadlinesOf(MilestoneKind row, AreaState day) => row.Clocks
        .Where(rule => rule.Bound == ClockBound.Maximum).Select(rule => ClockOf(row, rule, day))
        .Append(row.Lapses is null ? null : LapseOf(row, day));

    private DeadlineRow? ClockOf(MilestoneKind row, ClockRule rule, AreaState day)
    {
        if (day.DayOf(rule.From) is not { } from || !rule.RunsFrom(from, calendar)) return null;
        var reckoning = Count(rule, from);
        return new DeadlineRow(
            row.Code, DeadlineRow.Clock, day.Catalogue.NumberOf(row.Code, rule), rule.From, from, reckoning.LastDay, reckoning.Provisional,
            rule.Basis.Confidence != Confidence.Unverified, NextSteps.Applies(row, rule, day), day.IsBehind(row.Code), day.DayOf(row.Code),
            null);
    }

    private DeadlineRow? LapseOf(MilestoneKind row, AreaState day)
    {
        if (!NextSteps.IsInEffect(row, day) || day.DayOf(row.Code) is not { } from) return null;
        var reckoning = Count(row.LapseRule!, from);
        return new DeadlineRow(
            row.Code, DeadlineRow.Lapse, 0, row.Code, from, reckoning.LastDay, reckoning.Provisional,
            row.Lapses!.Basis.Confidence != Confidence.Unverified, true, false, null, null);
    }

    private static DeadlineRow PlanOf(Planned planned, AreaState day) => new(
        planned.Milestone, DeadlineRow.Plan, 0, null, null, planned.On, false, true, day.Status == AreaStatus.Active,
        day.IsBehind(planned.Milestone), day.DayOf(planned.Milestone), planned.Grade.ToString().ToLowerInvariant());

    private PeriodCalculation Count(ClockRule rule, DateOnly from)
    {
        if (!counted.TryGetValue(rule, out var days)) counted.Add(rule, days = []);
        return days.TryGetValue(from, out var known) ? known : days[from] = calendar.Count(from, rule.Periods);
    }
}
