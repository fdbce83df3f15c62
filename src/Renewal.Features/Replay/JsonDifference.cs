using System.Text.Json;

namespace Renewal.Features.Replay;

/// <summary>Differences between two documents that should be equal.</summary>
internal static class JsonDifference
{
    /// <summary>The members that differ, by path, with both values; empty when the documents are equal.</summary>
    public static IEnumerable<string> Between(JsonElement ought, JsonElement stored, string path = "")
    {
        if (ought.ValueKind == JsonValueKind.Object && stored.ValueKind == JsonValueKind.Object)
            return ought.EnumerateObject().Concat(stored.EnumerateObject()).Select(member => member.Name).Distinct()
                .SelectMany(name => Between(Member(ought, name), Member(stored, name), path.Length == 0 ? name : $"{path}.{name}"));
        if (ought.ValueKind == JsonValueKind.Array && stored.ValueKind == JsonValueKind.Array
            && ought.GetArrayLength() == stored.GetArrayLength())
            return Enumerable.Range(0, ought.GetArrayLength()).SelectMany(i => Between(ought[i], stored[i], $"{path}[{i}]"));
        return Said(ought) == Said(stored) ? [] : [$"{path}: events say {Said(ought)}, stored is {Said(stored)}"];
    }

    private static JsonElement Member(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value : default;

    private static string Said(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => "nothing",
        JsonValueKind.String => $"\"{value.GetString()}\"",
        _ => value.GetRawText(),
    };
}
