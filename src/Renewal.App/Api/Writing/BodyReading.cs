using Microsoft.AspNetCore.Http.Features;
using Renewal.App.Api.Reading;

namespace Renewal.App.Api.Writing;

/// <summary>Marks a route that takes more than the usual megabyte.</summary>
internal sealed record LargeBody(int Most);

/// <summary>Reads a body whole, as far as its route allows, and lays it down for the handler.</summary>
internal static class BodyReading
{
    /// <summary>Null when it was read; else why not.</summary>
    public static async Task<ApiResult?> ReadAsync(HttpContext http)
    {
        var most = http.GetEndpoint()?.Metadata.GetMetadata<LargeBody>()?.Most ?? RequestBody.Most;
        // Our own limit speaks with a code; the server's would cut the connection.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = 2L * RequestBody.MostThrownAway;
        var (bytes, refusal) = await RequestBody.ReadAsync(http.Request, most, http.RequestAborted);
        if (refusal is not null) return Problems.Of(refusal);
        http.Features.Set(new RequestBody(bytes!));
        return null;
    }
}
