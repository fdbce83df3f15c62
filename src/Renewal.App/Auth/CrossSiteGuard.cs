using Microsoft.AspNetCore.Antiforgery;
using Renewal.Features.Machine;

namespace Renewal.App.Auth;

/// <summary>
/// Protects against cross-site requests. A write with a cookie must come from the program's own pages: forms have an antiforgery token,
/// checked by the pages; API calls of a browser are checked by the origin headers. Tokens need no check, because browsers do not add
/// them by themselves.
/// </summary>
internal static class CrossSiteGuard
{
    public static void UseCrossSiteGuard(this WebApplication app) => app.Use(async (context, next) =>
    {
        bool refused;
        try
        {
            refused = await IsRefusedAsync(context);
        }
        catch (AntiforgeryValidationException unread) when (!DiskErrors.Is(unread))
        {
            // The token is read from the form; a truncated form or one without a boundary cannot be read.
            await AuthProblem.UnreadableAsync(context);
            return;
        }

        if (refused) await AuthProblem.CrossSiteAsync(context);
        else await next(context);
    });

    private static async Task<bool> IsRefusedAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return false;
        if (TokenHandler.IsMeant(request)) return false;
        if (SaysItIsForeign(request)) return true;
        var byCookie = AuthProblem.IsFor(request) && context.User.Identity?.IsAuthenticated == true;
        return byCookie && !SaysItIsOurs(request)
            && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
    }

    // same-site is refused too: it may be another application on a sibling host name.
    private static bool SaysItIsForeign(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site ? site is not ("same-origin" or "none")
        : request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOurs(origin, request);

    private static bool SaysItIsOurs(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site == "same-origin"
            : IsOurs(request.Headers.Origin.ToString(), request);

    private static bool IsOurs(string origin, HttpRequest request) =>
        origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
