using Npgsql;
using Renewal.Domain.Areas;

namespace Renewal.Features.Timelines;

/// <summary>Rows of the bitemporal tables as the domain has them. Columns are read in the order of their definition.</summary>
internal static class TimelineReader
{
    public static AreaRow Area(NpgsqlDataReader reader, int at) => new(
        reader.GetString(at), reader.GetString(at + 1), reader.GetString(at + 2), reader.GetString(at + 3), reader.GetString(at + 4),
        reader.GetString(at + 5), [.. reader.GetFieldValue<string[]>(at + 6)], reader.GetString(at + 7), reader.DayOrNull(at + 8),
        reader.TextOrNull(at + 9), reader.DayOrNull(at + 10), reader.GetBoolean(at + 11), reader.GetBoolean(at + 12),
        reader.TextOrNull(at + 13), reader.TextOrNull(at + 14), reader.TextOrNull(at + 15), reader.DayOrNull(at + 16),
        reader.TextOrNull(at + 17), reader.GetInt32(at + 18), reader.GetInt32(at + 19), reader.GetInt32(at + 20), reader.GetInt32(at + 21),
        reader.DayOrNull(at + 22), reader.DayOrNull(at + 23), reader.DayOrNull(at + 24));

    public static DeadlineRow Deadline(NpgsqlDataReader reader, int at) => new(
        reader.GetString(at), reader.GetString(at + 1), reader.GetInt32(at + 2), reader.TextOrNull(at + 3), reader.DayOrNull(at + 4),
        reader.GetFieldValue<DateOnly>(at + 5), reader.GetBoolean(at + 6), reader.GetBoolean(at + 7), reader.GetBoolean(at + 8),
        reader.GetBoolean(at + 9), reader.DayOrNull(at + 10), reader.TextOrNull(at + 11));

    public static ObstacleRow Obstacle(NpgsqlDataReader reader, int at) => new(
        reader.GetGuid(at), reader.GetString(at + 1), reader.GetString(at + 2), reader.GetFieldValue<DateOnly>(at + 3),
        reader.DayOrNull(at + 4), reader.TextOrNull(at + 5), reader.GetGuid(at + 6));

    public static ContradictionRow Contradiction(NpgsqlDataReader reader, int at) => new(
        reader.GetString(at), reader.GetString(at + 1), reader.GetString(at + 2), reader.GetFieldValue<DateOnly>(at + 3),
        reader.IsDBNull(at + 4) ? null : reader.GetInt32(at + 4), reader.TextOrNull(at + 5));

    public static string? TextOrNull(this NpgsqlDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetString(at);

    public static DateOnly? DayOrNull(this NpgsqlDataReader reader, int at) =>
        reader.IsDBNull(at) ? null : reader.GetFieldValue<DateOnly>(at);
}
