using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Renewal.App.Api;

/// <summary>
/// The result of a route: status, JSON body and headers. Routes return it instead of writing, so that a response can be stored and sent
/// again.
/// </summary>
internal sealed record ApiResult(int Status, object? Body = null) : IResult
{
    public const string Json = "application/json; charset=utf-8";

    public string ContentType { get; init; } = Json;

    public string? Location { get; init; }

    public string? ETag { get; init; }

    /// <summary>Seconds after which a retry makes sense.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>A stored body.</summary>
    public byte[]? Written { get; init; }

    public byte[] Bytes() => Written ?? (Body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(Body, Body.GetType(), ApiJson.Options));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var bytes = Bytes();
        response.StatusCode = Status;
        // Cached by the client only and revalidated each time; refusals are not cached.
        response.Headers.CacheControl = Status < 400 ? "private, no-cache" : "no-store";
        if (Location is not null) response.Headers.Location = Location;
        if (ETag is not null) response.Headers.ETag = ETag;
        if (RetryAfter is { } seconds) response.Headers.RetryAfter = $"{seconds}";
        // It stands for the answer that would have come, which goes out compressed to some (RFC 9110, 15.4.5).
        if (Status == 304) response.Headers.Append("Vary", "Accept-Encoding");
        if (Status is 204 or 304) return;
        response.ContentType = ContentType;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }

    public static ApiResult Ok(object body) => new(200, body);
}

/// <summary>JSON options of the API: camelCase, all members present, Chinese not escaped.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions json)
    {
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return json;
    }
}
