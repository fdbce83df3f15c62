using System.Collections.Immutable;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Areas;

/// <summary>The reason of a light: <paramref name="Code"/> selects the text, the other members are its values.</summary>
public sealed record LightReason(string Code, string? Milestone, DateOnly? On, int? Days);

/// <summary>
/// Three-colour lights: red is late, yellow is at risk, green is good. Always with the reasons; version of the rule: <see
/// cref="Version"/>. The thresholds are the office's practice, not law.
/// </summary>
public static class Lights
{
    public const string Version = "2026-11";

    /// <summary>Calendar days before a due day from which the light turns yellow.</summary>
    public const int WarningDays = 15;

    public const string Red = "red";
    public const string Yellow = "yellow";
    public const string Green = "green";

    public static readonly ImmutableArray<string> All = [Red, Yellow, Green];

    public static (string? Light, ImmutableArray<LightReason> Reasons) Of(AreaState state, NextSteps nextSteps)
    {
        if (state.Status == AreaStatus.Terminated) return (null, []);
        if (state.Stage == Stage.Completed)
        {
            return AsHappened(state.Unconfirmed.Count()) is { IsEmpty: false } open
                ? (Yellow, open) : (Green, [new LightReason("completed", null, state.StageSince, null)]);
        }

        var late = Late(state, nextSteps).ToImmutableArray();
        if (!late.IsEmpty) return (Red, late);
        var risk = AtRisk(state, nextSteps).ToImmutableArray();
        return risk.IsEmpty ? (Green, []) : (Yellow, risk);
    }

    /// <summary>The light of an area in a list, from the days in its row.</summary>
    public static string? Of(AreaRow area, DateOnly on)
    {
        if (area.Status == "terminated") return null;
        if (area.Stage == Stage.Completed.Code) return area.Unconfirmed > 0 ? Yellow : Green;
        if (on >= area.ClockLateFrom || on >= area.PlanLateFrom) return Red;
        return area.Status == "suspended" || area.OpenObstacles > 0 || area.Unconfirmed > 0
            || on >= area.DueSoonest?.AddDays(-WarningDays) ? Yellow : Green;
    }

    /// <summary>The reasons of that light, from the rows of open deadlines and obstacles.</summary>
    public static ImmutableArray<LightReason> Reasons(
        AreaRow area, IEnumerable<DeadlineRow> deadlines, IEnumerable<ObstacleRow> obstacles, DateOnly on)
    {
        if (area.Status == "terminated") return [];
        if (area.Stage == Stage.Completed.Code)
        {
            return AsHappened(area.Unconfirmed) is { IsEmpty: false } unconfirmed
                ? unconfirmed : [new LightReason("completed", null, area.StageSince, null)];
        }

        var table = Catalogues.Find(area.Kind, area.CatalogueVersion).On(on);
        var open = deadlines.Where(deadline => !deadline.Reached)
            .OrderBy(deadline => deadline.Type == DeadlineRow.Plan ? deadline.DueOn : default)
            .ThenBy(deadline => table.PlaceOf(deadline.Milestone)).ThenBy(deadline => deadline.Rule).ToList();
        var clocks = open.Where(d => d.Type == DeadlineRow.Clock).Concat(open.Where(d => d.Type == DeadlineRow.Lapse)).ToList();
        var plans = open.Where(d => d.Type == DeadlineRow.Plan).ToList();
        int Past(DateOnly day) => on.DayNumber - day.DayNumber;
        LightReason Late(string code, DeadlineRow late) => new(code, late.Milestone, late.DueOn, Past(late.DueOn));
        LightReason Due(string code, DeadlineRow due) => new(code, due.Milestone, due.DueOn, -Past(due.DueOn));
        bool IsSoon(DeadlineRow due) => -Past(due.DueOn) is >= 0 and <= WarningDays;

        var late = clocks.Where(d => d.MakesLate && on > d.DueOn).Select(d => Late("clock-late", d))
            .Concat(plans.Where(d => d.MakesLate && on > d.DueOn).Select(d => Late("plan-late", d))).ToImmutableArray();
        if (!late.IsEmpty) return late;
        return
        [
            .. area.Status == "suspended" ? [new LightReason("suspended", null, area.StatusSince, null)] : Array.Empty<LightReason>(),
            .. AsHappened(area.Unconfirmed),
            .. clocks.Where(d => d.Applies && IsSoon(d)).Select(d => Due("clock-due", d)),
            .. clocks.Where(d => d.Type == DeadlineRow.Clock && d.Applies && on > d.DueOn).Select(d => Late("clock-late-unverified", d)),
            .. clocks.Where(d => d.Type == DeadlineRow.Lapse && on > d.DueOn).Select(d => Late("clock-lapsed", d)),
            .. plans.Where(IsSoon).Select(d => Due("plan-due", d)),
            .. obstacles.Where(o => o.ResolvedOn is null).OrderBy(o => o.RaisedOn)
                .Select(o => new LightReason("obstacle", null, o.RaisedOn, Past(o.RaisedOn))),
        ];
    }

    private static ImmutableArray<LightReason> AsHappened(int unconfirmed) =>
        unconfirmed > 0 ? [new LightReason("as-happened", null, null, unconfirmed)] : [];

    private static IEnumerable<LightReason> Late(AreaState state, NextSteps nextSteps) =>
        nextSteps.Clocks.Where(clock => clock.State == "late")
            .Select(clock => Say("clock-late", clock.Clock, state))
            .Concat(nextSteps.Plan.Where(plan => !plan.Reached && plan.DaysLate > 0)
                .Select(plan => new LightReason("plan-late", plan.Planned.Milestone, plan.Planned.On, plan.DaysLate)));

    private static IEnumerable<LightReason> AtRisk(AreaState state, NextSteps nextSteps)
    {
        if (state.Status == AreaStatus.Suspended) yield return new LightReason("suspended", null, state.StatusSince, null);
        foreach (var unconfirmed in AsHappened(state.Unconfirmed.Count())) yield return unconfirmed;
        var due = nextSteps.Clocks.Where(clock => clock.State == "running" && NextSteps.Applies(clock.Clock, state)
            && clock.Clock.DueOn is { } last && -Past(last, state) <= WarningDays);
        foreach (var clock in due)
            yield return new LightReason("clock-due", clock.Clock.Milestone, clock.Clock.DueOn, -Past(clock.Clock.DueOn!.Value, state));
        foreach (var clock in nextSteps.Clocks.Where(c => c.State == "passed" && NextSteps.Applies(c.Clock, state)))
            yield return Say("clock-late-unverified", clock.Clock, state);
        foreach (var clock in nextSteps.Clocks.Where(clock => clock.State == "lapsed"))
            yield return Say("clock-lapsed", clock.Clock, state);
        foreach (var plan in nextSteps.Plan.Where(p => !p.Reached && -Past(p.Planned.On, state) is >= 0 and <= WarningDays))
            yield return new LightReason("plan-due", plan.Planned.Milestone, plan.Planned.On, -Past(plan.Planned.On, state));
        foreach (var obstacle in state.OpenObstacles)
            yield return new LightReason("obstacle", null, obstacle.Event.RaisedOn, Past(obstacle.Event.RaisedOn, state));
    }

    private static LightReason Say(string code, RunningClock clock, AreaState state) =>
        new(code, clock.Milestone, clock.DueOn, Past(clock.DueOn!.Value, state));

    private static int Past(DateOnly day, AreaState state) => state.On.DayNumber - day.DayNumber;
}
