using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Renewal.App.Hosting;
using Renewal.Features.Accounts;

namespace Renewal.App.Auth;

/// <summary>
/// Events of the session cookie. The cookie holds the session only: rights are read from the database at every request, so a changed
/// role takes effect at once.
/// </summary>
public sealed class SessionCookie(Sessions sessions, AppSettings settings) : CookieAuthenticationEvents
{
    private const string SessionClaim = "session";

    /// <summary>Signs the browser in as this account; a session it had before ends.</summary>
    public static async Task SignInAsync(HttpContext context, Account account)
    {
        await CloseAsync(context);
        var secret = await context.RequestServices.GetRequiredService<Sessions>().OpenAsync(account, context.RequestAborted);
        await context.SignInAsync(AuthSetup.CookieScheme, Principal(account.Id.ToString(), secret));
        DeviceCookie.Give(context, account);
    }

    public static async Task SignOutAsync(HttpContext context)
    {
        await CloseAsync(context);
        await context.SignOutAsync(AuthSetup.CookieScheme);
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var secret = context.Principal?.FindFirstValue(SessionClaim);
        var account = secret is not null && Guid.TryParse(context.Principal!.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? await sessions.FindAsync(secret, id, context.HttpContext.RequestAborted) : null;
        if (account is null || !CurrentActor.MayBeHere(account, context.HttpContext, settings))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(AuthSetup.CookieScheme);
            return;
        }
        var identity = CurrentActor.Identity(account, AuthSetup.CookieScheme);
        identity.AddClaim(new Claim(SessionClaim, secret!));
        context.ReplacePrincipal(new ClaimsPrincipal(identity));
    }

    // The framework would redirect to any returnUrl with a leading slash, even one that is invalid in a header; the page redirects
    // itself, where LocalUrl allows it.
    public override Task RedirectToReturnUrl(RedirectContext<CookieAuthenticationOptions> context) => Task.CompletedTask;

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        AuthProblem.IsFor(context.Request) ? AuthProblem.RequiredAsync(context.HttpContext)
        : HttpMethods.IsPost(context.Request.Method) ? Refuse(context.Response)
        : base.RedirectToLogin(context);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        AuthProblem.IsFor(context.Request) ? AuthProblem.ForbiddenAsync(context.HttpContext) : base.RedirectToAccessDenied(context);

    // A redirect to sign-in would silently lose a submitted form.
    private static Task Refuse(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static async Task CloseAsync(HttpContext context)
    {
        if (context.User.FindFirstValue(SessionClaim) is { } secret)
            await context.RequestServices.GetRequiredService<Sessions>().CloseAsync(secret, context.RequestAborted);
    }

    private static ClaimsPrincipal Principal(string id, string secret) =>
        new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id), new(SessionClaim, secret)], AuthSetup.CookieScheme));
}
