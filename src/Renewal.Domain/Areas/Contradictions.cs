using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;

namespace Renewal.Domain.Areas;

/// <summary>
/// What in the record of an area does not fit together on a day: the rules let it in on somebody's word, and it stays visible until it is
/// corrected. Events are never changed by it.
/// </summary>
public static class Contradictions
{
    /// <summary>Those of an area on a day.</summary>
    public static IEnumerable<ContradictionRow> Of(Area area, AreaState day) => Of(
        day, area.Registration!.ClearedBeforeListing, area.Published.Calendar,
        (rule, from) => area.Published.Calendar.Count(from, rule.Periods));

    /// <param name="count">Counts a period from a day; the caller keeps the results.</param>
    internal static IEnumerable<ContradictionRow> Of(
        AreaState day, bool clearedBeforeListing, WorkCalendar calendar, Func<ClockRule, DateOnly, PeriodCalculation> count) =>
        day.EarlierRounds.Concat(day.Reached.Values)
            .SelectMany(reached => Of(reached, day, clearedBeforeListing, calendar, count))
            .Concat(StageAhead(day)).Concat(StageBehind(day))
            // The same act may have been recorded in two rounds.
            .DistinctBy(found => found.Key);

    private static IEnumerable<ContradictionRow> Of(
        Reached reached, AreaState day, bool clearedBeforeListing, WorkCalendar calendar,
        Func<ClockRule, DateOnly, PeriodCalculation> count)
    {
        // What an opening position gives without a day says nothing about order.
        if (reached.On is not { } on || day.Catalogue.On(on).FindAny(reached.Milestone) is not { } row) yield break;
        foreach (var rule in row.Clocks.Where(rule => rule.Blocks))
        {
            if (Anchor(rule.From, on, day) is not { } from || !rule.RunsFrom(from, calendar)) continue;
            if (GateCheck.Run(row.Code, rule, count(rule, from)).ShortBy(on, calendar) is > 0 and var missing)
                yield return Found(ContradictionRow.PeriodShort, rule.From, missing, reached);
        }

        foreach (var unmet in GateCheck.Unmet(row, day, clearedBeforeListing, on).Where(gate => gate.Strength == GateStrength.Block))
        {
            if (unmet.Gate.AnyOf.Any(code => day.EarlierRounds.Any(round => round.Milestone == code && !(round.On > on)))) continue;
            var later = unmet.Gate.AnyOf.FirstOrDefault(code => day.DayOf(code) is not null);
            yield return Found(
                later is null ? ContradictionRow.StepMissing : ContradictionRow.OutOfOrder, later ?? unmet.Milestone, null, reached);
        }
    }

    // The latest one on or before the act: a failed listing has a notice of its own in each round.
    private static DateOnly? Anchor(string milestone, DateOnly on, AreaState day) => day.EarlierRounds.Concat(day.Reached.Values)
        .Where(reached => reached.Milestone == milestone && reached.On <= on).Max(reached => reached.On);

    private static IEnumerable<ContradictionRow> StageAhead(AreaState day) => day.Stage is not { } stage || day.StageSince is not { } since
        ? []
        : day.RequiredRows
            .Where(row => Stage.Find(row.Track)?.Order < stage.Order && !row.OnlyWarns && !day.IsBehind(row.Code)
                && !LaterPrerequisites.OnlyWarns(row, day))
            .Select(row => new ContradictionRow(ContradictionRow.StageAhead, row.Code, stage.Code, since, null, null));

    // All that the stage asks for is done and a later one has begun, but nobody changed the stage.
    private static IEnumerable<ContradictionRow> StageBehind(AreaState day)
    {
        if (day.Stage is not { Next: not null } stage || day.Status != AreaStatus.Active) return [];
        if (day.RequiredRows.Any(row => row.Track == stage.Code && !day.IsBehind(row.Code))) return [];
        return day.Reached.Values
            .Where(reached => reached.On is not null && day.Catalogue.On(reached.On.Value).FindAny(reached.Milestone) is { } row
                && Stage.Find(row.Track)?.Order > stage.Order)
            .OrderBy(reached => reached.On).ThenBy(reached => reached.Milestone, StringComparer.Ordinal).Take(1)
            .Select(reached => Found(ContradictionRow.StageBehind, stage.Code, null, reached));
    }

    private static ContradictionRow Found(string code, string against, int? days, Reached reached) =>
        new(code, reached.Milestone, against, reached.On!.Value, days, reached.Recorded.Event switch
        {
            MilestoneRecorded { AsHappened: true } => "as-happened",
            MilestoneRecorded { Override: not null } => "override",
            OpeningPositionTaken => "opening",
            _ => null,
        });
}
