using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Marten;
using Npgsql;
using NpgsqlTypes;
using Renewal.Features.Portfolio;

namespace Renewal.Features.Store;

/// <summary>Which writing of a row it is: the transaction that wrote it, and where it lies.</summary>
public readonly record struct RowPlace(uint Transaction, NpgsqlTid Place)
{
    /// <summary>From the columns xmin and ctid, the first of them at <paramref name="at"/>.</summary>
    public static RowPlace Of(DbDataReader reader, int at) =>
        new(reader.GetFieldValue<uint>(at), reader.GetFieldValue<NpgsqlTid>(at + 1));
}

/// <summary>A file, and the writing of its row that it was parsed from.</summary>
public sealed record Kept<T>(RowPlace Row, T Value);

/// <summary>
/// Files already parsed, kept in memory and never believed: every reading asks the database whether the row is still the very same
/// one (its transaction and place), and so does a writing, so nobody sees an old file, whoever changed it. What is saved is fetching
/// and parsing JSON.
/// </summary>
public sealed class Files
{
    /// <summary>Far more areas than a district has; beyond, memory matters more than speed.</summary>
    private const int Most = 2_000;

    private const string CardSql =
        $"""
        select c.xmin, c.ctid, case when c.xmin = $2 and c.ctid = $3 then null else c.data end
        from {RenewalStore.Schema}.mt_doc_areacard c where c.keyvalue = $1
        """;

    private readonly ConcurrentDictionary<string, Kept<AreaCard>> cards = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, Kept<PortfolioLine>> lines = new();

    /// <summary>The file that goes by this code now, or, within a transaction of the session, as that transaction sees it.</summary>
    public async Task<Kept<AreaCard>?> CardAsync(IQuerySession session, string code, CancellationToken ct)
    {
        var known = cards.GetValueOrDefault(code);
        await using var command = new NpgsqlCommand(CardSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = code });
        var row = known?.Row ?? default;
        command.Parameters.Add(new NpgsqlParameter<uint> { TypedValue = row.Transaction, NpgsqlDbType = NpgsqlDbType.Xid });
        command.Parameters.Add(new NpgsqlParameter<NpgsqlTid> { TypedValue = row.Place, NpgsqlDbType = NpgsqlDbType.Tid });
        await using var reader = await session.ExecuteReaderAsync(command, ct);
        if (!await reader.ReadAsync(ct)) return null;
        if (await reader.IsDBNullAsync(2, ct)) return known;
        var card = new Kept<AreaCard>(RowPlace.Of(reader, 0), Parse<AreaCard>(await reader.GetFieldValueAsync<byte[]>(2, ct)));
        Keep(cards, code, card);
        return card;
    }

    /// <summary>What went by this code when this process last looked; only for a writing that asks for the very same row.</summary>
    internal Kept<AreaCard>? AtHand(string code) => cards.GetValueOrDefault(code);

    /// <summary>Keeps a file just written, once its transaction is through.</summary>
    internal void Keep(Kept<AreaCard> card) => Keep(cards, card.Value.Key.Value, card);

    internal void Forget(string code) => cards.TryRemove(code, out _);

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
                if (lines.TryGetValue(id, out var known) && known.Row == RowPlace.Of(reader, 0)) found.Add(known.Value);
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
            var line = Parse<PortfolioLine>(await fresh.GetFieldValueAsync<byte[]>(3, ct));
            Keep(lines, fresh.GetGuid(2), new Kept<PortfolioLine>(RowPlace.Of(fresh, 0), line));
            found.Add(line);
        }

        return found;
    }

    private static T Parse<T>(byte[] json) => JsonSerializer.Deserialize<T>(json, RenewalStore.Json)!;

    // Emptying it all now and then is crude, and needs no bookkeeping on every reading.
    private static void Keep<TKey, T>(ConcurrentDictionary<TKey, T> kept, TKey key, T entry) where TKey : notnull
    {
        if (!kept.ContainsKey(key) && kept.Count >= Most) kept.Clear();
        kept[key] = entry;
    }
}
