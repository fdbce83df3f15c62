using System.Globalization;
using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Domain.Catalogue;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Tests.Areas;

/// <summary>Invariants of any area, checked from the catalogue and the events without the rules' code.</summary>
internal static class Oracle
{
    public static void Holds(Area area, DateOnly on, DateOnly today)
    {
        var state = area.On(on);
        var counting = area.Events.Where(fact => fact.Corrected is null).ToList();
        // Events that a correction overrode, and the events they depended on.
        var left = counting.Select(fact => fact.Event).OfType<FactCorrected>().SelectMany(e => e.Override?.Gates ?? []).ToHashSet();
        var opening = counting.Select(fact => fact.Event).OfType<OpeningPositionTaken>().SingleOrDefault();
        var floor = opening?.AsOf ?? counting.Select(fact => fact.Event).OfType<AreaRegistered>().Single().OpenedOn;
        foreach (var fact in counting)
        {
            Assert.True(fact.Event.TakesEffectOn <= today, $"{fact.Event} lies in the future");
            Assert.True(fact.Event.TakesEffectOn >= floor || fact.Event is AreaRegistered or FactCorrected,
                $"{fact.Event} lies before {floor}");
        }

        var behind = state.Reached.Values.Concat(state.EarlierRounds).ToList();
        foreach (var reached in behind.Where(r => !left.Contains(r.Milestone)))
        {
            Assert.False(reached.On > on, $"{reached.Milestone} is ahead of {on}");
            if (reached.Recorded.Event is MilestoneRecorded recorded) Holds(area, state, recorded, behind, opening);
        }

        HoldsStages(area, state, counting, behind, opening, left);
    }

    private static void Holds(Area area, AreaState state, MilestoneRecorded recorded, List<Reached> behind, OpeningPositionTaken? opening)
    {
        var row = area.Catalogue.On(recorded.EffectiveOn).Find(recorded.Milestone)!;
        foreach (var gate in row.Gates.Where(gate => gate.Strength == GateStrength.Block
            && (gate.Applies == GateCondition.Always || area.Registration!.ClearedBeforeListing)))
        {
            Assert.True(gate.AnyOf.Any(code => behind.Any(r => r.Milestone == code && !(r.On > recorded.EffectiveOn))
                || Covered(area, opening, code) || recorded.Override?.Gates.Contains(code) == true
                || recorded.AsHappened && (gate.MayComeLater || area.Latest().Reached.ContainsKey(code)
                    || area.Latest().EarlierRounds.Any(r => r.Milestone == code)))
                || Later(area, behind, opening, recorded.EffectiveOn, table => table.Find(row.Code)?.Gates
                    .Any(was => was.Strength == GateStrength.Block && was.AnyOf.SequenceEqual(gate.AnyOf)) == true),
                $"{recorded.Milestone} on {recorded.EffectiveOn} stands without {gate.AnyOf[0]}");
        }

        foreach (var clock in row.Clocks.Where(c => c.Bound == ClockBound.Minimum && c.Periods[0].Unit == PeriodUnit.CalendarDays))
        {
            if (recorded.AsHappened || recorded.Override?.Periods?.Contains(clock.From) == true) continue;
            if (clock.Basis.Confidence == Confidence.Unverified) continue;
            if (state.EarlierRounds.Any(r => r.Milestone == clock.From || r.Milestone == recorded.Milestone)) continue;
            if (state.Reached.GetValueOrDefault(clock.From)?.On is not { } from) continue;
            if (from > recorded.EffectiveOn) continue; // then the step was missing, which its gate says
            Assert.True(from.AddDays(clock.Periods[0].Amount) <= recorded.EffectiveOn, $"{recorded.Milestone} is too early after {from}");
        }
    }

    private static void HoldsStages(
        Area area, AreaState state, List<RecordedEvent<AreaEvent>> counting, List<Reached> behind, OpeningPositionTaken? opening,
        HashSet<string> left)
    {
        var stage = Stage.Find(opening?.Stage) ?? Stage.Preparation;
        foreach (var fact in counting.Where(fact => fact.Event is StageChanged && fact.Event.TakesEffectOn <= state.On)
            .OrderBy(fact => fact.Event.TakesEffectOn).ThenBy(fact => fact.SortVersion))
        {
            var changed = (StageChanged)fact.Event;
            var to = Stage.Find(changed.Stage)!;
            if (!left.Contains(to.Code))
            {
                Assert.NotEqual(stage, to);
                var law = area.Catalogue.On(changed.EffectiveOn);
                Assert.True(to.Order <= stage.Order + 1 || to.Order == stage.Order + 2
                    && behind.Any(r => law.Find(r.Milestone)?.SkipsStage == stage.Next!.Code), $"{stage.Code} to {to.Code}");
                foreach (var row in law.Rows.Where(row => to.Order > stage.Order && row.Track == stage.Code
                    && row is { Required: true, OnlyWarns: false }))
                {
                    Assert.True(behind.Any(r => r.Milestone == row.Code && !(r.On > changed.EffectiveOn))
                        || Covered(area, opening, row.Code) || changed.Override?.Gates.Contains(row.Code) == true
                        || Later(area, behind, opening, changed.EffectiveOn, table => table.Demands(row.Code)),
                        $"{to.Code} on {changed.EffectiveOn} without {row.Code}");
                }
            }

            stage = to;
        }

        if (state.OnFile && state.Stage is { } seen) Assert.Equal(stage, seen);
    }

    // Something was done under a law that did not demand it yet.
    private static bool Later(
        Area area, List<Reached> behind, OpeningPositionTaken? opening, DateOnly day, Func<CatalogueTable, bool> demands) =>
        behind.Select(r => r.On ?? opening!.AsOf).Any(on => on < day && !demands(area.Catalogue.On(on)));

    private static bool Covered(Area area, OpeningPositionTaken? opening, string code)
    {
        if (opening is null || area.Catalogue.Rows.FirstOrDefault(row => row.Code == code) is not { InsteadOf: null } row) return false;
        return opening.Milestones.Any(m => m.Milestone == code)
            || Stage.Find(opening.Stage)!.Order > (Stage.Find(row.Track)?.Order ?? Stage.Listing.Order);
    }

    /// <summary>A state as text, without ids and versions of its events.</summary>
    public static string Words(AreaState state)
    {
        string Say(Reached r) => string.Create(CultureInfo.InvariantCulture, $"{r.Milestone}@{r.On:O} {r.Grade}");
        return string.Join("\n",
        [
            $"{state.OnFile} {state.Stage?.Code} {state.StageSince:O} {state.OpenedAt?.Code}",
            $"{state.Status} {state.StatusSince:O}",
            $"{state.ResponsibleUnit} {state.Officer} {string.Join(",", state.Labels)} {state.Progress}",
            .. state.Reached.Values.Select(Say).Order(StringComparer.Ordinal),
            .. state.EarlierRounds.Select(Say),
            .. state.Plan.Values.Select(p => $"{p.Milestone} {p.On:O} {p.Grade}").Order(StringComparer.Ordinal),
            .. state.Obstacles.Select(o => $"{o.Id} {o.Event.Description} {o.Resolved?.Event}"),
        ]);
    }
}
