using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Renewal.Domain.Recording;
using Renewal.Features.Timelines;

namespace Renewal.Features.Replay;

/// <summary>A row of a bitemporal table as values, for comparing stored and expected rows.</summary>
internal sealed class TimelineRowValues(
    DateOnly from, DateOnly? until, DateTimeOffset knownFrom, DateTimeOffset? knownUntil, object?[] values) : IEquatable<TimelineRowValues>
{
    private object?[] Values => values;

    private (DateOnly, DateOnly?, DateTimeOffset, DateTimeOffset?) Ranges => (from, until, knownFrom, knownUntil);

    public static TimelineRowValues Of(TimelineTable table, TimelineFact fact) => new(
        fact.Entry.From, fact.Entry.Until, fact.KnownFrom, fact.KnownUntil,
        [.. table.Columns.Select(column => column.Value(fact.Entry.Row))]);

    public bool Equals(TimelineRowValues? other) =>
        other is not null && Ranges == other.Ranges && Values.Zip(other.Values).All(pair => Same(pair.First, pair.Second));

    public override bool Equals(object? obj) => Equals(obj as TimelineRowValues);

    public override int GetHashCode() => HashCode.Combine(from, knownFrom, knownUntil, values[0]);

    /// <summary>The row in one line, as an administrator would look for it.</summary>
    public string Describe(TimelineTable table) =>
        string.Create(CultureInfo.InvariantCulture, $"valid [{from:O},{until:O}) known [{knownFrom:O},{knownUntil:O}) ")
        + string.Join(" ", table.Columns.Zip(values, (column, value) => $"{column.Name}={Text(value)}"));

    private static string? Text(object? value) => value switch
    {
        string[] texts => string.Join('|', texts),
        IFormattable formattable => formattable.ToString(value is DateOnly ? "O" : null, CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };

    private static bool Same(object? a, object? b) => a is string[] x && b is string[] y ? x.SequenceEqual(y) : Equals(a, b);
}

/// <summary>Reads bitemporal rows for a comparison.</summary>
internal static class TimelineRows
{
    public static async Task<Dictionary<Guid, List<TimelineRowValues>>> ReadAsync(
        NpgsqlConnection connection, TimelineTable table, Guid? after, Guid? last, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select {table.Stream}, valid, known, {table.ColumnNames} from {table.QualifiedName}
            where ($1::uuid is null or {table.Stream} > $1) and ($2::uuid is null or {table.Stream} <= $2)
            """,
            connection)
        { CommandTimeout = 0 };
        foreach (var bound in new[] { after, last })
            command.Parameters.Add(new NpgsqlParameter { Value = (object?)bound ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<Guid, List<TimelineRowValues>>();
        while (await reader.ReadAsync(ct))
        {
            if (!found.TryGetValue(reader.GetGuid(0), out var rows)) found.Add(reader.GetGuid(0), rows = []);
            rows.Add(Read(reader, table));
        }

        return found;
    }

    private static TimelineRowValues Read(NpgsqlDataReader reader, TimelineTable table)
    {
        var (valid, known) = (reader.GetFieldValue<NpgsqlRange<DateOnly>>(1), reader.GetFieldValue<NpgsqlRange<DateTime>>(2));
        return new TimelineRowValues(
            valid.LowerBound, valid.UpperBoundInfinite ? null : valid.UpperBound, new DateTimeOffset(known.LowerBound),
            known.UpperBoundInfinite ? null : new DateTimeOffset(known.UpperBound),
            [.. table.Columns.Select((column, i) => column.Type.Read(reader, i + 3))]);
    }
}
