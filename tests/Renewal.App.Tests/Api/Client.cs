using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Renewal.App.Tests.Api;

/// <summary>An API client with a token.</summary>
public sealed class Client(WebApplication app, string? token) : IDisposable
{
    private readonly HttpClient http =
        new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };

    public string Authorization => $"Bearer {token}";

    public void Dispose() => http.Dispose();

    /// <summary>The same client for another process.</summary>
    public Client At(WebApplication other) => new(other, token);

    public Task<ApiResponse> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    /// <param name="body">A text is sent as it is; anything else as JSON; null sends nothing.</param>
    public Task<ApiResponse> PostAsync(string path, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body switch
        {
            null => null,
            HttpContent content => content,
            string text => Json(text),
            _ => Json(JsonSerializer.Serialize(body)),
        }, headers);

    public async Task<ApiResponse> SendAsync(
        HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await http.SendAsync(request);
        return new ApiResponse(answer, await answer.Content.ReadAsStringAsync());
    }

    public static StringContent Json(string text) => new(text, new UTF8Encoding(false), "application/json");
}

/// <summary>A response of the API.</summary>
public sealed class ApiResponse(HttpResponseMessage answer, string text)
{
    public int Status { get; } = (int)answer.StatusCode;

    public string Text { get; } = text;

    public string? ContentType { get; } = answer.Content.Headers.ContentType?.MediaType;

    public string? ETag { get; } = answer.Headers.ETag?.ToString();

    public string? Location { get; } = answer.Headers.Location?.ToString();

    public IReadOnlyDictionary<string, string> Headers => headers;

    public string? Header(string name) =>
        headers.TryGetValue(name, out var value) ? value : null;

    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Code => ContentType == "application/problem+json" ? Json.GetProperty("code").GetString() : null;

    public string Detail => Json.GetProperty("detail").GetString()!;

    public IEnumerable<string> Needs => Json.GetProperty("needs").EnumerateArray().Select(item => item.GetString()!);

    public (int Status, string? Code) Outcome => (Status, Code);

    private readonly Dictionary<string, string> headers = answer.Headers.Concat(answer.Content.Headers)
        .ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>A member by its path, such as <c>area.milestones.0.milestone</c>.</summary>
    public string? At(string path)
    {
        var found = path.Split('.').Aggregate(Json, (json, step) =>
            int.TryParse(step, CultureInfo.InvariantCulture, out var index) ? json[index] : json.GetProperty(step));
        return found.ValueKind == JsonValueKind.Null ? null : found.ToString();
    }
}
