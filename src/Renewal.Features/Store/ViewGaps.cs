using JasperFx.Events;
using Marten;
using Npgsql;
using Renewal.Features.Replay;
using Renewal.Features.Timelines;

namespace Renewal.Features.Store;

/// <summary>A view that lacks streams or events although it is written with every event.</summary>
/// <param name="View">Its name, as <c>renewal rebuild</c> takes it.</param>
/// <param name="Areas">Streams there are.</param>
/// <param name="Missing">Those the view does not have, or has no code for.</param>
/// <param name="Behind">Those that lack the latest events.</param>
/// <param name="Waiting">Age of the oldest event that is not in it.</param>
/// <param name="Cause">The event that cannot be applied; null where there is none.</param>
public sealed record ViewGap(string View, long Areas, long Missing, long Behind, TimeSpan Waiting, string? Cause)
{
    /// <summary>The view is empty, as after a restore without its table.</summary>
    public bool Empty => Missing == Areas;
}

/// <summary>
/// Compares views with the streams by number and version, without reading a document: a table that was lost and created again is empty,
/// and no query on it fails. <see cref="ReplayCheck"/> compares what the rows say.
/// </summary>
public sealed class ViewGaps(IDocumentStore store)
{
    // Streams that are examined for the cause.
    private const int Examined = 5;

    private static readonly string Waiting =
        $"""
        coalesce(clock_timestamp() - min(due.at), interval '0'),
        (array_agg(s.id order by due.at) filter (where due.at is not null))[1:{Examined}]
        """;

    /// <summary>Names of all views, as <c>renewal rebuild</c> takes them.</summary>
    public static IReadOnlyList<string> Names => [.. StreamType.All.SelectMany(type => type.Views)];

    /// <summary>Every view that has a gap. Costs one pass over the streams and each view's keys: some 30 ms for 40,000 areas.</summary>
    public async Task<IReadOnlyList<ViewGap>> LookAsync(CancellationToken ct)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        var gaps = new List<ViewGap>();
        foreach (var type in StreamType.All)
        {
            gaps.Add(await DocumentAsync(connection, type, ct));
            gaps.Add(await TimelineAsync(connection, type, ct));
        }

        return [.. gaps.Where(gap => gap.Missing > 0 || gap.Behind > 0)];
    }

    private async Task<ViewGap> DocumentAsync(NpgsqlConnection connection, StreamType type, CancellationToken ct)
    {
        var document = store.Options.FindOrResolveDocumentType(type.Document);
        // One statement, so one snapshot. The next expected event is looked up only where versions differ; it distinguishes a view that
        // lost rows from a stream whose version was changed by hand.
        var sql =
            $"""
            select count(*), count(*) filter (where due.at is not null and (v.id is null or k.stream_id is null)),
                   count(*) filter (where due.at is not null and v.id is not null and k.stream_id is not null),
                   {Waiting}
            from {RenewalStore.Schema}.mt_streams s
            left join {document.TableName.QualifiedName} v on v.id = s.id
            left join (select distinct stream_id from {BulkInsert.NaturalKeys(document.Alias)}) k on k.stream_id = s.id
            left join lateral (
              select e.timestamp as at from {RenewalStore.Schema}.mt_events e
              where (v.id is null or v.mt_version < s.version or k.stream_id is null) and e.stream_id = s.id
                and e.version = case when v.mt_version < s.version then v.mt_version + 1 else 1 end) due on true
            where s.type = $1
            """;
        return await AskAsync(connection, type, type.DocumentView, sql, ct);
    }

    private Task<ViewGap> TimelineAsync(NpgsqlConnection connection, StreamType type, CancellationToken ct)
    {
        var table = type.Timelines[0];
        return AskAsync(connection, type, table.Name,
            $"""
            select count(*), count(due.at), 0::bigint, {Waiting}
            from {RenewalStore.Schema}.mt_streams s
            left join (select distinct {table.Stream} as id from {table.QualifiedName} where {TimelineSchema.KnownNow}) v on v.id = s.id
            left join lateral (
              select e.timestamp as at from {RenewalStore.Schema}.mt_events e
              where v.id is null and e.stream_id = s.id and e.version = 1) due on true
            where s.type = $1
            """, ct);
    }

    private async Task<ViewGap> AskAsync(NpgsqlConnection connection, StreamType type, string view, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue(((IEventRegistry)store.Options.Events).AggregateAliasFor(type.Document));
        ViewGap gap;
        Guid[] examples;
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            await reader.ReadAsync(ct);
            gap = new ViewGap(view, reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetTimeSpan(3), null);
            examples = await reader.IsDBNullAsync(4, ct) ? [] : reader.GetFieldValue<Guid[]>(4);
        }

        if (examples.Length == 0) return gap;
        var troubles = EventRows.OfAsync(connection, examples, ct).Select(row => row.Trouble);
        return gap with { Cause = await troubles.FirstOrDefaultAsync(trouble => trouble is not null, ct) };
    }
}
