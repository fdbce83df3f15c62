using System.Collections.Immutable;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Areas;

/// <summary>Why a light shows what it shows. <paramref name="Code"/> names the reason; the rest fills its wording.</summary>
public sealed record LightReason(string Code, string? Milestone, DateOnly? On, int? Days);

/// <summary>
/// Three-colour lights: red is late, yellow is at risk, green is good. Always with the reasons; version of the rule:
/// <see cref="Version"/>. The thresholds are the office's habit, not law.
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

    public static (string? Light, ImmutableArray<LightReason> Reasons) Of(Standing standing, Outlook outlook)
    {
        if (standing.Status == AreaStatus.Terminated) return (null, []);
        if (standing.Stage == Stage.Completed) return (Green, [new LightReason("completed", null, standing.StageSince, null)]);

        var late = Late(standing, outlook).ToImmutableArray();
        if (!late.IsEmpty) return (Red, late);
        var risk = AtRisk(standing, outlook).ToImmutableArray();
        return risk.IsEmpty ? (Green, []) : (Yellow, risk);
    }

    private static IEnumerable<LightReason> Late(Standing standing, Outlook outlook) =>
        outlook.Clocks.Where(clock => clock.State == "late")
            .Select(clock => Say("clock-late", clock.Clock, standing))
            .Concat(outlook.Plan.Where(plan => !plan.Reached && plan.DaysLate > 0)
                .Select(plan => new LightReason("plan-late", plan.Planned.Milestone, plan.Planned.On, plan.DaysLate)));

    private static IEnumerable<LightReason> AtRisk(Standing standing, Outlook outlook)
    {
        if (standing.Status == AreaStatus.Suspended) yield return new LightReason("suspended", null, standing.StatusSince, null);
        var due = outlook.Clocks.Where(clock => clock.State == "running" && Outlook.Applies(clock.Clock, standing)
            && clock.Clock.DueOn is { } last && -Past(last, standing) <= WarningDays);
        foreach (var clock in due)
            yield return new LightReason("clock-due", clock.Clock.Milestone, clock.Clock.DueOn, -Past(clock.Clock.DueOn!.Value, standing));
        foreach (var clock in outlook.Clocks.Where(c => c.State == "passed" && Outlook.Applies(c.Clock, standing)))
            yield return Say("clock-late-unverified", clock.Clock, standing);
        foreach (var clock in outlook.Clocks.Where(clock => clock.State == "lapsed"))
            yield return Say("clock-lapsed", clock.Clock, standing);
        foreach (var plan in outlook.Plan.Where(p => !p.Reached && -Past(p.Planned.On, standing) <= WarningDays))
            yield return new LightReason("plan-due", plan.Planned.Milestone, plan.Planned.On, -Past(plan.Planned.On, standing));
        foreach (var obstacle in standing.OpenObstacles)
            yield return new LightReason("obstacle", null, obstacle.What.RaisedOn, Past(obstacle.What.RaisedOn, standing));
    }

    private static LightReason Say(string code, RunningClock clock, Standing standing) =>
        new(code, clock.Milestone, clock.DueOn, Past(clock.DueOn!.Value, standing));

    private static int Past(DateOnly day, Standing standing) => standing.On.DayNumber - day.DayNumber;
}
