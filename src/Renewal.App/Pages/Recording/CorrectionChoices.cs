using Renewal.Domain;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Domain.Recording;

namespace Renewal.App.Pages.Recording;

/// <summary>What a page must know before it offers to correct an entry.</summary>
public static class CorrectionChoices
{
    /// <summary>Entries that would no longer hold if it were withdrawn: codes of milestones, stages and events.</summary>
    public static IReadOnlyList<string> Dependents(Area area, RecordedEvent<AreaEvent> wrong, DateOnly today) =>
        AreaRules.Decide(
            area, new CorrectFact(area.Registration!.Code, wrong.EventId, "?", null), new DecisionContext(today, WorkCalendar.China))
            is { Refusal: { Code: "correction.conflicts" } refusal } ? refusal.Needs : [];

    /// <summary>Whether the entry can be corrected at all: it stands, and is not a correction itself.</summary>
    public static bool IsPossible(RecordedEvent<AreaEvent> fact) => fact is { Corrected: null, Event: not ICorrectionEvent };

    /// <summary>Not an officer, where a manager confirmed the entry or let it pass.</summary>
    public static bool MayBy(Actor actor, Area area, RecordedEvent<AreaEvent> fact) => AccessRules.Check(
        actor, new CorrectFact(area.Registration!.Code, fact.EventId, "", null), area.Registration.Jurisdiction, area) is null;
}
