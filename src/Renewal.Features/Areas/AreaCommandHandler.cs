using JasperFx;
using JasperFx.Events;
using Marten;
using Marten.Exceptions;
using Renewal.Domain;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Features.Store;
using Renewal.Features.Telemetry;
using Renewal.Features.Time;
using Wolverine;

namespace Renewal.Features.Areas;

/// <summary>
/// Records commands about areas: loads the area, checks rights and version, decides, appends. When the area changed meanwhile, the
/// command is retried.
/// </summary>
public static class AreaCommandHandler
{
    // Attempts without a lock.
    private const int Optimistic = 2;

    public static async Task<CommandResult> Handle(
        AreaCommandEnvelope message, Envelope envelope, IDocumentSession session, OfficeClock clock, StoreClock storeClock,
            CancellationToken ct)
    {
        try
        {
            return await DecideAndSaveAsync(message, envelope.Attempts > Optimistic, session, clock, ct);
        }
        catch (Exception refused) when (StoreClock.IsRefused(refused))
        {
            await storeClock.MustBeRightAsync(ct);
            // The statement waited behind a lock: the retry policy runs it again.
            throw;
        }
        catch (DuplicateNaturalKeyException) when (NewCode(message.Command) is { } code)
        {
            // Another area got the code between the check and the write.
            return CommandResult.No(Refusals.AreaExists(code));
        }
    }

    private static async Task<CommandResult> DecideAndSaveAsync(
        AreaCommandEnvelope message, bool exclusively, IDocumentSession session, OfficeClock clock, CancellationToken ct)
    {
        message.By.SignOn(session);
        if (message.Extent is Extent.RightsToAcceptance or Extent.RightsToRefusal) return await CheckRightsAsync(message, session, ct);
        if (message.Fence?.Applied is { } applied && await session.LoadAsync<AreaDocument>(applied, ct) is { } written)
            return Rights(message, written.Area) is { } taken ? CommandResult.No(taken) : Done(written.Id, [], written.Area);

        if (message.Extent != Extent.Decision) await SessionTransaction.BeginAsync(session, ct);
        IEventStream<AreaDocument> stream;
        try
        {
            stream = await FetchAsync(session, message.Command.Code, exclusively, ct);
        }
        catch (SessionTransactionUnusableException broken)
        {
            throw new ConnectionLostException(broken);
        }

        var document = stream.Aggregate;
        var before = document?.Area ?? Area.Unknown;
        // Document and version are two reads. A write between them would be overlooked: retry.
        if (document is not null && stream.CurrentVersion != before.Version)
            throw new ConcurrencyException(typeof(AreaDocument), document.Id);
        var verdict = Decide(message, document, clock);
        if (verdict.Instead is { } instead) return instead;
        if (NewCode(message.Command) is { } code && await session.Query<AreaDocument>().AnyAsync(other => other.Key.Value == code, ct))
            return CommandResult.No(Refusals.AreaExists(code), before.Version);

        if (message.Extent == Extent.Decision) return new CommandResult { Version = before.Version, Area = before, WouldRecord = true };

        var id = document?.Id ?? Guid.CreateVersion7();
        List<IEvent> events = [.. verdict.Events.Select(happened => Sign(session, happened, message.By))];
        if (document is null) events = [.. session.Events.StartStream<AreaDocument>(id, events).Events];
        else stream.AppendMany(events);
        message.Fence?.Queue(session, id);
        await session.SaveChangesAsync(ct);
        return Done(id, events, events.Aggregate(before, (area, e) => Area.Evolve(area, StoredEvents.Recorded(e, (AreaEvent)e.Data))));
    }

    // Many concurrent writers on one area: whoever lost twice takes a lock and waits instead of losing again.
    private static async Task<IEventStream<AreaDocument>> FetchAsync(
        IDocumentSession session, string code, bool exclusively, CancellationToken ct)
    {
        if (exclusively && await session.Query<AreaDocument>().Where(area => area.Key.Value == code).Select(area => area.Id)
            .ToListAsync(ct) is [var id])
        {
            var locked = await session.Events.FetchForExclusiveWriting<AreaDocument>(id, ct);
            return locked.Aggregate?.Key.Value == code ? locked : throw new ConcurrencyException(typeof(AreaDocument), id);
        }

        return await session.Events.FetchForWriting<AreaDocument, AreaKey>(new AreaKey(code), ct);
    }

