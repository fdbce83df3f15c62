using System.Data;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Marten;
using Npgsql;
using Renewal.Domain.Areas;
using Renewal.Features.Portfolio;
using Renewal.Features.Store;

namespace Renewal.Features.Replay;

/// <summary>Something stored that does not follow from the events, named as exactly as can be.</summary>
/// <param name="View">
/// area-card, portfolio-line, event where an event itself cannot be read or folded, stream where a stream contradicts its events, or code
/// where one code stands for two areas.
/// </param>
public sealed record ReplayDifference(string View, Guid Stream, string? Code, string What);

/// <param name="Compared">Stored views held against the fold.</param>
/// <param name="Behind">Asynchronous lines the daemon has not finished: still being written, not different.</param>
public sealed record ReplayReport(
    long Events, int Areas, long LastSeq, int Compared, int Behind, IReadOnlyList<ReplayDifference> Differences);

/// <summary>Folds every area again from its events and compares the result with every stored view of it.</summary>
public sealed class Replays(IDocumentStore store)
{
    private const int RowsAtATime = 1_000;
    private const int FilesAtATime = 50;

    private sealed class Fold
    {
        public Area Area { get; set; } = Area.Unknown;
        public Area Line { get; set; } = Area.Unknown;
        public long LastSeq { get; set; }
    }

    /// <param name="stream">One area only.</param>
    /// <param name="toSeq">Fold no further than this number; views that are already past it are not compared.</param>
    public async Task<ReplayReport> RunAsync(Guid? stream, long? toSeq, IProgress<long>? progress, CancellationToken ct)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        // One snapshot for events and views: a write in between would look like a difference.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var differences = new List<ReplayDifference>();
        var (folds, events, lastSeq) = await FoldAsync(connection, stream, toSeq, progress, differences, ct);
        var worked = await ProgressAsync(connection, ct);

        var cards = await CompareAsync<AreaCard>(
            connection, "area-card", "mt_doc_areacard", stream, folds, toSeq, _ => true, card => card.Area,
            fold => fold.Area, differences, ct);
        var lines = await CompareAsync<PortfolioLine>(
            connection, "portfolio-line", "mt_doc_portfolioline", stream, folds, toSeq, fold => fold.LastSeq <= worked, line => line.Area,
            fold => fold.Line, differences, ct);
        if (toSeq is null)
        {
            differences.AddRange(await RecordDamage.StreamsAsync(connection, stream, ct));
            differences.AddRange(await RecordDamage.CodesAsync(connection, stream, ct));
        }

