using Microsoft.AspNetCore.Antiforgery;
using Renewal.Features.Machine;

namespace Renewal.App.Auth;

/// <summary>
/// Another site can make a signed-in browser send us things. Whatever changes something and comes with a cookie must therefore show that
/// it comes from our own pages. Forms carry an antiforgery token, checked by the pages; calls to the API from a browser are known by
/// what the browser itself says of their origin. Tokens need none of this: no browser adds them unasked.
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
            // The token is looked for in the form; one that breaks off or has no boundary cannot be read.
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

    // same-site is foreign too: another application of the office on a neighbouring name.
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
