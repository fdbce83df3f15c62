using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Marten;
using Npgsql;
using NpgsqlTypes;
using Renewal.Features.Store;

namespace Renewal.Features.Portfolio;

/// <summary>
/// Parsed portfolio lines. Every read asks the database which rows are still the same and fetches the others. <c>xmin</c> and <c>ctid</c>
/// name a row only within one life of a database, so the time of its last change counts too: after a restore under a running process
/// another row can have the first two in common with a cached one. Nothing is written on the strength of this cache.
/// </summary>
public sealed class PortfolioLineCache
{
    private const int Most = 2_000;

    private readonly ConcurrentDictionary<Guid, (RowId Row, PortfolioLine Line)> kept = new();

    /// <summary>All asynchronous lines as the database has them.</summary>
    public async Task<IReadOnlyList<PortfolioLine>> LinesAsync(IQuerySession session, CancellationToken ct)
    {
        var (found, changed) = (new List<PortfolioLine>(), new List<Guid>());
        await using (var rows = new NpgsqlCommand(
            $"select xmin, ctid, mt_last_modified, id from {RenewalStore.Schema}.mt_doc_portfolioline"))
        await using (var reader = await session.ExecuteReaderAsync(rows, ct))
        {
            while (await reader.ReadAsync(ct))
            {
                var id = reader.GetGuid(3);
                if (kept.TryGetValue(id, out var known) && known.Row == RowId.Of(reader)) found.Add(known.Line);
                else changed.Add(id);
            }
        }

        if (changed.Count == 0) return found;
        await using var command = new NpgsqlCommand(
            $"select xmin, ctid, mt_last_modified, id, data from {RenewalStore.Schema}.mt_doc_portfolioline where id = any($1)");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. changed] });
        await using var fresh = await session.ExecuteReaderAsync(command, ct);
        while (await fresh.ReadAsync(ct))
        {
            var line = JsonSerializer.Deserialize<PortfolioLine>(await fresh.GetFieldValueAsync<byte[]>(4, ct), RenewalStore.Json)!;
            Keep(fresh.GetGuid(3), RowId.Of(fresh), line);
            found.Add(line);
        }

        return found;
    }

    // Emptying all of it now and then is crude, and needs no bookkeeping on every read.
    private void Keep(Guid id, RowId row, PortfolioLine line)
    {
        if (!kept.ContainsKey(id) && kept.Count >= Most) kept.Clear();
        kept[id] = (row, line);
    }

    /// <summary>One version of a row: the transaction that wrote it, its location, and when it was written.</summary>
    private readonly record struct RowId(uint Transaction, NpgsqlTid Location, DateTimeOffset WrittenAt)
    {
        /// <summary>From the first three columns.</summary>
        public static RowId Of(DbDataReader reader) =>
            new(reader.GetFieldValue<uint>(0), reader.GetFieldValue<NpgsqlTid>(1), reader.GetFieldValue<DateTimeOffset>(2));
    }
}
