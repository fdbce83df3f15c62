using JasperFx.Events;
using Marten;
using Renewal.Domain;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Domain.Calendar;
using Renewal.Features.Store;
using Renewal.Features.Time;

namespace Renewal.Features.Areas;

/// <summary>
/// The one message that puts something on file about an area. Pages, API, command line and import all send it.
/// </summary>
/// <param name="IfVersion">The version the asker looked at; refused as stale when the area moved on. Null where it cannot matter.</param>
public sealed record Act(AreaCommand Command, Provenance By, long? IfVersion = null);

/// <summary>Proof of one stored event: its place in the store's sequence, its place in the area's stream, its id.</summary>
public sealed record Receipt(long Seq, long Version, Guid Id);

/// <summary>What every door gets back: done (possibly with nothing new), or refused and why.</summary>
public sealed record Answer
{
    public Refusal? Refusal { get; init; }

    public Guid AreaId { get; init; }

    public long Version { get; init; }

    public IReadOnlyList<Receipt> Events { get; init; } = [];

    /// <summary>The area's file with the new events in it.</summary>
    public Area? Area { get; init; }

    public static Answer No(Refusal refusal, long version = 0) => new() { Refusal = refusal, Version = version };
}

/// <summary>The one way a fact about an area gets on file: fetch, check rights, decide, append, all in one transaction.</summary>
public static class ActHandler
{
    public static async Task<Answer> Handle(Act act, IDocumentSession session, OfficeClock clock, Files files, CancellationToken ct)
    {
        act.By.SignOn(session);
        // One transaction, and so one connection, from the first look to the last row: half the leases, and nothing else changes.
        await session.BeginTransactionAsync(ct);
        var stream = await FetchAsync(session, act.Command.Code, files, ct);
        var card = stream.Aggregate;
        var area = card?.Area ?? Area.Unknown;

        // Rights are checked against the area as it stands in this transaction, not as some page remembered it.
        var jurisdiction = area.Registration?.Jurisdiction ?? (act.Command as RegisterArea)?.Jurisdiction ?? "";
        if (area.Registration is null && act.Command is not RegisterArea) return Answer.No(Refusals.AreaUnknown(act.Command.Code));
        if (AccessRules.Check(act.By.Actor, act.Command, jurisdiction, area) is { } forbidden) return Answer.No(forbidden);
        if (act.IfVersion is { } expected && expected != area.Version) return Answer.No(Refusals.VersionStale(area.Version), area.Version);

        var decision = AreaRules.Decide(area, act.Command, new Setting(clock.Today, WorkCalendar.China));
        if (decision.Refusal is { } refusal) return Answer.No(refusal, area.Version);
        if (decision.Events.IsEmpty) return new Answer { AreaId = card!.Id, Version = area.Version, Area = area };
        if (act.Command is CorrectFact { ReplaceWith: RegisterArea moved }
            && AccessRules.Check(act.By.Actor, moved, moved.Jurisdiction) is { } outOfReach) return Answer.No(outOfReach);

        var events = decision.Events.Select(happened => Sign(session, happened, act.By)).ToList();
        var id = card?.Id ?? Guid.CreateVersion7();
        if (card is null) events = [.. session.Events.StartStream<AreaCard>(id, events).Events];
        else if (events is not [var only] || !NextEntry.TryFile(session, card, only)) stream.AppendMany(events);
        await session.SaveChangesAsync(ct);

        var after = events.Aggregate(area, (a, e) => Area.Evolve(a, AreaCardProjection.OnFile(e, (AreaEvent)e.Data)));
        return new Answer
        {
            AreaId = id,
            Version = after.Version,
            Events = [.. events.Select(e => new Receipt(e.Sequence, e.Version, e.Id))],
            Area = after,
        };
    }

    // By its key a stream costs one question more than by its id. A remembered id is only a guess: what was fetched has to carry the
    // code, which no two areas do at once.
    private static async Task<IEventStream<AreaCard>> FetchAsync(IDocumentSession session, string code, Files files, CancellationToken ct)
    {
        if (files.GuessId(code) is { } id)
        {
            var guessed = await session.Events.FetchForWriting<AreaCard>(id, ct);
            if (guessed.Aggregate?.Key.Value == code) return guessed;
        }

        var stream = await session.Events.FetchForWriting<AreaCard, AreaKey>(new AreaKey(code), ct);
        if (stream.Aggregate is { } card) files.RememberId(code, card.Id);
        return stream;
    }

    internal static IEvent Sign(IDocumentSession session, DomainEvent happened, Provenance by)
    {
        var wrapped = session.Events.BuildEvent(happened);
        foreach (var (name, value) in by.RowHeaders()) wrapped.SetHeader(name, value);
        return wrapped;
    }
}
