using Microsoft.AspNetCore.Antiforgery;
using Renewal.App.Texts;

namespace Renewal.App.Auth;

/// <summary>Endpoints for plain forms: signing out and choosing the language.</summary>
internal static class AuthEndpoints
{
    public static void MapAuth(this WebApplication app)
    {
        app.MapPost("/sign-out", (Delegate)SignOutAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapPost("/language", (Delegate)ChooseLanguageAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        await SessionCookie.SignOutAsync(context);
        return Results.Redirect("/sign-in");
    }

    // No token needed: another site could at most change the language, and the cross-site guard prevents even that.
    private static async Task<IResult> ChooseLanguageAsync(HttpContext context)
    {
        // As the program's own form sends it. A truncated multipart body would look like a server error.
        if (context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
            return Results.BadRequest();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        Language.Remember(context, form["lang"]);
        return Results.Redirect(LocalUrl.Or(form["returnUrl"]));
    }
}
