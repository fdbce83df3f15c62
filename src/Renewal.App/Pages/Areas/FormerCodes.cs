using Renewal.Domain.Access;
using Renewal.Features.Areas;

namespace Renewal.App.Pages.Areas;

/// <summary>Redirects links with a former code to the area's page.</summary>
internal static class FormerCodes
{
    /// <summary>Redirects to today's code if an area had the code before; otherwise the page is not found.</summary>
    public static async Task FollowOrNotFoundAsync(
        HttpContext http, AreaQueries areas, Actor actor, string code, DateTimeOffset? knownAt, string rest = "")
    {
        var today = knownAt is null ? await areas.FindCodeTodayAsync(code, actor, http.RequestAborted) : null;
        http.Response.StatusCode = today is null ? StatusCodes.Status404NotFound : StatusCodes.Status301MovedPermanently;
        if (today is null) return;
        // The code may be given to another area one day.
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Location =
            $"/areas/{Uri.EscapeDataString(today)}{rest}" + http.Request.QueryString.Add("was", code).ToUriComponent();
    }
}
