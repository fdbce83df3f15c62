using Marten;
using Npgsql;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Store;

namespace Renewal.Features.Portfolio;

/// <summary>
/// All areas within somebody's reach, as of now or as known at an instant. Reads the asynchronous lines and looks past them: what the
/// daemon has not yet worked in is read from the areas themselves, so a list never lags behind what was just recorded.
/// </summary>
public sealed class Portfolios(IDocumentStore store, PortfolioLineCache cache)
{
    /// <summary>All areas the actor may see today, as known at that instant, in no particular order.</summary>
    public async Task<IReadOnlyList<PortfolioLine>> LinesAsync(Actor actor, DateTimeOffset? knownAt, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        if (knownAt is not { } instant) return [.. (await NowAsync(session, ct)).Where(line => AreaVisibility.CanSee(actor, line.Area))];
        var lines = await AsKnownAsync(session, instant.ToUniversalTime(), ct);
        // Asked after the events, so that nothing read above is shown by a right that has ended since.
        var mayBeSeen = await AreaVisibility.LoadAsync(session, actor, ct);
        return [.. lines.Where(line => line.Area.Registration is not null && mayBeSeen(line.Id))];
    }

    private async Task<IEnumerable<PortfolioLine>> NowAsync(IQuerySession session, CancellationToken ct)
    {
        // First what is behind, then the lines: a line that moves on in between is only fresher than the tail, never older.
        var behind = await BehindAsync(session, ct);
        var lines = await cache.LinesAsync(session, ct);
        if (behind.Count == 0) return lines;
        var fresh = await session.LoadManyAsync<AreaCard>(ct, [.. behind]);
        var replaced = fresh.Select(card => card.Id).ToHashSet();
        return lines.Where(line => !replaced.Contains(line.Id))
            .Concat(fresh.Select(card => PortfolioLineProjection.Line(card.Id, card.Area)));
    }

    /// <summary>Areas with events that the asynchronous lines do not hold yet.</summary>
    private static async Task<IReadOnlyList<Guid>> BehindAsync(IQuerySession session, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select distinct stream_id from {RenewalStore.Schema}.mt_events
            where seq_id > coalesce((select last_seq_id from {RenewalStore.Schema}.mt_event_progression where name = $1), 0)
            """);
        command.Parameters.AddWithValue(PortfolioLineProjection.Progress);
        await using var reader = await session.ExecuteReaderAsync(command, ct);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(ct)) ids.Add(reader.GetGuid(0));
        return ids;
    }

    // By the stored time of each event, the same cut as for one area.
    private static async Task<IEnumerable<PortfolioLine>> AsKnownAsync(IQuerySession session, DateTimeOffset instant, CancellationToken ct)
    {
        var files = new Dictionary<Guid, Area>();
        var events = session.Events.QueryAllRawEvents().Where(e => e.Timestamp <= instant).OrderBy(e => e.Sequence);
        await foreach (var e in events.ToAsyncEnumerable(ct))
        {
            if (e.Data is AreaEvent happened)
                files[e.StreamId] = Area.Evolve(
                    files.GetValueOrDefault(e.StreamId) ?? Area.Unknown, AreaCardProjection.OnFile(e, happened));
        }

        return files.Select(file => PortfolioLineProjection.Line(file.Key, file.Value));
    }
}
