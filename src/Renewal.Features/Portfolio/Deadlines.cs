using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;

namespace Renewal.Features.Portfolio;

/// <summary>What is due and what is late in all areas, as of a day: legal clocks and planned days.</summary>
public static class Deadlines
{
    /// <summary>Late ones first, then by the day they are due.</summary>
    public static IReadOnlyList<Due> Of(IEnumerable<PortfolioLine> lines, DateOnly on) =>
    [
        .. lines.SelectMany(line => Of(line, on)).OrderByDescending(due => due.Late).ThenBy(due => due.DueOn)
            .ThenBy(due => due.Area, StringComparer.Ordinal).ThenBy(due => due.Milestone, StringComparer.Ordinal),
    ];

    private static IEnumerable<Due> Of(PortfolioLine line, DateOnly on)
    {
        var state = line.Area.On(on);
        return state.OnFile ? Due.Of(line, state, NextSteps.Of(line.Area, state, WorkCalendar.China)) : [];
    }
}
