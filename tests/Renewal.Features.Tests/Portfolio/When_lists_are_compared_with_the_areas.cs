using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;
using Renewal.Features.Areas;
using Renewal.Features.Portfolio;
using Renewal.Features.Time;

namespace Renewal.Features.Tests.Portfolio;

/// <summary>
/// Lists, counts, comparisons and deadlines are SQL over the bitemporal tables. Here each is computed again from the areas themselves,
/// for many days and states of knowledge: both must agree.
/// </summary>
public sealed class When_lists_are_compared_with_the_areas(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static readonly string[] Codes = [.. Enumerable.Range(0, 12).Select(i => $"oracle-{i:D2}")];

    private int contradictions;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task every_answer_is_that_of_the_areas()
    {
        var random = new Random(20261129);
        var instants = await RecordAsync(random);
        foreach (var knownAt in instants.Select(at => (DateTimeOffset?)at).Append(null).OrderBy(_ => random.Next()).Take(14).Append(null))
        {
            var areas = await AreasAsync(knownAt);
            foreach (var on in Enumerable.Range(0, 6).Select(_ => new DateOnly(2019, 1, 1).AddDays(random.Next(2900))))
            {
                var moment = new Moment(on, knownAt);
                await ListsAgreeAsync(areas, moment);
                await DeadlinesAgreeAsync(areas, moment);
                await ContradictionsAgreeAsync(areas, moment);
                await ChangesAgreeAsync(areas, on.AddDays(-random.Next(1, 500)), on, knownAt);
            }
        }

        Assert.True(contradictions > 0, "The commands left no contradiction to compare.");
    }

    private async Task ListsAgreeAsync(IReadOnlyList<KnownArea> areas, Moment moment)
    {
        var expected = areas.Select(area => AreaView.Of(area, moment)).OfType<AreaView>().ToList();
        var listed = await fixture.PortfolioAsync(StoreFixture.Auditor, moment.On, moment.KnownAt);
        Assert.Equal(expected.Select(Words).Order(StringComparer.Ordinal), listed.Areas.Select(Words).Order(StringComparer.Ordinal));
        Assert.Equal(
            listed.Areas.OrderBy(a => RenewalKind.All.IndexOf(RenewalKind.Find(a.Kind)!)).ThenBy(a => a.Code, StringComparer.Ordinal),
            listed.Areas);
        Assert.Equal(expected.Count, listed.Total);
        foreach (var light in Lights.All)
        {
            Assert.Equal(expected.Count(area => area.Light == light), listed.ByLight.Single(count => count.Code == light).Areas);
            var only = await fixture.PortfolioAsync(StoreFixture.Auditor, moment.On, moment.KnownAt, new AreaFilter(Light: light));
            Assert.Equal(expected.Where(a => a.Light == light).Select(a => a.Code).Order(), only.Areas.Select(a => a.Code).Order());
        }

        Assert.Equal(expected.Count(area => area.Obstacles.Any(o => o.ResolvedOn is null)), listed.WithObstacle);
        Assert.All(Stage.All, stage => Assert.Equal(
            expected.Count(area => area.Stage == stage.Code), listed.ByStage.Single(count => count.Code == stage.Code).Areas));
        var unknown = expected.Count(area => area.Stage is null);
        Assert.Equal(unknown, listed.ByStage.SingleOrDefault(count => count.Code == AreaFilter.StageUnknown)?.Areas ?? 0);
        Assert.Equal(unknown, (await fixture.PortfolioAsync(
            StoreFixture.Auditor, moment.On, moment.KnownAt, new AreaFilter(AreaFilter.StageUnknown))).Total);
        foreach (var by in Enum.GetValues<AreaSort>())
        {
            var order = new AreaOrder(by, moment.On.DayNumber % 2 == 0, ["scope-determined", "plan-drafted"]);
            var page = await fixture.Get<PortfolioQueries>().ListAsync(StoreFixture.Auditor, moment, null, order, 1, 5, Ct);
            Assert.Equal((expected.Count, Math.Min(5, expected.Count)), (page.Total, page.Areas.Count));
        }
    }

    private async Task ContradictionsAgreeAsync(IReadOnlyList<KnownArea> areas, Moment moment)
    {
        var expected = areas.Select(area => AreaView.Of(area, moment)).OfType<AreaView>().SelectMany(area => area.Contradictions
            .Select(c => new Contradiction(area.Code, area.Name, c.Code, c.Milestone, c.Against, c.On, c.DaysShort, c.Word).ToString()));
        var listed = await fixture.Get<PortfolioQueries>().ContradictionsAsync(StoreFixture.Auditor, moment, null, null, 1, 500, Ct);
        Assert.Equal(expected.Order(StringComparer.Ordinal), listed.Items.Select(item => item.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(listed.Items.Count, listed.Total);
        contradictions += listed.Total;
        var ahead = await fixture.Get<PortfolioQueries>()
            .ContradictionsAsync(StoreFixture.Auditor, moment, null, ContradictionRow.StageAhead, 1, 1, Ct);
        Assert.Equal(listed.Items.Count(item => item.Code == ContradictionRow.StageAhead), ahead.Total);
    }

    private async Task DeadlinesAgreeAsync(IReadOnlyList<KnownArea> areas, Moment moment)
    {
        var expected = areas.Select(area => AreaView.Of(area, moment)).OfType<AreaView>()
            .Where(area => area.Status != "terminated" && area.Stage != "completed")
            .SelectMany(area => area.Clocks.Where(clock => clock.DueOn is not null && IsShown(clock, area, areas))
                .Select(clock => $"{area.Code} {clock.Milestone} clock {clock.DueOn} {clock.State} {clock.Reckoning.LastDay} {clock.Basis}")
                .Concat(area.Plan.Where(plan => !plan.Reached && (area.Status == "active" || plan.PlannedOn >= area.On))
                    .Select(plan => $"{area.Code} {plan.Milestone} plan {plan.PlannedOn} {(plan.DaysLate > 0 ? "late" : "")}")));
        var listed = await fixture.Get<PortfolioQueries>().DeadlinesAsync(StoreFixture.Auditor, moment, null, null, 1, null, Ct);
        Assert.Equal(expected.Order(StringComparer.Ordinal), listed.Items.Select(due => due.Clock is { } clock
            ? $"{due.Area} {due.Milestone} clock {due.DueOn} {clock.State} {clock.Reckoning.LastDay} {clock.Basis}"
            : $"{due.Area} {due.Milestone} plan {due.DueOn} {(due.Late ? "late" : "")}").Order(StringComparer.Ordinal));
        Assert.Equal(
            listed.Items.OrderByDescending(d => d.Late).ThenBy(d => d.DueOn).ThenBy(d => d.Area, StringComparer.Ordinal)
                .ThenBy(d => d.Milestone, StringComparer.Ordinal).Select(d => (d.Area, d.Milestone)),
            listed.Items.Select(d => (d.Area, d.Milestone)));
        var counts = await fixture.Get<PortfolioQueries>().CountDeadlinesAsync(StoreFixture.Auditor, moment, 30, Ct);
        Assert.Equal(
            (listed.Items.Count, listed.Items.Count(d => d.Late), listed.Items.Count(d => d.DaysLeft is >= 0 and <= 30),
                listed.Items.Count(d => d.Type == "clock")),
            (counts.All, counts.Late, counts.Soon, counts.Clocks));
    }

    // A deadline that merely passed is shown where the milestone concerns the area.
    private static bool IsShown(ClockView clock, AreaView area, IReadOnlyList<KnownArea> areas)
    {
        if (clock.State is "running" or "late" or "lapsed") return true;
        if (clock.State != "passed") return false;
        var state = areas.Single(a => a.Id == area.Id).Area.On(area.On);
        var row = state.Table.Find(clock.Milestone)!;
        return NextSteps.Applies(row, row.Clocks.Single(rule => rule.From == clock.From && rule.Bound == ClockBound.Maximum), state);
    }

    private async Task ChangesAgreeAsync(IReadOnlyList<KnownArea> areas, DateOnly from, DateOnly to, DateTimeOffset? knownAt)
    {
        var expected = areas.Select(area => Change(area, from, to)).OfType<string>().Order(StringComparer.Ordinal);
        var changes = await fixture.Get<PortfolioQueries>().ChangesAsync(StoreFixture.Auditor, from, to, knownAt, Ct);
        Assert.Equal(expected, changes.Changes.Select(change =>
            $"{change.Code} {change.Added} {change.StageThen}>{change.StageNow} {change.StatusThen}>{change.StatusNow} "
            + $"{change.LightThen}>{change.LightNow} {change.TakenOver} +{change.ObstaclesRaised}-{change.ObstaclesResolved} "
            + string.Join(",", change.Milestones.Select(m => $"{m.Milestone}:{m.What}:{m.On}").Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal));
        Assert.Equal(
            (areas.Count(area => AreaView.Of(area, new Moment(from, null)) is not null),
                areas.Count(area => AreaView.Of(area, new Moment(to, null)) is not null)),
            (changes.AreasThen, changes.AreasNow));
    }

    private static string? Change(KnownArea area, DateOnly from, DateOnly to)
    {
        var (then, now) = (AreaView.Of(area, new Moment(from, null)), AreaView.Of(area, new Moment(to, null)));
        if (now is null) return null;
        var (before, after) = (area.Area.On(from), area.Area.On(to));
        var moves = after.Reached.Values.Where(r => before.Reached.GetValueOrDefault(r.Milestone)?.Recorded.EventId != r.Recorded.EventId)
            .Select(r => $"{r.Milestone}:reached:{r.On}")
            .Concat(after.EarlierRounds.Skip(before.EarlierRounds.Length).Select(r => $"{r.Milestone}:"
                + $"{(before.Table.Find(r.Milestone)?.InsteadOf is null ? "reopened" : "ended-otherwise")}:{r.On}")).ToList();
        var raised = now.Obstacles.Count(o => o.RaisedOn > from);
        var resolved = now.Obstacles.Count(o => o.ResolvedOn > from);
        var same = then is not null && (then.Stage, then.Status, then.Light) == (now.Stage, now.Status, now.Light);
        return same && moves.Count == 0 && raised == 0 && resolved == 0 ? null
            : $"{now.Code} {then is null} {then?.Stage}>{now.Stage} {then?.Status}>{now.Status} {then?.Light}>{now.Light} "
                + $"{area.Area.Opening is not null && now.Stage is not null && then?.Stage is null} +{raised}-{resolved} "
                + string.Join(",", moves.Order(StringComparer.Ordinal));
    }

    private static string Words(AreaView area) =>
        $"{area.Code} {area.Name} {area.Stage} {area.StageSince} {area.StageSinceAtLatest} {area.Status} {area.Light} "
        + $"{area.StageBasicallyFinished} "
        + $"{string.Join("|", area.LightReasons)} {area.Version} {area.ResponsibleUnit} {area.Officer} {area.Progress} "
        + $"{string.Join("|", area.Labels)} {area.Jurisdiction}";

    private static string Words(AreaSummary area) =>
        $"{area.Code} {area.Name} {area.Stage} {area.StageSince} {area.StageSinceAtLatest} {area.Status} {area.Light} "
        + $"{area.StageBasicallyFinished} "
        + $"{string.Join("|", area.LightReasons)} {area.Version} {area.ResponsibleUnit} {area.Officer} {area.Progress} "
        + $"{string.Join("|", area.Labels)} {area.Jurisdiction}";

    private async Task<IReadOnlyList<KnownArea>> AreasAsync(DateTimeOffset? knownAt)
    {
        var areas = new List<KnownArea>();
        foreach (var code in Codes)
            if (await fixture.Get<AreaQueries>().FindAsync(code, StoreFixture.Auditor, knownAt, Ct) is { } area) areas.Add(area);
        return areas;
    }

    /// <summary>Whatever the rules accept of many commands; the instants between them.</summary>
    private async Task<List<DateTimeOffset>> RecordAsync(Random random)
    {
        var instants = new List<DateTimeOffset>();
        var kinds = new[] { "state-land-expropriation", "legacy-resolution", "micro-renovation", "collective-land-urban-village" };
        foreach (var (code, i) in Codes.Select((code, i) => (code, i)))
        {
            await fixture.FileAsync(StoreFixture.Register(code, "2019-03-01", kinds[i % kinds.Length]));
            if (i % 3 == 0) await fixture.AskAsync(
                new TakeOpeningPosition(code, "preparation", new(2019, 6, 30), "台账") { BasicallyFinished = random.Next(2) == 0 },
                StoreFixture.Director);
        }

        for (var i = 0; i < 320; i++)
        {
            var area = await fixture.AreaAsync(Codes[random.Next(Codes.Length)]);
            var answer = await fixture.AskAsync(Command(random, area, area.Registration!.Code), StoreFixture.Director);
            if (answer.Refusal is null && i % 8 == 0) instants.Add((await fixture.AreaAsync(area.Registration.Code)).Events[^1].RecordedAt);
        }

        return instants;
    }

    private static AreaCommand Command(Random random, Area area, string code)
    {
        var day = new DateOnly(2019, 7, 1).AddDays(random.Next(2500));
        var latest = area.Latest();
        var next = NextSteps.Of(area, latest, WorkCalendar.China).Next.Where(step => step.Possible).Take(3).ToList();
        var milestone = next.Count == 0 ? "plan-drafted" : next[random.Next(next.Count)].Row.Code;
        return random.Next(20) switch
        {
            < 8 => new RecordMilestone(code, milestone, Later(latest, day))
            {
                Note = "说明",
                Authority = "区政府",
                DocumentNumber = "1号",
                AsHappened = day.Day % 2 == 0,
                OverrideWith = day.Day % 7 == 0 ? new OverrideRequest("专题会同意", "分管领导", "2号") : null,
            },
            < 10 => new SetPlan(code, [new PlannedMilestone(milestone, day, day.Day < 15 ? "planned" : "forecast")]) { Reason = "调整" },
            < 11 => new RaiseObstacle(code, "资金", $"缺口{random.Next(9)}", day),
            < 12 when latest.OpenObstacles.FirstOrDefault() is { } open => new ResolveObstacle(code, open.Id, day, "到位"),
            < 13 => random.Next(2) == 0 ? new SuspendArea(code, day, "汛期", null) : new ResumeArea(code, day, "汛期过", null),
            < 14 => new LabelArea(code, [$"标签{random.Next(3)}"]),
            < 15 => new NoteProgress(code, day, $"进展{random.Next(9)}", null),
            < 16 => new AssignDuty(code, $"单位{random.Next(3)}", "zhang", day),
            < 17 when latest.Reached.Count > 0 => new ConfirmMilestone(code, latest.Reached.Keys.First()),
            _ => new CorrectFact(code, area.Events[random.Next(area.Events.Length)].EventId, "录入错误", null),
        };
    }

    private static DateOnly Later(AreaState state, DateOnly day) =>
        state.Reached.Values.Max(reached => reached.On) is { } last && last > day ? last.AddDays(day.Day) : day;
}
