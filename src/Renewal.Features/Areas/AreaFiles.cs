using Marten;
using Npgsql;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Features.Store;

namespace Renewal.Features.Areas;

/// <summary>An area's file as it was known at some instant.</summary>
public sealed record AreaFile(Guid Id, Area Area);

/// <summary>Finds an area's file, now or as the office knew it.</summary>
public sealed class AreaFiles(IDocumentStore store)
{
    /// <summary>Null when there is no such area, when it was not known at that instant, or when it is out of the actor's reach.</summary>
    public async Task<AreaFile?> FindAsync(string code, Actor actor, DateTimeOffset? knownAt, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var card = await session.Query<AreaCard>().SingleOrDefaultAsync(area => area.Key.Value == code, ct);
        if (card is null || !AreaVisibility.CanSee(actor, card.Area)) return null;
        if (knownAt is not { } instant) return new AreaFile(card.Id, card.Area);
        var known = card.Area.Record.VersionKnownAt(instant);
        return known == 0 ? null : new AreaFile(card.Id, card.Area.AsOfVersion(known));
    }

    /// <summary>Every event of an area up to a version, with what the store says of it, in the order of recording.</summary>
    public async Task<IReadOnlyList<HistoryLine>> HistoryAsync(AreaFile area, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(area.Id, version: area.Area.Version, token: ct);
        return [.. events.Select(e => HistoryLine.From(e, area.Area))];
    }

    /// <summary>The highest sequence number and time on file: what "now" means for a reading.</summary>
    public async Task<(long Seq, DateTimeOffset? At)> LatestAsync(CancellationToken ct)
    {
        await using var session = store.QuerySession();
        await using var command = new NpgsqlCommand(
            $"select seq_id, timestamp from {RenewalStore.Schema}.mt_events order by seq_id desc limit 1");
        await using var reader = await session.ExecuteReaderAsync(command, ct);
        return await reader.ReadAsync(ct) ? (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1)) : (0, null);
    }
}