        differences.AddRange(SameCodes(folds));
        return new ReplayReport(
            events, folds.Count, lastSeq, cards + lines, folds.Values.Count(fold => fold.LastSeq > worked), differences);
    }

    private static async Task<(Dictionary<Guid, Fold> Folds, long Events, long LastSeq)> FoldAsync(
        NpgsqlConnection connection, Guid? stream, long? toSeq, IProgress<long>? progress,
        List<ReplayDifference> differences, CancellationToken ct)
    {
        var folds = new Dictionary<Guid, Fold>();
        var (events, lastSeq) = (0L, 0L);
        await foreach (var rows in EventRows.ReadAsync(connection, stream, 0, toSeq, ct).ReadAheadAsync(RowsAtATime, ct))
        {
            foreach (var row in rows) Take(row, folds, differences);
            (events, lastSeq) = (events + rows.Length, rows[^1].Seq);
            progress?.Report(events);
        }

        return (folds, events, lastSeq);
    }

    private static void Take(EventRow row, Dictionary<Guid, Fold> folds, List<ReplayDifference> differences)
    {
        if (row.Trouble is not null) differences.Add(new ReplayDifference("event", row.Stream, null, row.Trouble));
        if (row.Recorded is not { } fact) return;
        if (!folds.TryGetValue(row.Stream, out var fold)) folds.Add(row.Stream, fold = new Fold());
        if (fact.Version != fold.Area.Version + 1)
            differences.Add(new ReplayDifference(
                "event", row.Stream, null, $"seq {row.Seq}: version {fact.Version} follows {fold.Area.Version}"));
        fold.Line = PortfolioLineProjection.Fold(fold.Line, fact);
        fold.Area = Area.Evolve(fold.Area, fact);
        fold.LastSeq = row.Seq;
    }

    private static async Task<int> CompareAsync<TView>(
        NpgsqlConnection connection, string view, string table, Guid? stream, Dictionary<Guid, Fold> folds, long? toSeq,
        Func<Fold, bool> due,
        Func<TView, Area> stored, Func<Fold, Area> folded, List<ReplayDifference> differences, CancellationToken ct)
    {
        var missing = folds.Where(fold => due(fold.Value)).Select(fold => fold.Key).ToHashSet();
        var compared = 0;
        (bool Compared, ReplayDifference? Difference) Compare((Guid Id, byte[] Json) row)
        {
            if (!folds.TryGetValue(row.Id, out var fold))
                return (false, toSeq is null ? new ReplayDifference(view, row.Id, null, "stored, but has no events") : null);
            if (!due(fold)) return (false, null);
            var (found, ought) = (stored(JsonSerializer.Deserialize<TView>(row.Json, RenewalStore.Json)!), folded(fold));
            if (toSeq is not null && found.Version > ought.Version) return (false, null);
            return (true, Difference(ought, found) is { } what
                ? new ReplayDifference(view, row.Id, ought.Registration?.Code, what) : null);
        }

        await foreach (var rows in StoredAsync(connection, table, stream, ct).ReadAheadAsync(FilesAtATime, ct))
        {
            missing.ExceptWith(rows.Select(row => row.Id));
            foreach (var (held, difference) in rows.AsParallel().AsOrdered().Select(Compare))
            {
                if (held) compared++;
                if (difference is not null) differences.Add(difference);
            }
        }

        // Without the newest events a view may rightly be ahead, but it must exist.
        differences.AddRange(missing.Select(id =>
            new ReplayDifference(view, id, folds[id].Area.Registration?.Code, "has events, but is not stored")));
        return compared;
    }

    /// <summary>Areas that have the code of another one by their events, whatever the views say.</summary>
    private static IEnumerable<ReplayDifference> SameCodes(Dictionary<Guid, Fold> folds) =>
        folds.Select(fold => (Stream: fold.Key, fold.Value.Area.Registration?.Code)).Where(area => area.Code is not null)
            .GroupBy(area => area.Code, StringComparer.Ordinal).Where(areas => areas.Count() > 1)
            .Select(areas => areas.OrderBy(area => area.Stream).ToList())
            .SelectMany(areas => areas.Skip(1).Select(area =>
                new ReplayDifference("code", area.Stream, area.Code, $"has the code of another area, {areas[0].Stream}")));

    /// <summary>The first entry that differs, by its version; null when both are the same to the byte.</summary>
    private static string? Difference(Area ought, Area stored)
    {
        for (var i = 0; i < Math.Max(ought.Events.Length, stored.Events.Length); i++)
        {
            if (i >= stored.Events.Length) return $"version {ought.Events[i].Version} is missing";
            if (i >= ought.Events.Length) return $"version {stored.Events[i].Version} has no event";
            // Most entries are equal as they are; only lists inside them have to be looked at as written.
            if (ought.Events[i] == stored.Events[i]) continue;
            var apart = JsonDifference.Between(
                JsonSerializer.SerializeToElement(ought.Events[i], RenewalStore.Json),
                JsonSerializer.SerializeToElement(stored.Events[i], RenewalStore.Json)).ToList();
            if (apart.Count > 0) return $"version {ought.Events[i].Version}, {string.Join("; ", apart)}";
        }

        return null;
    }

    private static async IAsyncEnumerable<(Guid Id, byte[] Json)> StoredAsync(
        NpgsqlConnection connection, string table, Guid? stream, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"select id, data from {RenewalStore.Schema}.{table} where $1::uuid is null or id = $1", connection);
        command.Parameters.Add(
            new NpgsqlParameter { Value = (object?)stream ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) yield return (reader.GetGuid(0), reader.GetFieldValue<byte[]>(1));
    }

    private static async Task<long> ProgressAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"select last_seq_id from {RenewalStore.Schema}.mt_event_progression where name = $1", connection);
        command.Parameters.AddWithValue(PortfolioLineProjection.Progress);
        return await command.ExecuteScalarAsync(ct) as long? ?? 0;
    }
}
