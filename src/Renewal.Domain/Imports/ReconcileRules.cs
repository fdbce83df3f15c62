using System.Collections.Immutable;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;

namespace Renewal.Domain.Imports;

/// <summary>A member of an area that a ledger gives differently from the record.</summary>
public sealed record Difference(string Field, string? Was, string? Now);

/// <summary>What a ledger's row comes to: the events that follow, or why it cannot be taken. No events and no refusal: the same.</summary>
public sealed record Reconciled(ImmutableArray<AreaEvent> Events, ImmutableArray<Difference> Differences, Refusal? Refusal)
{
    public static readonly Reconciled Same = new([], [], null);
}

/// <summary>
/// Holds a ledger's row against the record. A row as of the same day as the opening position restates it, so a difference corrects the
/// entry; a later row says what has happened since; an earlier one is refused. Every resulting act goes through the ordinary rules.
/// </summary>
public static class ReconcileRules
{
    public static Reconciled Decide(Area area, LedgerEntry entry, Actor actor, Setting setting)
    {
        if (area.Registration is not { } registered)
            return Take(area, [Register(entry, entry.AsOf), Opening(entry, entry.Code)], [], actor, setting);
        if (SaidBefore(area, entry)) return Reconciled.Same;
        // Also where nothing would follow from the row: a ledger cannot know how things will stand.
        if (entry.AsOf > setting.Today) return new Reconciled([], [], Refusals.DateInFuture("asOf", entry.AsOf, setting.Today));
        if (area.Opening is null && area.InOrder().All(fact => fact.What is AreaRegistered))
        {
            return Take(
                area, [.. PutRight(area, registered, entry), Opening(entry, registered.Code)], Changes(registered, entry), actor, setting);
        }

        if (entry.AsOf < area.Floor) return new Reconciled([], [], Refusals.RowOlder(entry.AsOf, area.Floor));
        return area.Opening is { } opening && opening.AsOf == entry.AsOf
            ? Restated(area, registered, opening, entry, actor, setting)
            : Later(area, registered, entry, actor, setting);
    }

    // What a file says stays said: an entry made from it and corrected since is not brought back by reading the file again.
    private static bool SaidBefore(Area area, LedgerEntry entry) =>
        area.Facts.Any(fact => fact.What is OpeningPositionTaken o && o.AsOf == entry.AsOf && Same(o, entry))
        && area.Facts.Any(fact => fact.What is AreaRegistered r && Changes(r, entry).IsEmpty);

    private static Reconciled Restated(
        Area area, AreaRegistered registered, OpeningPositionTaken opening, LedgerEntry entry, Actor actor, Setting setting)
    {
        var changes = Changes(registered, entry);
        var commands = PutRight(area, registered, entry);
        if (!Same(opening, entry))
        {
            var restated = Opening(entry, registered.Code, opening) with { Milestones = opening.Milestones };
            commands.Add(new CorrectFact(registered.Code, IdOf<OpeningPositionTaken>(area), entry.Origin, restated));
            changes = changes.AddRange(Compare(("stage", opening.Stage, entry.Stage), ("progress", opening.Note, entry.Progress),
                ("source", opening.Source, entry.Source)));
        }

        return Take(area, commands, changes, actor, setting);
    }

    private static Reconciled Later(Area area, AreaRegistered registered, LedgerEntry entry, Actor actor, Setting setting)
    {
        var then = area.On(entry.AsOf);
        var changes = Changes(registered, entry);
        var commands = PutRight(area, registered, entry);
        if (then.Stage?.Code != entry.Stage)
        {
            commands.Add(new ChangeStage(registered.Code, entry.Stage, entry.AsOf) { Note = entry.Progress, Reason = entry.Origin });
            changes = changes.Add(new Difference("stage", then.Stage?.Code, entry.Stage));
        }

        if (entry.Progress is { } progress && then.Progress?.Text != progress)
        {
            commands.Add(new NoteProgress(registered.Code, entry.AsOf, progress, entry.Source));
            changes = changes.Add(new Difference("progress", then.Progress?.Text, progress));
        }

        return commands.Count == 0 ? Reconciled.Same : Take(area, commands, changes, actor, setting);
    }

