using Microsoft.AspNetCore.Antiforgery;
using Renewal.App.Texts;

namespace Renewal.App.Auth;

/// <summary>What is done rather than shown: signing out and choosing the language. Both come from plain forms.</summary>
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

    // No token needed: the worst another site could do is change the language, and the guard stops even that.
    private static async Task<IResult> ChooseLanguageAsync(HttpContext context)
    {
        // As our own form sends it. With parts, one cut short would look like trouble of ours.
        if (context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
            return Results.BadRequest();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        Language.Remember(context, form["lang"]);
        return Results.Redirect(LocalUrl.Or(form["returnUrl"]));
    }
}
