using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Features.Areas;
using Renewal.Features.Time;

namespace Renewal.Features.Portfolio;

/// <summary>One line of the ledger: an area in a list, as of a day.</summary>
/// <param name="Stage">Null between the opening of the area and its opening position.</param>
/// <param name="Reached">Milestones on file, of the required ones of its table.</param>
/// <param name="NextDue">The nearest planned or legal day still ahead or already missed.</param>
public sealed record AreaSummary(
    Guid Id, string Code, string Name, string Kind, string Jurisdiction, IReadOnlyList<string> Labels, string Status, string? Stage,
    DateOnly? StageSince, string? Light, IReadOnlyList<LightReason> LightReasons, ProgressView? Progress, int Reached, int Required,
    int OpenObstacles, Due? NextDue, string? ResponsibleUnit, string? Officer, string? Source, long Version)
{
    // A line never changes, so neither does what it says of a day; lines themselves are kept while their rows stay the same.
    private static readonly WorkedOut<PortfolioLine, AreaSummary?> Known = new();

    /// <summary>Null when the area was not on file that day.</summary>
    public static AreaSummary? Of(PortfolioLine line, DateOnly on) => Known.Of(line, on, WorkOut);

    private static AreaSummary? WorkOut(PortfolioLine line, DateOnly on)
    {
        var (area, state) = (line.Area, line.Area.On(on));
        if (!state.OnFile || area.Registration is not { } registered) return null;
        var nextSteps = NextSteps.Of(area, state, WorkCalendar.China);
        var (light, reasons) = Lights.Of(state, nextSteps);
        var required = state.Table.Rows.Where(row => row.Required).ToList();
        return new AreaSummary(
            line.Id, registered.Code, registered.Name, registered.Kind, registered.Jurisdiction, state.Labels,
            state.Status.ToString().ToLowerInvariant(), state.Stage?.Code, state.StageSince, light, reasons,
            state.Progress is { } said ? new ProgressView(said.Text, said.AsOf) : null,
            required.Count(row => state.IsBehind(row.Code)), required.Count, state.OpenObstacles.Count(),
            Due.Next(Due.Of(line, state, nextSteps)), state.ResponsibleUnit, state.Officer,
            area.Opening?.Source, area.Version);
    }
}

/// <summary>Something due: a legal clock's last day, or a planned day.</summary>
/// <param name="Type">clock or plan.</param>
/// <param name="DaysLeft">Calendar days until due; negative once passed.</param>
/// <param name="Late">As the lights have it: passed, and for a legal clock verified and of a milestone that applies.</param>
/// <param name="Clock">The reasoning, for a legal clock.</param>
public sealed record Due(
    string Area, string Name, string Milestone, string Type, DateOnly DueOn, int DaysLeft, bool Late, bool Provisional, ClockView? Clock)
{
    public static IEnumerable<Due> Of(PortfolioLine line, AreaState state, NextSteps nextSteps)
    {
        if (state.Status == AreaStatus.Terminated) return [];
        var (code, name) = (line.Area.Registration!.Code, line.Area.Registration.Name);
        int Left(DateOnly due) => due.DayNumber - state.On.DayNumber;
        // Once passed, the deadline of a condition nobody said applies is nobody's; an unverified one is shown, not called late.
        var clocks = nextSteps.Clocks.Where(clock => clock.Clock.DueOn is not null && (clock.State is "running" or "late" or "lapsed"
                || clock.State is "passed" && NextSteps.Applies(clock.Clock, state)))
            .Select(clock => new Due(
                code, name, clock.Clock.Milestone, "clock", clock.Clock.DueOn!.Value, Left(clock.Clock.DueOn.Value),
                clock.State == "late", clock.Clock.Reckoning.Provisional, ClockView.Of(clock)));
        var plans = nextSteps.Plan.Where(plan => !plan.Reached)
            .Select(plan => new Due(
                code, name, plan.Planned.Milestone, "plan", plan.Planned.On, Left(plan.Planned.On), plan.DaysLate > 0, false, null));
        return clocks.Concat(plans).OrderBy(due => due.DueOn);
    }

    /// <summary>What to look at first: the oldest late one, else the nearest ahead; what is merely passed comes last.</summary>
    public static Due? Next(IEnumerable<Due> dues) => dues.MinBy(due => (due.Late ? 0 : due.DaysLeft >= 0 ? 1 : 2, due.DueOn));
}

/// <summary>What a list can be narrowed by. Empty members do not narrow.</summary>
/// <param name="Q">Words in code, name, label or progress text.</param>
public sealed record AreaFilter(
    string? Stage = null, string? Kind = null, string? Label = null, string? Jurisdiction = null, string? Light = null, string? Q = null,
    string? Status = null)
{
    public bool Lets(AreaSummary area) =>
        Same(Stage, area.Stage) && Same(Kind, area.Kind) && Same(Light, area.Light) && Same(Status, area.Status)
        && (string.IsNullOrEmpty(Label) || area.Labels.Contains(Label))
        && (string.IsNullOrEmpty(Jurisdiction) || area.Jurisdiction.StartsWith(Jurisdiction, StringComparison.Ordinal))
        && (string.IsNullOrWhiteSpace(Q) || Q.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => Speaks(area, word)));

    private static bool Same(string? asked, string? value) => string.IsNullOrEmpty(asked) || asked == value;

    private static bool Speaks(AreaSummary area, string word) =>
        new[] { area.Code, area.Name, area.Progress?.Text, area.ResponsibleUnit }.Concat(area.Labels)
            .Any(text => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);
}
