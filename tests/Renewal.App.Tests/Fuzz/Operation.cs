using System.Text.Json;

namespace Renewal.App.Tests.Fuzz;

/// <summary>One operation of the published description: what it takes and which statuses it may answer.</summary>
internal sealed record Operation(
    string Method, string Path, IReadOnlyList<string> Queries, IReadOnlyList<string> Types, string? Example, IReadOnlySet<int> Statuses)
{
    public static IReadOnlyList<Operation> All(JsonElement document) =>
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           select Of(path.Name, operation.Name.ToUpperInvariant(), operation.Value, document),
    ];

    private static Operation Of(string path, string method, JsonElement said, JsonElement document)
    {
        var queries = said.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query")
                .Select(p => p.GetProperty("name").GetString()!)
            : [];
        var content = said.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").EnumerateObject().ToList() : [];
        var json = content.FirstOrDefault(c => c.Name == "application/json");
        var example = json.Value.ValueKind == JsonValueKind.Object && json.Value.TryGetProperty("example", out var given)
            ? given.GetRawText()
            : json.Value.ValueKind == JsonValueKind.Object ? Made(json.Value.GetProperty("schema"), document) : null;
        return new Operation(method, path, [.. queries], [.. content.Select(c => c.Name)], example,
            said.GetProperty("responses").EnumerateObject().Select(r => int.Parse(r.Name, null)).ToHashSet());
    }

    /// <summary>Something of every member, where the description has no example.</summary>
    private static string Made(JsonElement schema, JsonElement document)
    {
        if (!schema.TryGetProperty("$ref", out var reference)) return "{}";
        var name = reference.GetString()!.Split('/')[^1];
        var members = document.GetProperty("components").GetProperty("schemas").GetProperty(name).GetProperty("properties");
        return "{" + string.Join(',', members.EnumerateObject().Select(m => $"\"{m.Name}\":\"x\"")) + "}";
    }
}
