using Renewal.Domain.Areas;
using Renewal.Domain.Recording;

namespace Renewal.Domain.Access;

/// <summary>Who may do what. Checked with the area's jurisdiction, in the same transaction as the command.</summary>
public static class AccessRules
{
    /// <summary>
    /// Null when the actor may send this command; else the refusal. An area the actor may not see looks like one that does not exist.
    /// </summary>
    /// <param name="area">The area, if it exists: who may correct an event depends on the event.</param>
    public static Refusal? Check(Actor actor, AreaCommand command, string jurisdiction, Area? area = null)
    {
        if (!actor.CanSee(jurisdiction))
            return command is RegisterArea ? Refusals.JurisdictionForbidden(jurisdiction) : Refusals.AreaUnknown(command.Code);
        if (CheckRole(actor, command.GetType()) is { } forbidden) return forbidden;
        if (actor.Role == Role.Manager) return null;
        if (command.Override is not null) return Refusals.OverrideNeedsApprover;
        return IsConfirming(command, area) ? Refusals.RoleForbids(actor.Role.Code, "confirm") : null;
    }

    /// <summary>Null when this role may record; officers and managers may.</summary>
    public static Refusal? CheckRole(Actor actor) =>
        actor.Role == Role.Officer || actor.Role == Role.Manager ? null : Refusals.RoleForbids(actor.Role.Code, "record");

    /// <summary>Null when this role may send a type of command, whatever the area.</summary>
    public static Refusal? CheckRole(Actor actor, Type command) => CheckRole(actor)
        ?? (ManagersOnlyAttribute.Applies(command) && actor.Role != Role.Manager ? Refusals.RoleForbids(actor.Role.Code, "confirm") : null);

    /// <summary>Null when the actor may take a ledger in whose new areas belong to a jurisdiction.</summary>
    public static Refusal? CheckImport(Actor actor, string jurisdiction) => CheckRole(actor)
        ?? (!Jurisdiction.IsWellFormed(jurisdiction) ? Refusals.JurisdictionUnknown(jurisdiction)
            : !actor.CanSee(jurisdiction) ? Refusals.JurisdictionForbidden(jurisdiction) : null);

    // Who may vouch for a date, or let a gate be passed, may also take that back, and nobody else: otherwise an officer could undo a
    // manager's decision by correcting the entry under it.
    private static bool IsConfirming(AreaCommand command, Area? area)
    {
        if (command is not CorrectFact correction || area?.Find(correction.EventId) is not { } wrong) return false;
        return wrong.Event is MilestoneConfirmed or CatalogueAdopted
            || wrong.Event is MilestoneRecorded { Override: not null } or StageChanged { Override: not null }
            || area.Events.Any(fact => fact.Corrected is null && fact.Event is MilestoneConfirmed it && it.EventId == wrong.EventId)
            || CameOfAnOverride(area, wrong);
    }

    // Events that a correction overrode stay valid, however often the replacement is corrected. A correction recorded before the
    // override stays the officer's own, so that sending it again is harmless.
    private static bool CameOfAnOverride(Area area, RecordedEvent<AreaEvent> wrong) => area.Events.Any(fact =>
        fact.Version < wrong.Version && fact.Event is FactCorrected { Override: not null } it
        && area.Find(it.EventId)?.RootEventId == wrong.RootEventId);
}
