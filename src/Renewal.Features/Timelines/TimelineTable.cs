using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Renewal.Domain.Recording;
using Renewal.Features.Store;

namespace Renewal.Features.Timelines;

/// <summary>
/// A bitemporal table: each row holds for a range of days (<c>valid</c>) and was what the record said for a range of instants
/// (<c>known</c>). Rows are never changed but for the end of <c>known</c>.
/// </summary>
/// <param name="stream">Name of the column with the stream's id.</param>
public sealed class TimelineTable(string name, Type row, string stream, string meaning, ImmutableArray<TimelineColumn> columns)
{
    public string Name { get; } = name;

    public string QualifiedName { get; } = $"{RenewalStore.Schema}.{name}";

    /// <summary>The type of its rows in memory.</summary>
    public Type Row { get; } = row;

    public string Stream { get; } = stream;

    public string Meaning { get; } = meaning;

    /// <summary>Its own columns; the stream's id and the two ranges come before them.</summary>
    public ImmutableArray<TimelineColumn> Columns { get; } = columns;

    public IEnumerable<TimelineColumn> Keys => Columns.Where(column => column.IsKey);

    /// <summary>Comma-separated, for a list of columns.</summary>
    public string ColumnNames => string.Join(", ", Columns.Select(column => column.Name));

    /// <summary>The same, each after an alias.</summary>
    public string Listed(string alias) => string.Join(", ", Columns.Select(column => $"{alias}.{column.Name}"));

    /// <summary>
    /// Ends what is known of a row. Parameters: the instant, the stream, the first day, the keys. One statement for each row: a join with a
    /// set of unknown size is planned as a scan of the table.
    /// </summary>
    public string EndSql =>
        $"""
        update {QualifiedName} set known = tstzrange(lower(known), ^) where {Stream} = ^ and lower(valid) = ^ and upper_inf(known)
        {string.Concat(Keys.Select(key => $" and {key.Name} = ^"))}
        """;

    public object[] EndParameters(Guid id, DateTimeOffset at, TimelineEntry entry) =>
        [at, id, entry.From, .. Keys.Select(key => key.Value(entry.Row)!)];

    /// <summary>Adds rows that are known from an instant on. Takes one parameter, made by <see cref="BegunJson"/>.</summary>
    public string BeginSql =>
        $"""
        insert into {QualifiedName} ({Stream}, valid, known, {ColumnNames})
        select r.stream, daterange(r.valid_from, r.valid_until), tstzrange(r.at, null), {Listed("r")}
        from jsonb_to_recordset(^::jsonb) as r(stream uuid, valid_from date, valid_until date, at timestamptz{Typed(Columns)})
        """;

    /// <summary>Reverts the changes of an instant to a stream, before they are derived again with one more event.</summary>
    public IEnumerable<string> UndoSql =>
    [
        $"delete from {QualifiedName} where {Stream} = ^ and lower(known) = ^",
        $"update {QualifiedName} set known = tstzrange(lower(known), null) where {Stream} = ^ and upper(known) = ^",
    ];

    public string BegunJson(Guid id, DateTimeOffset at, IEnumerable<TimelineEntry> entries)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var entry in entries)
            {
                json.WriteStartObject();
                json.WriteString("stream", id);
                json.WriteString("at", at);
                Write(json, "valid_from", entry.From);
                Write(json, "valid_until", entry.Until);
                foreach (var column in Columns) Write(json, column.Name, column.Value(entry.Row));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <summary>Writes whole rows, past ones included.</summary>
    public async Task CopyAsync(
        NpgsqlConnection connection, IEnumerable<(Guid Stream, TimelineFact Fact)> facts, CancellationToken ct)
    {
        await using var rows = await connection.BeginBinaryImportAsync(
            $"copy {QualifiedName} ({Stream}, valid, known, {ColumnNames}) from stdin (format binary)", ct);
        foreach (var (id, fact) in facts)
        {
            await rows.StartRowAsync(ct);
            rows.Write(id, NpgsqlDbType.Uuid);
            rows.Write(Range(fact.Entry.From, fact.Entry.Until), NpgsqlDbType.DateRange);
            rows.Write(Range(fact.KnownFrom.UtcDateTime, fact.KnownUntil?.UtcDateTime), NpgsqlDbType.TimestampTzRange);
            foreach (var column in Columns)
            {
                if (column.Value(fact.Entry.Row) is { } value) rows.Write(value, column.Type.Db);
                else rows.WriteNull();
            }
        }

        await rows.CompleteAsync(ct);
    }

    private static NpgsqlRange<T> Range<T>(T from, T? until) where T : struct =>
        new(from, lowerBoundIsInclusive: true, lowerBoundInfinite: false, until ?? default, upperBoundIsInclusive: false, until is null);

    private static string Typed(IEnumerable<TimelineColumn> columns) =>
        string.Concat(columns.Select(column => $", {column.Name} {column.Type.Sql}"));

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case int number: json.WriteNumberValue(number); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case Guid id: json.WriteStringValue(id); break;
            case DateOnly day: json.WriteStringValue(day.ToString("O", System.Globalization.CultureInfo.InvariantCulture)); break;
            case string[] texts: JsonSerializer.Serialize(json, texts); break;
            default: throw new ArgumentException(value.GetType().Name, nameof(value));
        }
    }
}