    /// <summary>The events to append, or the result to return instead.</summary>
    private sealed record Verdict(IReadOnlyList<DomainEvent> Events, CommandResult? Instead = null)
    {
        public static Verdict No(Refusal refusal, long version = 0) => new([], CommandResult.No(refusal, version));
    }

    private static Verdict Decide(AreaCommandEnvelope message, AreaDocument? document, OfficeClock clock)
    {
        // Rights are checked against the area as loaded here, not as a page showed it.
        var area = document?.Area ?? Area.Unknown;
        if (area.Registration is null && message.Command is not RegisterArea) return Verdict.No(Refusals.AreaUnknown(message.Command.Code));
        if (message.Command is RegisterArea asked && area.Registration is not null && !AreaVisibility.CanSee(message.By.Actor, area))
            return Verdict.No(TakenElsewhere(message.By.Actor, asked, clock));
        if (Rights(message, area) is { } forbidden) return Verdict.No(forbidden);
        if (message.IfVersion is null && message.Command.NeedsVersion) return Verdict.No(Refusals.VersionMissing, area.Version);

        var decision = AreaRules.Decide(area, message.Command, new DecisionContext(clock.Today, WorkCalendar.China));
        // Sent twice, the second is stale only because of the first: it is answered like any command that changes nothing.
        if (decision is { Refusal: null, Events.IsEmpty: true }) return new Verdict([], Done(document!.Id, [], area));
        if (message.IfVersion is { } expected && expected != area.Version)
            return Verdict.No(Refusals.VersionStale(area.Version), area.Version);
        if (decision.Refusal is { } refusal) return Verdict.No(refusal, area.Version);
        if (message.Command is CorrectFact { ReplaceWith: RegisterArea moved }
            && AccessRules.Check(message.By.Actor, moved, moved.Jurisdiction) is { } outOfReach) return Verdict.No(outOfReach);
        return new Verdict(decision.Events);
    }

    // Rights are those of today: without them the stored response is not returned.
    private static async Task<CommandResult> CheckRightsAsync(AreaCommandEnvelope message, IDocumentSession session, CancellationToken ct)
    {
        var code = message.Command.Code;
        var document = await session.Query<AreaDocument>().SingleOrDefaultAsync(area => area.Key.Value == code, ct);
        if (document is not null && AreaVisibility.CanSee(message.By.Actor, document.Area))
            return Rights(message, document.Area) is { } forbidden ? CommandResult.No(forbidden) : Done(document.Id, [], document.Area);
        if (message.Command is not RegisterArea asked) return CommandResult.No(Refusals.AreaUnknown(code));
        // Registered earlier but not visible to the actor now: the same refusal as for every taken code.
        return AccessRules.Check(message.By.Actor, asked, asked.Jurisdiction) is { } lost ? CommandResult.No(lost)
            : message.Extent == Extent.RightsToAcceptance ? CommandResult.No(Refusals.AreaExists(code))
            : new CommandResult();
    }

    private static Refusal? Rights(AreaCommandEnvelope message, Area area) => AccessRules.Check(
        message.By.Actor, message.Command, area.Registration?.Jurisdiction ?? (message.Command as RegisterArea)?.Jurisdiction ?? "", area);

    /// <summary>
    /// The refusal for a code of an area the actor may not see: the same as for any code that is taken, so that probing codes reveals
    /// neither name nor jurisdiction.
    /// </summary>
    private static Refusal TakenElsewhere(Actor actor, RegisterArea asked, OfficeClock clock) =>
        AccessRules.Check(actor, asked, asked.Jurisdiction)
        ?? AreaRules.Decide(Area.Unknown, asked, new DecisionContext(clock.Today, WorkCalendar.China)).Refusal
        ?? Refusals.AreaExists(asked.Code);

    /// <summary>The code a correction of the registration gives the area; null when it keeps the one it has.</summary>
    private static string? NewCode(AreaCommand command) =>
        command is CorrectFact { ReplaceWith: RegisterArea moved } && moved.Code != command.Code ? moved.Code : null;

    private static CommandResult Done(Guid id, IEnumerable<IEvent> events, Area after) => new()
    {
        AreaId = id,
        Version = after.Version,
        Events = [.. events.Select(e => new Receipt(e.Sequence, e.Version, e.Id))],
        Area = after,
    };

    internal static IEvent Sign(IDocumentSession session, DomainEvent happened, Provenance by)
    {
        var wrapped = session.Events.BuildEvent(happened);
        foreach (var (name, value) in by.RowHeaders()) wrapped.SetHeader(name, value);
        return wrapped;
    }
}
