using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Tests.Areas;

/// <summary>
/// Compares the rows of the bitemporal tables with the area itself, for any day and state of knowledge: the slow way and the fast way
/// must agree.
/// </summary>
public sealed class When_days_are_cut_into_stretches
{
    private static readonly WorkCalendar Calendar = WorkCalendar.China;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 80)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void the_rows_of_any_day_at_any_instant_are_those_of_the_area(int seed)
    {
        var (area, random) = (RandomArea(seed), new Random(seed));
        var facts = AreaTimeline.All(area);
        var instants = area.Record.Instants();
        foreach (var version in Enumerable.Range(1, (int)area.Version).Where(v => v == area.Version || instants[v] > instants[v - 1]))
        {
            var then = area.AsOfVersion(version);
            var known = facts.Where(f => f.KnownFrom <= instants[version - 1] && !(f.KnownUntil <= instants[version - 1])).ToList();
            var days = then.Events.Select(e => e.Event.TakesEffectOn)
                .SelectMany(day => new[] { day, day.AddDays(-1), day.AddDays(random.Next(90)) });
            foreach (var on in days.Distinct())
            {
                var rows = known.Where(f => f.Entry.From <= on && !(f.Entry.Until <= on)).Select(f => f.Entry.Row).ToList();
                Assert.Equal(rows.Count, rows.Select(row => (row.GetType(), row.Key)).Distinct().Count());
                Same(then, on, rows);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void event_by_event_gives_what_all_events_at_once_give(int seed)
    {
        var area = RandomArea(seed);
        var (open, facts) = (new Dictionary<TimelineEntry, DateTimeOffset>(), new HashSet<TimelineFact>());
        for (var version = 1; version <= area.Version; version++)
        {
            // As a writer does: what was known before the instant, and nothing kept from the event before.
            var now = area.AsOfVersion(version);
            var since = now.Record.VersionKnownBefore(now.Record.Instants()[^1]);
            var change = Assert.Single(AreaTimeline.Changes(now, since));
            Undo(change.At, open, facts);
            foreach (var entry in change.Ended)
            {
                Assert.True(open.Remove(entry, out var from));
                facts.Add(new TimelineFact(entry, from, change.At));
            }

            foreach (var entry in change.Begun) open.Add(entry, change.At);
        }

        facts.UnionWith(open.Select(known => new TimelineFact(known.Key, known.Value, null)));
        Assert.Equal(AreaTimeline.All(area).Select(Words).Order(), facts.Select(Words).Order());
    }

    // An earlier event of the same instant: its changes are derived again.
    private static void Undo(DateTimeOffset at, Dictionary<TimelineEntry, DateTimeOffset> open, HashSet<TimelineFact> facts)
    {
        foreach (var fresh in open.Where(known => known.Value == at).ToList()) open.Remove(fresh.Key);
        foreach (var gone in facts.Where(fact => fact.KnownUntil == at).ToList())
        {
            facts.Remove(gone);
            open.Add(gone.Entry, gone.KnownFrom);
        }
    }

    private static void Same(Area area, DateOnly on, List<TimelineRow> rows)
    {
        if (area.Registration is null || area.On(on) is not { OnFile: true } state)
        {
            Assert.Empty(rows);
            return;
        }

        var next = NextSteps.Of(area, state, Calendar);
        var row = Assert.Single(rows.OfType<AreaRow>());
        Assert.Equal(Lights.Of(state, next).Light, Lights.Of(row, on));
        Assert.Equal(Lights.Of(state, next).Reasons, Lights.Reasons(row, rows.OfType<DeadlineRow>(), rows.OfType<ObstacleRow>(), on));
        Assert.Equal((state.Stage?.Code, state.StageSince, state.StatusSince, state.ResponsibleUnit, state.Officer, state.Progress?.Text),
            (row.Stage, row.StageSince, row.StatusSince, row.ResponsibleUnit, row.Officer, row.Progress));
        Assert.Equal((state.RequiredRows.Count(r => state.IsBehind(r.Code)), state.RequiredRows.Count(), state.OpenObstacles.Count()),
            (row.Reached, row.Required, row.OpenObstacles));
        Assert.Equal(state.Table.Regime.Code, row.Regime);
        Assert.Equal((state.Status.ToString(), area.Registration.Code), (row.Status, row.Code), IgnoringCase);
        Assert.Equal(state.Labels, row.Labels.Items);

        Assert.Equal(
            state.Reached.Values.Select(r => $"{r.Milestone} {r.On} {r.Grade} {r.Recorded.EventId} reached")
                .Concat(state.EarlierRounds.Select(r => $"{r.Milestone} {r.On} {r.Grade} {r.Recorded.EventId} earlier"))
                .Order(StringComparer.OrdinalIgnoreCase),
            rows.OfType<MilestoneRow>().Select(m => $"{m.Milestone} {m.ReachedOn} {m.Grade} {m.EventId} {m.Standing}")
                .Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);

        var due = next.Clocks.Where(clock => clock.Clock.DueOn is not null).Select(clock => $"{clock.Clock.Milestone} {clock.Clock.DueOn} "
                + $"{clock.Clock.Reckoning.From} {clock.State is "met" or "met-late" or "undated"} {clock.State == "late"} {clock.MetOn}")
            .Concat(next.Plan.Select(plan =>
                $"{plan.Planned.Milestone} {plan.Planned.On}  {plan.Reached} {!plan.Reached && plan.DaysLate > 0} {plan.ActualOn}"));
        Assert.Equal(
            state is { Status: AreaStatus.Terminated } or { Stage.Code: "completed" } ? [] : due.Order(StringComparer.Ordinal),
            rows.OfType<DeadlineRow>().Select(d =>
                $"{d.Milestone} {d.DueOn} {d.FromOn} {d.Reached} {!d.Reached && d.MakesLate && on > d.DueOn} {d.ReachedOn}")
                .Order(StringComparer.Ordinal));
        Assert.Equal(
            state.Obstacles.Select(o => $"{o.Id} {o.Event.Description} {(o.Resolved?.Event as ObstacleResolved)?.ResolvedOn}").Order(),
            rows.OfType<ObstacleRow>().Select(o => $"{o.Obstacle} {o.Description} {o.ResolvedOn}").Order());
        Assert.Equal(
            Contradictions.Of(area, state).Select(c => c.ToString()).Order(StringComparer.Ordinal),
            rows.OfType<ContradictionRow>().Select(c => c.ToString()).Order(StringComparer.Ordinal));
    }

    private static bool IgnoringCase((string, string) a, (string, string) b) =>
        a.Item2 == b.Item2 && a.Item1.Equals(b.Item1, StringComparison.OrdinalIgnoreCase);

    private static string Words(TimelineFact fact) => $"{fact.Entry} {fact.KnownFrom:O} {fact.KnownUntil:O}"
        + string.Join(',', (fact.Entry.Row as AreaRow)?.Labels.Items ?? []);

    // Some events share an instant, and some carry a lower time than the one before: another node's clock was behind.
    private static Area RandomArea(int seed)
    {
        var (office, random) = (new RandomCommands(seed), new Random(seed));
        for (var i = 0; i < 45; i++)
        {
            var command = office.Next(random.Next());
            var decision = AreaRules.Decide(office.Story.Area, command, office.Story.Context);
            if (decision.Refusal is null)
                office.Took(decision.Events.Cast<AreaEvent>().Aggregate(office.Story, (scenario, happened) => scenario.File(happened)));
        }

        var at = DateTimeOffset.UnixEpoch;
        return office.Story.Area.Events.Aggregate(Area.Unknown, (area, e) => Area.Evolve(area,
            new RecordedEvent<AreaEvent>(e.EventId, e.Version, at = at.AddMilliseconds(random.Next(8) - 1), e.RecordedBy, e.Event)));
    }
}