    // A registration the row gives differently is put right, whatever else the row leads to: what is shown as changed must be changed.
    private static List<AreaCommand> PutRight(Area area, AreaRegistered registered, LedgerEntry entry) =>
        Changes(registered, entry).IsEmpty
            ? []
            : [new CorrectFact(
                registered.Code, IdOf<AreaRegistered>(area), entry.Origin, Register(entry, registered.OpenedOn, registered))];

    private static Reconciled Take(
        Area area, IEnumerable<AreaCommand> commands, ImmutableArray<Difference> changes, Actor actor, Setting setting)
    {
        var events = ImmutableArray.CreateBuilder<AreaEvent>();
        foreach (var command in commands)
        {
            // A file is no way round: an officer's may not correct what the officer may not.
            var jurisdiction = area.Registration?.Jurisdiction ?? (command as RegisterArea)?.Jurisdiction ?? "";
            if (AccessRules.Check(actor, command, jurisdiction, area) is { } forbidden) return new Reconciled([], changes, forbidden);
            var decision = AreaRules.Decide(area, command, setting);
            if (decision.Refusal is { } refusal) return new Reconciled([], changes, refusal);
            foreach (var happened in decision.Events.Cast<AreaEvent>())
            {
                area = Area.Evolve(area, new Fact(Guid.Empty, area.Version + 1, DateTimeOffset.UnixEpoch, "", happened));
                events.Add(happened);
            }
        }

        return new Reconciled(events.ToImmutable(), changes, null);
    }

    private static RegisterArea Register(LedgerEntry entry, DateOnly openedOn, AreaRegistered? before = null) =>
        new(before?.Code ?? entry.Code, entry.Name, entry.Kind, before?.Jurisdiction ?? entry.Jurisdiction, openedOn)
        {
            Labels = entry.Labels.IsEmpty ? before?.Labels ?? [] : entry.Labels,
            ResponsibleUnit = entry.ResponsibleUnit ?? before?.ResponsibleUnit,
            Officer = before?.Officer,
            SiteAreaM2 = entry.SiteAreaM2 ?? before?.SiteAreaM2,
            BuildingAreaM2 = entry.BuildingAreaM2 ?? before?.BuildingAreaM2,
            HouseholdsExpected = entry.Households ?? before?.HouseholdsExpected,
            ClearedBeforeListing = before?.ClearedBeforeListing ?? false,
            Boundary = before?.Boundary,
        };

    private static TakeOpeningPosition Opening(LedgerEntry entry, string code, OpeningPositionTaken? before = null) =>
        new(code, entry.Stage, entry.AsOf, entry.Source ?? before?.Source ?? entry.File) { Note = entry.Progress ?? before?.Note };

    private static bool Same(OpeningPositionTaken opening, LedgerEntry entry) =>
        opening.Stage == entry.Stage && (entry.Source is null || opening.Source == entry.Source)
            && (entry.Progress is null || opening.Note == entry.Progress);

    private static ImmutableArray<Difference> Changes(AreaRegistered r, LedgerEntry entry) => Compare(
        ("name", r.Name, entry.Name),
        ("kind", r.Kind, entry.Kind),
        ("labels", string.Join('、', r.Labels), entry.Labels.IsEmpty ? null : string.Join('、', entry.Labels)),
        ("responsibleUnit", r.ResponsibleUnit, entry.ResponsibleUnit),
        ("householdsExpected", Text(r.HouseholdsExpected), Text(entry.Households)),
        ("siteAreaM2", Text(r.SiteAreaM2), Text(entry.SiteAreaM2)),
        ("buildingAreaM2", Text(r.BuildingAreaM2), Text(entry.BuildingAreaM2)));

    private static ImmutableArray<Difference> Compare(params ReadOnlySpan<(string Field, string? Was, string? Now)> pairs)
    {
        var found = ImmutableArray.CreateBuilder<Difference>();
        foreach (var (field, was, now) in pairs)
            if (now is not null && was != now) found.Add(new Difference(field, was, now));
        return found.ToImmutable();
    }

    private static string? Text(IFormattable? number) => number?.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);

    private static Guid IdOf<T>(Area area) where T : AreaEvent =>
        area.Facts.Last(fact => fact.What is T && fact.Corrected is null).EventId;
}
