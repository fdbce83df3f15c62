using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Features.Areas;
using Renewal.Features.Time;

namespace Renewal.Features.Portfolio;

/// <summary>A deadline: the last day of a legal period, or a planned day.</summary>
/// <param name="Type">clock or plan.</param>
/// <param name="DaysLeft">Calendar days until due; negative once passed.</param>
/// <param name="Late">As the lights have it: passed, and for a legal clock verified and of a milestone that applies.</param>
/// <param name="Clock">The reasoning, for a legal clock.</param>
public sealed record Deadline(
    string Area, string Name, string Milestone, string Type, DateOnly DueOn, int DaysLeft, bool Late, bool Provisional, ClockView? Clock)
{
    public const string ClockType = "clock";
    public const string PlanType = "plan";

    /// <summary>A deadline of an area as of a day.</summary>
    public static Deadline Of(AreaRow area, DeadlineRow deadline, Moment moment)
    {
        var on = moment.On;
        var late = deadline.MakesLate && on > deadline.DueOn;
        var state = on <= deadline.DueOn ? "running" : deadline.Type == DeadlineRow.Lapse ? "lapsed" : late ? "late" : "passed";
        var isPlan = deadline.Type == DeadlineRow.Plan;
        return new Deadline(
            area.Code, area.Name, deadline.Milestone, isPlan ? PlanType : ClockType, deadline.DueOn,
            deadline.DueOn.DayNumber - on.DayNumber, late, deadline.Provisional, isPlan ? null : ClockOf(area, deadline, state, moment));
    }

    /// <summary>Whether it is shown on a day: a passed deadline is hidden when its condition does not apply.</summary>
    public static bool Shows(DeadlineRow deadline, DateOnly on) => !deadline.Reached && (on <= deadline.DueOn || deadline.Applies);

    /// <summary>The most urgent one: the oldest late one, else the nearest ahead; one that has merely passed comes last.</summary>
    public static DeadlineRow? Next(IEnumerable<DeadlineRow> deadlines, DateOnly on) =>
        deadlines.MinBy(row => (on <= row.DueOn ? 1 : row.MakesLate ? 0 : 2, row.DueOn));

    // The row leads to the rule; counted again, it gives the same day and every step of the way.
    private static ClockView ClockOf(AreaRow area, DeadlineRow deadline, string state, Moment moment)
    {
        var published = moment.KnownAt is { } instant ? Publications.Current.At(instant) : Publications.Current.Latest;
        var catalogue = published.Find(area.Kind, area.CatalogueVersion);
        var rule = deadline.Type == DeadlineRow.Lapse
            ? catalogue.On(deadline.FromOn!.Value).FindAny(deadline.Milestone)!.LapseRule!
            : catalogue.Clock(deadline.Milestone, deadline.Rule);
        var reckoning = published.Calendar.Count(deadline.FromOn!.Value, rule.Periods);
        var clock = new RunningClock(deadline.Milestone, rule, reckoning, EarliestOn: null, MovedOn: null, reckoning.LastDay);
        return ClockView.Of(new ClockState(clock, state, null));
    }
}
