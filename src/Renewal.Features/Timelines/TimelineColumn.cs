using Npgsql;
using NpgsqlTypes;
using Renewal.Domain.Recording;

namespace Renewal.Features.Timelines;

/// <summary>A type that a column of a bitemporal table can have.</summary>
public sealed record ColumnType(string Sql, NpgsqlDbType Db)
{
    public static readonly ColumnType Text = new("text", NpgsqlDbType.Text);
    public static readonly ColumnType Texts = new("text[]", NpgsqlDbType.Array | NpgsqlDbType.Text);
    public static readonly ColumnType Number = new("integer", NpgsqlDbType.Integer);
    public static readonly ColumnType Day = new("date", NpgsqlDbType.Date);
    public static readonly ColumnType Flag = new("boolean", NpgsqlDbType.Boolean);
    public static readonly ColumnType Id = new("uuid", NpgsqlDbType.Uuid);

    /// <summary>A value as the row in memory has it, so that both can be compared.</summary>
    public object? Read(NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : Db switch
    {
        NpgsqlDbType.Text => reader.GetString(ordinal),
        NpgsqlDbType.Integer => reader.GetInt32(ordinal),
        NpgsqlDbType.Date => reader.GetFieldValue<DateOnly>(ordinal),
        NpgsqlDbType.Boolean => reader.GetBoolean(ordinal),
        NpgsqlDbType.Uuid => reader.GetGuid(ordinal),
        _ => reader.GetFieldValue<string[]>(ordinal),
    };
}

/// <summary>A column of a bitemporal table.</summary>
/// <param name="Meaning">For <c>docs/reference/tables.md</c> and the comment in the database.</param>
public sealed record TimelineColumn(string Name, ColumnType Type, Func<TimelineRow, object?> Value, string Meaning)
{
    /// <summary>Tells apart the rows of one stream that hold on the same day.</summary>
    public bool IsKey { get; init; }

    public bool IsNullable { get; init; }

    public string Definition => $"{Name} {Type.Sql}{(IsNullable ? "" : " not null")}";
}

/// <summary>Columns of one row type.</summary>
internal static class Columns<TRow>
    where TRow : TimelineRow
{
    public static TimelineColumn Text(string name, Func<TRow, string?> value, string meaning) => Of(name, ColumnType.Text, value, meaning);

    public static TimelineColumn Texts(string name, Func<TRow, string[]> value, string meaning) =>
        Of(name, ColumnType.Texts, value, meaning);

    public static TimelineColumn Number(string name, Func<TRow, int?> value, string meaning) => Of(name, ColumnType.Number, value, meaning);

    public static TimelineColumn Day(string name, Func<TRow, DateOnly?> value, string meaning) => Of(name, ColumnType.Day, value, meaning);

    public static TimelineColumn Flag(string name, Func<TRow, bool> value, string meaning) => Of(name, ColumnType.Flag, value, meaning);

    public static TimelineColumn Id(string name, Func<TRow, Guid> value, string meaning) => Of(name, ColumnType.Id, value, meaning);

    private static TimelineColumn Of<T>(string name, ColumnType type, Func<TRow, T> value, string meaning) =>
        new(name, type, row => value((TRow)row), meaning);
}

internal static class ColumnMarks
{
    public static TimelineColumn Key(this TimelineColumn column) => column with { IsKey = true };

    public static TimelineColumn Nullable(this TimelineColumn column) => column with { IsNullable = true };
}
