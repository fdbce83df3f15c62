using Microsoft.AspNetCore.Http.Features;
using Renewal.App.Api.Reading;

namespace Renewal.App.Api.Writing;

/// <summary>Marks a route that takes more than the usual megabyte.</summary>
internal sealed record LargeBody(int Most);

/// <summary>Reads a whole body up to the limit of its route and stores it for the handler.</summary>
internal static class BodyReading
{
    /// <summary>Null when it was read, else the refusal.</summary>
    public static async Task<ApiResult?> ReadAsync(HttpContext http)
    {
        var most = http.GetEndpoint()?.Metadata.GetMetadata<LargeBody>()?.Most ?? RequestBody.Most;
        // This limit gives a coded refusal; Kestrel's would close the connection.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = 2L * RequestBody.MostThrownAway;
        var (bytes, refusal) = await RequestBody.ReadAsync(http.Request, most, http.RequestAborted);
        if (refusal is not null) return Problems.Of(refusal);
        http.Features.Set(new RequestBody(bytes!));
        return null;
    }
}
