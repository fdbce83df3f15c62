using Renewal.Domain.Areas;
using Renewal.Features.Portfolio;
using Renewal.Features.Time;

namespace Renewal.Features.Tests.Portfolio;

/// <summary>Deadlines agree with the light of an area: what is not red is not late.</summary>
public sealed class When_something_is_due(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A petition is a condition of legacy cases: 60 days from the registration of the issue, where there is one.</summary>
    [Fact]
    public async Task a_condition_nobody_planned_is_never_late()
    {
        await fixture.FileAsync(StoreFixture.Register("no-petition", "2024-01-01", "legacy-resolution"));
        await fixture.FileAsync(new RecordMilestone("no-petition", "issue-registered", new(2024, 1, 5)));

        Assert.False((await DueAsync("no-petition", new(2024, 3, 5)))!.Late); // the sixtieth day
        Assert.Null(await DueAsync("no-petition", new(2024, 3, 6)));
        Assert.Empty(await DeadlinesAsync("no-petition", new(2026, 6, 30)));

        await fixture.FileAsync(new SetPlan("no-petition", [new PlannedMilestone("petition-closed", new(2026, 12, 1), "planned")]));
        var planned = await DeadlinesAsync("no-petition", new(2026, 6, 30));
        Assert.Equal([("clock", true), ("plan", false)], planned.Select(due => (due.Type, due.Late)));
    }

    /// <summary>"Promptly" (R590 11) counted as fifteen days is not law: shown once passed, not as late, and not first.</summary>
    [Theory]
    [InlineData("2021-02-19", "running")]
    [InlineData("2021-02-20", "passed")]
    public async Task a_deadline_nobody_has_verified_is_shown_and_not_late(string on, string state)
    {
        var (code, day) = ($"unverified-{on}", DateOnly.Parse(on, null));
        await fixture.FileAsync(StoreFixture.Register(code, "2020-01-01"));
        await fixture.FileAsync(new TakeOpeningPosition(code, "preparation", new(2020, 12, 31), "台账")
        {
            Milestones = [new OpeningMilestone("plan-argued", null)],
        });
        await fixture.FileAsync(new RecordMilestone(code, "plan-consultation-opened", new(2021, 1, 5)));
        await fixture.FileAsync(new RecordMilestone(code, "plan-consultation-closed", new(2021, 2, 4)));

        var due = Assert.Single(await DeadlinesAsync(code, day));
        Assert.Equal(("consultation-outcome-published", state, false), (due.Milestone, due.Clock!.State, due.Late));

        // Five years on it is still there, and what is planned comes first.
        await fixture.FileAsync(new SetPlan(code, [new PlannedMilestone("expropriation-decided", new(2026, 9, 1), "planned")]));
        Assert.Equal("expropriation-decided", (await DueAsync(code, new(2026, 6, 30)))!.Milestone);
        Assert.DoesNotContain(await DeadlinesAsync(code, new(2026, 6, 30)), passed => passed.Late);
    }

    private async Task<Deadline?> DueAsync(string code, DateOnly on) =>
        (await fixture.PortfolioAsync(StoreFixture.Auditor, on)).Areas.Single(area => area.Code == code).NextDue;

    private async Task<IReadOnlyList<Deadline>> DeadlinesAsync(string code, DateOnly on) => [.. (await fixture.Get<PortfolioQueries>()
        .DeadlinesAsync(StoreFixture.Auditor, new Moment(on, null), null, null, 1, null, Ct)).Items.Where(due => due.Area == code)];
}
