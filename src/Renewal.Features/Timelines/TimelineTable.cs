using System.Collections.Immutable;
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
    /// <summary>How many rows one statement adds at most.</summary>
    public const int RowsAtATime = 8;

    private readonly Lazy<string> end = new(() =>
        $"update {RenewalStore.Schema}.{name} set known = tstzrange(lower(known), ^) where {stream} = ^ and lower(valid) = ^"
        + $" and {TimelineSchema.KnownNow}{string.Concat(columns.Where(column => column.IsKey).Select(key => $" and {key.Name} = ^"))}");

    private readonly Lazy<string>[] begin = [.. Enumerable.Range(1, RowsAtATime).Select(rows => new Lazy<string>(() =>
    {
        var row = "(^::uuid, daterange(^::date, ^::date), tstzrange(^::timestamptz, null)"
            + string.Concat(columns.Select(column => $", ^::{column.Type.Sql}")) + ")";
        var names = string.Join(", ", columns.Select(column => column.Name));
        return $"insert into {RenewalStore.Schema}.{name} ({stream}, valid, known, {names}) values "
            + string.Join(", ", Enumerable.Repeat(row, rows));
    }))];

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
    public string EndSql => end.Value;

    public object?[] EndParameters(Guid id, DateTimeOffset at, TimelineEntry entry) =>
        [at, id, entry.From, .. Keys.Select(key => key.Value(entry.Row))];

    /// <summary>
    /// Adds rows that are known from an instant on. Every value is a parameter: to turn JSON into rows takes the database longer than to
    /// insert them. The number of rows is part of the text, so that the statement is prepared.
    /// </summary>
    /// <param name="rows">At most <see cref="RowsAtATime"/>.</param>
    public string BeginSql(int rows) => begin[rows - 1].Value;

    public object?[] BeginParameters(Guid id, DateTimeOffset at, IEnumerable<TimelineEntry> entries) =>
        [.. entries.SelectMany(entry => (IEnumerable<object?>)
            [id, entry.From, entry.Until, at, .. Columns.Select(column => column.Value(entry.Row))])];

    /// <summary>Reverts the changes of an instant to a stream, before they are derived again with one more event.</summary>
    public IEnumerable<string> UndoSql =>
    [
        $"delete from {QualifiedName} where {Stream} = ^ and lower(known) = ^",
        $"update {QualifiedName} set known = tstzrange(lower(known), null) where {Stream} = ^ and upper(known) = ^",
    ];

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
}
