using System.Text.Json;
using Renewal.Domain;

namespace Renewal.App.Api.Writing;

/// <summary>
/// The stored response of a repeated request. The route does not run the request: it checks the caller's current rights and returns the
/// stored response or a refusal.
/// </summary>
internal sealed class ReplayedResponse(ApiResult kept)
{
    /// <summary>Whether the route used it; otherwise the request was run a second time.</summary>
    public bool WasAsked { get; private set; }

    public bool Succeeded => kept.Status < 400;

    /// <summary>The Location of the stored response, such as <c>/api/imports/…</c>.</summary>
    public string? Location => kept.Location;

    /// <summary>The code of the area in the stored response, which may differ from the address after a correction.</summary>
    public string? Area { get; } = AreaOf(kept);

    /// <summary>Null when the request must be run.</summary>
    public static ReplayedResponse? Of(HttpContext http) => http.Features.Get<ReplayedResponse>();

    /// <param name="lost">Why the caller may no longer see it; null otherwise.</param>
    public ApiResult Give(Refusal? lost)
    {
        WasAsked = true;
        return lost is null ? kept : Problems.Of(lost);
    }

    private static string? AreaOf(ApiResult kept)
    {
        if (kept.Status >= 400 || kept.Written is not { Length: > 0 } body) return null;
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement.TryGetProperty("area", out var area) ? area : json.RootElement;
        return root.TryGetProperty("code", out var code) ? code.GetString() : null;
    }
}
