using Renewal.Domain.Areas;

namespace Renewal.App.Pages.Areas;

/// <summary>A planned and an actual day, as percentages of a common time line.</summary>
public sealed record PlanBar(PlanState State, int PlannedAt, int ActualAt)
{
    public bool IsLate => State.DaysLate > 0;
}

/// <summary>Places planned and actual days on a common time line.</summary>
public sealed record PlanBars(IReadOnlyList<PlanBar> Bars, DateOnly From, DateOnly To, int TodayAt)
{
    public static PlanBars? Of(IReadOnlyCollection<PlanState> plan, DateOnly on)
    {
        if (plan.Count == 0) return null;
        var days = plan.Select(p => p.Planned.On).Concat(plan.Select(p => p.ActualOn).OfType<DateOnly>()).Append(on).ToList();
        var (from, to) = (days.Min(), days.Max());
        var span = Math.Max(1, to.DayNumber - from.DayNumber);

        int At(DateOnly day) => (day.DayNumber - from.DayNumber) * 100 / span;

        return new PlanBars(
            [.. plan.Select(p => new PlanBar(p, At(p.Planned.On), At(p.ActualOn ?? (p.Reached ? p.Planned.On : on))))], from, to, At(on));
    }
}
