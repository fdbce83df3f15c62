using System.Collections.Immutable;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;

namespace Renewal.Domain.Imports;

/// <summary>A value that a ledger gives differently from the record.</summary>
public sealed record FieldDifference(string Field, string? Was, string? Now);

/// <summary>
/// The result of comparing a ledger row: the events that follow, or why it cannot be taken. No events and no refusal: the same.
/// </summary>
public sealed record ReconcileResult(ImmutableArray<AreaEvent> Events, ImmutableArray<FieldDifference> Differences, Refusal? Refusal)
{
    public static readonly ReconcileResult Same = new([], [], null);
}

/// <summary>
/// Compares a ledger row with the record. A row as of the same day as the opening position restates it, so a difference corrects the
/// entry; a later row says what has happened since; an earlier one is refused. Every resulting command is decided by the ordinary
/// rules.
/// </summary>
public static class ReconcileRules
{
    public static ReconcileResult Decide(Area area, LedgerEntry entry, Actor actor, DecisionContext context)
    {
        if (area.Registration is not { } registered)
        {
            return Take(
                area, entry.AsOf, [Register(entry), Opening(entry, entry.Code), .. Own(entry.Code, entry, entry.Values)], [], actor,
                context);
        }

        // Also where nothing would follow from the row: a ledger cannot know how things will stand.
        if (entry.AsOf > context.Today) return new ReconcileResult([], [], Refusals.DateInFuture("asOf", entry.AsOf, context.Today));
        var news = LedgerDifferences.Of(area, registered, entry);
        var untouched = area.Opening is null && area.Record.InOrder().All(fact => fact.Event is AreaRegistered);
        // A withdrawn event is not recorded again by importing its file again.
        var taken = area.Events.Any(fact => fact.Event is OpeningPositionTaken o && o.AsOf == entry.AsOf);
        if (news.IsEmpty && (!untouched || taken)) return ReconcileResult.Same;
        if (untouched)
        {
            return Take(
                area, entry.AsOf,
                [
                    .. PutRight(area, registered, entry, news, whole: true), Opening(entry, registered.Code),
                    .. Own(registered.Code, entry, entry.Values),
                ],
                news.OfRegistration, actor, context);
        }

        if (entry.AsOf < area.Floor) return new ReconcileResult([], [], Refusals.RowOlder(entry.AsOf, area.Floor));
        List<AreaCommand> commands = area.Opening is { } opening && opening.AsOf == entry.AsOf
            ? [.. PutRight(area, registered, entry, news, whole: true), .. Restate(area, registered, opening, entry, news)]
            : [.. PutRight(area, registered, entry, news, whole: false), .. Since(area, registered, entry, news)];
        commands.AddRange(Own(registered.Code, entry, news.Values));
        return Take(area, entry.AsOf, commands, [.. news.OfRegistration, .. news.OfPosition], actor, context);
    }

    private static IEnumerable<AreaCommand> Own(string code, LedgerEntry entry, IEnumerable<ImportValue> values) =>
        values.Select(cell => cell.Column.Record(code, cell.Value, entry));

    // The opening position says otherwise by the same day: one of the two is wrong.
    private static IEnumerable<AreaCommand> Restate(
        Area area, AreaRegistered registered, OpeningPositionTaken opening, LedgerEntry entry, LedgerDifferences news)
    {
        if (news is { Stage: null, BasicallyFinished: false, Progress: null, Source: null }) yield break;
        var restated = new TakeOpeningPosition(
            registered.Code, news.Stage ?? opening.Stage, opening.AsOf, news.Source ?? opening.Source)
        {
            BasicallyFinished = news.Stage is null ? news.BasicallyFinished || opening.BasicallyFinished : entry.BasicallyFinished,
            Note = news.Progress ?? opening.Note,
            Milestones = opening.Milestones,
        };
        yield return new CorrectFact(registered.Code, IdOf<OpeningPositionTaken>(area), entry.Origin, restated);
    }

    private static IEnumerable<AreaCommand> Since(Area area, AreaRegistered registered, LedgerEntry entry, LedgerDifferences news)
    {
        if (news.Stage is { } stage)
            yield return new ChangeStage(registered.Code, stage, entry.AsOf) { Note = entry.Progress, Reason = entry.Origin };
        if (news.Progress is { } progress) yield return new NoteProgress(registered.Code, entry.AsOf, progress, entry.Source);
    }

