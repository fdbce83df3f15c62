using System.Text.Json;
using Renewal.Domain;

namespace Renewal.App.Api.Writing;

/// <summary>
/// The answer kept for a request that comes again under its key. Set on the request instead of running it: the route finds out, by the
/// rules and rights of now, whether the caller may still have that answer, and gives it or the refusal.
/// </summary>
internal sealed class ReplayedResponse(ApiResult kept)
{
    /// <summary>Whether a route asked at all; one that did not has run the request a second time.</summary>
    public bool WasAsked { get; private set; }

    public bool Succeeded => kept.Status < 400;

    /// <summary>What the kept answer says it made, such as <c>/api/imports/…</c>.</summary>
    public string? Location => kept.Location;

    /// <summary>The code of the area in the kept answer: a correction may have given it another than the address names.</summary>
    public string? Area { get; } = AreaOf(kept);

    /// <summary>Null when the request is to be carried out.</summary>
    public static ReplayedResponse? Of(HttpContext http) => http.Features.Get<ReplayedResponse>();

    /// <param name="lost">Why the caller may no longer see it; null when nothing stands against it.</param>
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
