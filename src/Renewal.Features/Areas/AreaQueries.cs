using Marten;
using Npgsql;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;
using Renewal.Features.Store;
using Renewal.Features.Timelines;

namespace Renewal.Features.Areas;

/// <summary>An area as known at an instant.</summary>
public sealed record KnownArea(Guid Id, Area Area)
{
    /// <summary>Its code today; differs from the code then if it was corrected since.</summary>
    public string CodeToday { get; init; } = Area.Registration?.Code ?? "";

    /// <summary>Whether it ever had a code.</summary>
    public bool WasCalled(string code) => Area.Events.Any(e => e.Event is AreaRegistered registered && registered.Code == code);
}

/// <summary>Loads an area as it is known now or was known at an instant.</summary>
public sealed class AreaQueries(IDocumentStore store)
{
    /// <summary>
    /// The area with a code: at a past instant the one that had it then, otherwise the one that has it today. Null when there is none,
    /// when it was not known at that instant, or when the actor may not see it.
    /// </summary>
    public async Task<KnownArea?> FindAsync(string code, Actor actor, DateTimeOffset? knownAt, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var holder = knownAt is { } at ? await HolderAsync(session, code, at, ct) : null;
        var document = holder is { } id
            ? await session.LoadAsync<AreaDocument>(id, ct)
            : await session.Query<AreaDocument>().SingleOrDefaultAsync(area => area.Key.Value == code, ct);
        if (document is null || !AreaVisibility.CanSee(actor, document.Area)) return null;
        if (knownAt is not { } instant) return new KnownArea(document.Id, document.Area);
        var known = document.Area.Record.VersionKnownAt(instant);
        return known == 0 ? null : new KnownArea(document.Id, document.Area.AsOfVersion(known).As(Publications.Current.At(instant)))
        {
            CodeToday = document.Key.Value,
        };
    }

    /// <summary>
    /// Today's code of the area that last had a code; null when an area has it today, none ever had it, or the actor may not see that
    /// area.
    /// </summary>
    public async Task<string?> FindCodeTodayAsync(string formerCode, Actor actor, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        await using var command = new NpgsqlCommand(
            $"""
            select area from {AreaTables.Areas.QualifiedName} where code = $1 group by area
            having bool_and(upper(known) is not null) order by max(upper(known)) desc limit 1
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = formerCode });
        Guid last;
        await using (var reader = await session.ExecuteReaderAsync(command, ct))
        {
            if (!await reader.ReadAsync(ct)) return null;
            last = reader.GetGuid(0);
        }

        var document = await session.LoadAsync<AreaDocument>(last, ct);
        return document is not null && AreaVisibility.CanSee(actor, document.Area) ? document.Key.Value : null;
    }

    /// <summary>Every event of an area up to a version with its metadata, in the order of recording.</summary>
    public async Task<IReadOnlyList<HistoryLine>> HistoryAsync(KnownArea area, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(area.Id, version: area.Area.Version, token: ct);
        return [.. events.Select(e => HistoryLine.From(e, area.Area))];
    }

    private static async Task<Guid?> HolderAsync(IQuerySession session, string code, DateTimeOffset at, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"select area from {AreaTables.Areas.QualifiedName} where code = $1 and known @> $2 limit 1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = code });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = at.ToUniversalTime() });
        await using var reader = await session.ExecuteReaderAsync(command, ct);
        return await reader.ReadAsync(ct) ? reader.GetGuid(0) : null;
    }

    /// <summary>The highest sequence number and timestamp stored: what "now" means for a query.</summary>
    public async Task<(long Seq, DateTimeOffset? At)> LatestAsync(CancellationToken ct)
    {
        await using var session = store.QuerySession();
        await using var command = new NpgsqlCommand(
            $"select seq_id, timestamp from {RenewalStore.Schema}.mt_events order by seq_id desc limit 1");
        await using var reader = await session.ExecuteReaderAsync(command, ct);
        return await reader.ReadAsync(ct) ? (reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1)) : (0, null);
    }
}
