using System.Globalization;
using System.Text.Json;
using Renewal.App.Texts;

namespace Renewal.App.Api.Reading;

/// <summary>Scalars of a body, read strictly: no number as a text, no text as a number, no instant as a day.</summary>
internal static class JsonScalars
{
    /// <param name="expected">The expected form; null when the type is not a scalar.</param>
    public static bool TryRead(Type type, JsonElement value, out object? read, out string? expected)
    {
        (read, expected) = type switch
        {
            _ when type == typeof(string) => (Text(value), UiText.Pick("应为合规的文字", "well-formed text is expected")),
            _ when type == typeof(DateOnly) => (Day(value), UiText.Pick("应为日期，如 2021-02-04", "a day such as 2021-02-04 is expected")),
            _ when type == typeof(decimal) => (Number(value), UiText.Pick("应为数字", "a number is expected")),
            _ when type == typeof(int) => (Whole(value), UiText.Pick("应为整数", "a whole number is expected")),
            _ when type == typeof(bool) => (Truth(value), UiText.Pick("应为 true 或 false", "true or false is expected")),
            _ when type == typeof(Guid) => (Id(value), UiText.Pick("应为记录编号（UUID）", "the id of an entry (a UUID) is expected")),
            { IsEnum: true } => (OneOf(type, value), UiText.Join(Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))),
            _ => ((object?)null, (string?)null),
        };
        return read is not null;
    }

    private static string? Text(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            // PostgreSQL cannot store NUL in a text.
            return value.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    private static DateOnly? Day(JsonElement value) =>
        DateOnly.TryParseExact(Text(value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static decimal? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null;

    private static int? Whole(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static bool? Truth(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static object? OneOf(Type type, JsonElement value) => Text(value) is { } text
        && Enum.GetNames(type).FirstOrDefault(name => JsonNamingPolicy.CamelCase.ConvertName(name) == text) is { } found
            ? Enum.Parse(type, found) : null;

    private static Guid? Id(JsonElement value) => Guid.TryParseExact(Text(value), "D", out var id) ? id : null;
}
