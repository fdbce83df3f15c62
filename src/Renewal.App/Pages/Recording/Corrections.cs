using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;

namespace Renewal.App.Pages.Recording;

/// <summary>What a page must know before it offers to correct an entry.</summary>
public static class Corrections
{
    /// <summary>The area as it would be without the entry: what a replacement is decided on.</summary>
    public static Area Without(Area area, Fact wrong, DateOnly today) => Area.Evolve(
        area, new Fact(Guid.Empty, area.Version + 1, DateTimeOffset.UnixEpoch, "", new FactCorrected(wrong.EventId, "", today, null)));

    /// <summary>Entries that would no longer hold if it were withdrawn: codes of milestones, stages and events.</summary>
    public static IReadOnlyList<string> Dependents(Area area, Fact wrong, DateOnly today) =>
        AreaRules.Decide(area, new CorrectFact(area.Registration!.Code, wrong.EventId, "?", null), new Setting(today, WorkCalendar.China))
            is { Refusal: { Code: "correction.conflicts" } refusal } ? refusal.Needs : [];

    /// <summary>Whether the entry can be corrected at all: it stands, and is not a correction itself.</summary>
    public static bool IsPossible(Fact fact) => fact.Corrected is null && fact.What is not FactCorrected;

    /// <summary>Not an officer, where a manager confirmed the entry or let it pass.</summary>
    public static bool MayBy(Actor actor, Area area, Fact fact) => AccessRules.Check(
        actor, new CorrectFact(area.Registration!.Code, fact.EventId, "", null), area.Registration.Jurisdiction, area) is null;

    /// <summary>A registration can be put right but never taken back; a confirmation only taken back.</summary>
    public static bool MayWithdraw(Fact fact) => fact.What is not AreaRegistered;

    public static bool MayReplace(Fact fact) => AreaForm.Of(fact.What) is not null;
}
