using System.Text.Json;

namespace Renewal.Domain.Areas;

/// <summary>
/// Whether a text is a boundary as RFC 7946 writes one: a geometry, a feature or a collection of them, in degrees. Closed rings and the
/// location are not checked.
/// </summary>
internal static class GeoJson
{
    public static bool IsBoundary(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return IsAny(json.RootElement);
        }
        catch (Exception no) when (no is JsonException or InvalidOperationException)
        {
            // Not JSON, or a property name that is not valid text.
            return false;
        }
    }

    private static bool IsAny(JsonElement json) => TypeOf(json) switch
    {
        "FeatureCollection" => Each(json, "features", feature => TypeOf(feature) == "Feature" && IsAny(feature)),
        "Feature" => json.TryGetProperty("geometry", out var geometry) && IsGeometry(geometry),
        _ => IsGeometry(json),
    };

    private static bool IsGeometry(JsonElement json) => TypeOf(json) switch
    {
        "Point" => Coordinates(json, 0),
        "MultiPoint" or "LineString" => Coordinates(json, 1),
        "MultiLineString" or "Polygon" => Coordinates(json, 2),
        "MultiPolygon" => Coordinates(json, 3),
        "GeometryCollection" => Each(json, "geometries", IsGeometry),
        _ => false,
    };

    private static bool Coordinates(JsonElement json, int depth) =>
        json.TryGetProperty("coordinates", out var coordinates) && Nested(coordinates, depth);

    private static bool Nested(JsonElement json, int depth) =>
        depth == 0 ? IsPosition(json)
        : json.ValueKind == JsonValueKind.Array && json.GetArrayLength() > 0 && json.EnumerateArray().All(item => Nested(item, depth - 1));

    // A third number is a height.
    private static bool IsPosition(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array && json.GetArrayLength() is 2 or 3 && Within(json[0], 180) && Within(json[1], 90);

    private static bool Within(JsonElement degrees, double most) =>
        degrees.ValueKind == JsonValueKind.Number && degrees.TryGetDouble(out var number) && Math.Abs(number) <= most;

    private static bool Each(JsonElement json, string member, Func<JsonElement, bool> holds) =>
        json.TryGetProperty(member, out var items) && items.ValueKind == JsonValueKind.Array && items.GetArrayLength() > 0
        && items.EnumerateArray().All(holds);

    private static string? TypeOf(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            ? type.GetString() : null;
}
