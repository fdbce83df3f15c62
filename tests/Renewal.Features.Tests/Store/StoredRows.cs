using System.Text.RegularExpressions;
using Npgsql;

namespace Renewal.Features.Tests.Store;

/// <summary>
/// Stored rows of an area, for comparing two ways of writing: each row as JSON, so that a column that is new in the table is compared
/// too, with what must differ written alike.
/// </summary>
/// <param name="name">What the one area is called wherever its name or code stands.</param>
/// <param name="alike">What the other is called.</param>
internal sealed partial class StoredRows(string connectionString, string name, string alike)
{
    /// <summary>Every table of the database with a column for a stream's id, from its catalogue: one that is new is found too.</summary>
    public async Task<IReadOnlyList<(string Table, string Stream)>> TablesAsync()
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(
            """
            select c.table_name, c.column_name
            from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
            where c.table_schema = 'renewal' and t.table_type = 'BASE TABLE' and c.data_type = 'uuid'
              and c.column_name in ('id', 'stream_id', 'area') and not (c.table_name = 'mt_events' and c.column_name = 'id')
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var tables = new List<(string, string)>();
        while (await reader.ReadAsync(Ct)) tables.Add((reader.GetString(0), reader.GetString(1)));
        return tables;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async Task<IReadOnlyList<string>> OfAsync(string table, string stream, Guid id)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(
            $"select to_jsonb(t)::text from renewal.{table} t where {stream} = $1", connection)
        { Parameters = { new() { Value = id } } };
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(Ct)) rows.Add(Alike(reader.GetString(0)));
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    private string Alike(string row)
    {
        var text = Number().Replace(row, "\"seq_id\": 0").Replace(name, alike, StringComparison.Ordinal);
        text = Chance().Replace(text, "\"$1\": \"some\"");
        text = Hash().Replace(text, "sha256:some");
        return Time().Replace(Id().Replace(text, "id"), "time");
    }

    [GeneratedRegex("\"seq_id\": [0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex("\"(causation_id|correlation_id)\": \"[^\"]+\"")]
    private static partial Regex Chance();

    [GeneratedRegex("sha256:[0-9a-f]+")]
    private static partial Regex Hash();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(\+00:00|\+00|Z)")]
    private static partial Regex Time();
}
