using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Marten;
using Npgsql;
using NpgsqlTypes;
using Renewal.Features.Store;

namespace Renewal.Features.Portfolio;

/// <summary>
/// Parsed portfolio lines. Every read asks the database which rows are still the same by <c>xmin</c> and <c>ctid</c>, and fetches the
/// others. These name a row only within one life of a database: after a restore under a running process a line can be old. Nothing is
/// written on the strength of this cache.
/// </summary>
public sealed class PortfolioLineCache
{
    private const int Most = 2_000;

    private readonly ConcurrentDictionary<Guid, (RowId Row, PortfolioLine Line)> kept = new();

    /// <summary>All asynchronous lines as the database has them.</summary>
    public async Task<IReadOnlyList<PortfolioLine>> LinesAsync(IQuerySession session, CancellationToken ct)
    {
        var (found, changed) = (new List<PortfolioLine>(), new List<Guid>());
        await using (var rows = new NpgsqlCommand($"select xmin, ctid, id from {RenewalStore.Schema}.mt_doc_portfolioline"))
        await using (var reader = await session.ExecuteReaderAsync(rows, ct))
        {
            while (await reader.ReadAsync(ct))
            {
                var id = reader.GetGuid(2);
                if (kept.TryGetValue(id, out var known) && known.Row == RowId.Of(reader, 0)) found.Add(known.Line);
                else changed.Add(id);
            }
        }

        if (changed.Count == 0) return found;
        await using var command = new NpgsqlCommand(
            $"select xmin, ctid, id, data from {RenewalStore.Schema}.mt_doc_portfolioline where id = any($1)");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. changed] });
        await using var fresh = await session.ExecuteReaderAsync(command, ct);
        while (await fresh.ReadAsync(ct))
        {
            var line = JsonSerializer.Deserialize<PortfolioLine>(await fresh.GetFieldValueAsync<byte[]>(3, ct), RenewalStore.Json)!;
            Keep(fresh.GetGuid(2), RowId.Of(fresh, 0), line);
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

    /// <summary>One version of a row: the transaction that wrote it, and its location.</summary>
    private readonly record struct RowId(uint Transaction, NpgsqlTid Location)
    {
        /// <summary>From the columns xmin and ctid, the first of them at <paramref name="at"/>.</summary>
        public static RowId Of(DbDataReader reader, int at) => new(reader.GetFieldValue<uint>(at), reader.GetFieldValue<NpgsqlTid>(at + 1));
    }
}
