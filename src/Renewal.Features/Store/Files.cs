using System.Collections.Concurrent;
using System.Text.Json;
using Marten;
using Npgsql;
using Renewal.Features.Portfolio;

namespace Renewal.Features.Store;

/// <summary>
/// Files already parsed, kept in memory and never believed: every reading asks the database whether the row is still the very same
/// one (its transaction and place), so nobody sees an old file, whoever changed it. What is saved is fetching and parsing JSON.
/// </summary>
public sealed class Files
{
    /// <summary>Far more areas than a district has; beyond, memory matters more than speed.</summary>
    private const int Most = 2_000;

    private const string CardSql =
        $"""
        select c.id, c.xmin::text || c.ctid::text, case when c.xmin::text || c.ctid::text = $2 then null else c.data end
        from {RenewalStore.Schema}.mt_natural_key_areacard k join {RenewalStore.Schema}.mt_doc_areacard c on c.id = k.stream_id
        where k.natural_key_value = $1 and k.is_archived is not true
        """;

    private readonly ConcurrentDictionary<string, Kept<AreaCard>> cards = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, Kept<PortfolioLine>> lines = new();

    private sealed record Kept<T>(string Row, T Value);

    /// <summary>The file that goes by this code now.</summary>
    public async Task<AreaCard?> CardAsync(IQuerySession session, string code, CancellationToken ct)
    {
        var known = cards.GetValueOrDefault(code);
        await using var command = new NpgsqlCommand(CardSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = code });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = known?.Row ?? "" });
        await using var reader = await session.ExecuteReaderAsync(command, ct);
        if (!await reader.ReadAsync(ct)) return null;
        if (await reader.IsDBNullAsync(2, ct)) return known!.Value;
        var card = Parse<AreaCard>(await reader.GetFieldValueAsync<byte[]>(2, ct));
        Keep(cards, code, new Kept<AreaCard>(reader.GetString(1), card));
        return card;
    }

    /// <summary>All asynchronous lines as the database has them.</summary>
    public async Task<IReadOnlyList<PortfolioLine>> LinesAsync(IQuerySession session, CancellationToken ct)
    {
        var (found, changed) = (new List<PortfolioLine>(), new List<Guid>());
        await using (var rows = new NpgsqlCommand($"select id, xmin::text || ctid::text from {RenewalStore.Schema}.mt_doc_portfolioline"))
        await using (var reader = await session.ExecuteReaderAsync(rows, ct))
        {
            while (await reader.ReadAsync(ct))
            {
                var id = reader.GetGuid(0);
                if (lines.TryGetValue(id, out var known) && known.Row == reader.GetString(1)) found.Add(known.Value);
                else changed.Add(id);
            }
        }

        if (changed.Count == 0) return found;
        await using var command = new NpgsqlCommand(
            $"select id, xmin::text || ctid::text, data from {RenewalStore.Schema}.mt_doc_portfolioline where id = any($1)");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. changed] });
        await using var fresh = await session.ExecuteReaderAsync(command, ct);
        while (await fresh.ReadAsync(ct))
        {
            var line = Parse<PortfolioLine>(await fresh.GetFieldValueAsync<byte[]>(2, ct));
            Keep(lines, fresh.GetGuid(0), new Kept<PortfolioLine>(fresh.GetString(1), line));
            found.Add(line);
        }

        return found;
    }

    private static T Parse<T>(byte[] json) => JsonSerializer.Deserialize<T>(json, RenewalStore.Json)!;

    // Emptying it all now and then is crude, and needs no bookkeeping on every reading.
    private static void Keep<TKey, T>(ConcurrentDictionary<TKey, Kept<T>> kept, TKey key, Kept<T> entry) where TKey : notnull
    {
        if (kept.Count >= Most) kept.Clear();
        kept[key] = entry;
    }
}
