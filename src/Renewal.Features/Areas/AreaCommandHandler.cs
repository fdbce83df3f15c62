using JasperFx;
using JasperFx.Events;
using Marten;
using Renewal.Domain;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Features.Requests;
using Renewal.Features.Store;
using Renewal.Features.Time;
using Wolverine;

namespace Renewal.Features.Areas;

/// <summary>
/// The one message that puts something on file about an area. Pages, API, command line and import all send it.
/// </summary>
/// <param name="IfVersion">The version the asker looked at; refused as stale when the area moved on. Null where it cannot matter.</param>
/// <param name="Fence">The claim of the request's Idempotency-Key, where it has one.</param>
public sealed record AreaCommandEnvelope(AreaCommand Command, Provenance By, long? IfVersion = null, RequestFence? Fence = null);

/// <summary>Proof of one stored event: its place in the store's sequence, its place in the area's stream, its id.</summary>
public sealed record Receipt(long Seq, long Version, Guid Id);

/// <summary>What every door gets back: done (possibly with nothing new), or refused and why.</summary>
public sealed record CommandResult
{
    public Refusal? Refusal { get; init; }

    public Guid AreaId { get; init; }

    public long Version { get; init; }

    public IReadOnlyList<Receipt> Events { get; init; } = [];

    /// <summary>The area's file with the new events in it.</summary>
    public Area? Area { get; init; }

    public static CommandResult No(Refusal refusal, long version = 0) => new() { Refusal = refusal, Version = version };
}

/// <summary>The one way a fact about an area gets on file: look, check rights, decide, file; what was looked at must still be so.</summary>
public static class AreaCommandHandler
{
    // Attempts that take no lock.
    private const int Optimistic = 2;

    public static async Task<CommandResult> Handle(
        AreaCommandEnvelope act, Envelope envelope, IDocumentSession session, OfficeClock clock, StoreClock storeClock,
            CancellationToken ct)
    {
        try
        {
            return await DecideAndSaveAsync(act, envelope.Attempts > Optimistic, session, clock, ct);
        }
        catch (Exception refused) when (StoreClock.IsRefused(refused))
        {
            await storeClock.MustBeRightAsync(ct);
            // It waited behind a lock: the retry policy prepares it again.
            throw;
        }
    }

    private static async Task<CommandResult> DecideAndSaveAsync(
        AreaCommandEnvelope act, bool exclusively, IDocumentSession session, OfficeClock clock, CancellationToken ct)
    {
        act.By.SignOn(session);
        if (act.Fence?.Applied is { } applied && await session.LoadAsync<AreaDocument>(applied, ct) is { } written)
            return Rights(act, written.Area) is { } taken ? CommandResult.No(taken) : Done(written.Id, [], written.Area);

        var stream = await FetchAsync(session, act.Command.Code, exclusively, ct);
        var card = stream.Aggregate;
        var before = card?.Area ?? Area.Unknown;
        // Document and version are two reads. Somebody who wrote between them would be overlooked: decide again.
        if (card is not null && stream.CurrentVersion != before.Version) throw new ConcurrencyException(typeof(AreaDocument), card.Id);
        var ruling = Decide(act, card, clock);
        if (ruling.Instead is { } instead) return instead;
        if (NewCode(act.Command) is { } code && await session.Query<AreaDocument>().AnyAsync(other => other.Key.Value == code, ct))
            return CommandResult.No(Refusals.AreaExists(code), before.Version);

        var id = card?.Id ?? Guid.CreateVersion7();
        List<IEvent> events = [.. ruling.Events.Select(happened => Sign(session, happened, act.By))];
        if (card is null) events = [.. session.Events.StartStream<AreaDocument>(id, events).Events];
        else stream.AppendMany(events);
        act.Fence?.Queue(session, id);
        await session.SaveChangesAsync(ct);
        return Done(id, events, events.Aggregate(before, (area, e) => Area.Evolve(area, StoredEvents.Recorded(e, (AreaEvent)e.Data))));
    }

    // Many at one area at once: those who lost twice wait for their turn instead of losing again.
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

    /// <summary>What is to be filed, or what to answer instead.</summary>
    private sealed record Verdict(IReadOnlyList<DomainEvent> Events, CommandResult? Instead = null)
    {
        public static Verdict No(Refusal refusal, long version = 0) => new([], CommandResult.No(refusal, version));
    }

    private static Verdict Decide(AreaCommandEnvelope act, AreaDocument? card, OfficeClock clock)
    {
        // Rights are checked against the area as it stands, not as some page remembered it.
        var area = card?.Area ?? Area.Unknown;
        if (area.Registration is null && act.Command is not RegisterArea) return Verdict.No(Refusals.AreaUnknown(act.Command.Code));
        if (act.Command is RegisterArea asked && area.Registration is not null && !AreaVisibility.CanSee(act.By.Actor, area))
            return Verdict.No(TakenElsewhere(act.By.Actor, asked, clock));
        if (Rights(act, area) is { } forbidden) return Verdict.No(forbidden);
        if (act.IfVersion is { } expected && expected != area.Version) return Verdict.No(Refusals.VersionStale(area.Version), area.Version);

        var decision = AreaRules.Decide(area, act.Command, new DecisionContext(clock.Today, WorkCalendar.China));
        if (decision.Refusal is { } refusal) return Verdict.No(refusal, area.Version);
        if (decision.Events.IsEmpty) return new Verdict([], Done(card!.Id, [], area));
        if (act.Command is CorrectFact { ReplaceWith: RegisterArea moved }
            && AccessRules.Check(act.By.Actor, moved, moved.Jurisdiction) is { } outOfReach) return Verdict.No(outOfReach);
        return new Verdict(decision.Events);
    }

    private static Refusal? Rights(AreaCommandEnvelope act, Area area) => AccessRules.Check(
        act.By.Actor, act.Command, area.Registration?.Jurisdiction ?? (act.Command as RegisterArea)?.Jurisdiction ?? "", area);

    /// <summary>
    /// The answer about a code that an area out of reach has: the same as for any code that is taken, so that neither name nor
    /// jurisdiction of that area can be learnt by trying codes.
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