    // Every difference of the row is corrected, so that what is shown as changed does change. Labels and responsible units change with
    // time; only a row of the opening day means that the registration was wrong about them.
    private static IEnumerable<AreaCommand> PutRight(
        Area area, AreaRegistered registered, LedgerEntry entry, LedgerDifferences news, bool whole)
    {
        var labels = whole && !Has<AreaLabelled>(area, entry.AsOf) ? news.Labels : null;
        var unit = whole && !Has<DutyAssigned>(area, entry.AsOf) ? news.ResponsibleUnit : null;
        var right = new RegisterArea(
            registered.Code, news.Name ?? registered.Name, news.Kind ?? registered.Kind, registered.Jurisdiction, registered.OpenedOn)
        {
            Labels = labels ?? registered.Labels,
            ResponsibleUnit = unit ?? registered.ResponsibleUnit,
            Officer = registered.Officer,
            SiteAreaM2 = news.SiteAreaM2 ?? registered.SiteAreaM2,
            BuildingAreaM2 = news.BuildingAreaM2 ?? registered.BuildingAreaM2,
            HouseholdsExpected = news.Households ?? registered.HouseholdsExpected,
            ClearedBeforeListing = registered.ClearedBeforeListing,
            Boundary = registered.Boundary,
        };
        var elsewhere = (labels is null && news.Labels is not null ? 1 : 0) + (unit is null && news.ResponsibleUnit is not null ? 1 : 0);
        if (news.OfRegistration.Length > elsewhere)
            yield return new CorrectFact(registered.Code, IdOf<AreaRegistered>(area), entry.Origin, right);
        if (labels is null && news.Labels is { } labelled) yield return new LabelArea(registered.Code, labelled);
        if (unit is null && news.ResponsibleUnit is { } answerable)
            yield return new AssignDuty(registered.Code, answerable, area.On(entry.AsOf).Officer, entry.AsOf);
    }

    private static bool Has<T>(Area area, DateOnly by) where T : AreaEvent =>
        area.Record.InOrder().Any(fact => fact.Event is T && fact.Event.TakesEffectOn <= by);

    private static ReconcileResult Take(
        Area area, DateOnly day, IEnumerable<AreaCommand> commands, ImmutableArray<FieldDifference> changes, Actor actor,
        DecisionContext context)
    {
        // Labels have the day they were set, here the row's day: later ones stay.
        var events = ImmutableArray.CreateBuilder<AreaEvent>();
        foreach (var command in commands)
        {
            // An import has the rights of its user: it may not correct what the officer may not.
            var jurisdiction = area.Registration?.Jurisdiction ?? (command as RegisterArea)?.Jurisdiction ?? "";
            if (AccessRules.Check(actor, command, jurisdiction, area) is { } forbidden) return new ReconcileResult([], changes, forbidden);
            var decision = AreaRules.Decide(area, command, command is LabelArea ? context with { Today = day } : context);
            if (decision.Refusal is { } refusal) return new ReconcileResult([], changes, refusal);
            foreach (var happened in decision.Events.Cast<AreaEvent>())
            {
                area = area.WithHypothetical(happened);
                events.Add(happened);
            }
        }

        return new ReconcileResult(events.ToImmutable(), changes, null);
    }

    private static RegisterArea Register(LedgerEntry entry) => new(entry.Code, entry.Name, entry.Kind, entry.Jurisdiction, entry.AsOf)
    {
        Labels = entry.Labels,
        ResponsibleUnit = entry.ResponsibleUnit,
        SiteAreaM2 = entry.SiteAreaM2,
        BuildingAreaM2 = entry.BuildingAreaM2,
        HouseholdsExpected = entry.Households,
    };

    private static TakeOpeningPosition Opening(LedgerEntry entry, string code) =>
        new(code, entry.Stage, entry.AsOf, entry.Source ?? entry.File)
        {
            BasicallyFinished = entry.BasicallyFinished,
            Note = entry.Progress,
        };

    private static Guid IdOf<T>(Area area) where T : AreaEvent =>
        area.Events.Last(fact => fact.Event is T && fact.Corrected is null).EventId;
}
