using System.Security.Claims;
using Renewal.App.Hosting;
using Renewal.Domain.Access;
using Renewal.Features.Accounts;
using Renewal.Features.Store;

namespace Renewal.App.Auth;

/// <summary>The actor of a request, for pages, API handlers and reports.</summary>
public static class CurrentActor
{
    private const string JurisdictionClaim = "jurisdiction";
    private const string DisplayNameClaim = "display-name";

    /// <summary>Null when nobody is signed in.</summary>
    public static Actor? From(HttpContext context) => From(context.User);

    /// <inheritdoc cref="From(HttpContext)"/>
    public static Actor? From(ClaimsPrincipal user) =>
        user.Identity is { IsAuthenticated: true, Name: { } name } && Role.Find(user.FindFirstValue(ClaimTypes.Role)) is { } role
            ? new Actor(name, role, [.. user.FindAll(JurisdictionClaim).Select(claim => claim.Value)])
            : null;

    /// <summary>Display name of the signed-in account.</summary>
    public static string? DisplayName(ClaimsPrincipal user) => user.FindFirstValue(DisplayNameClaim);

    /// <summary>The channel of an authenticated request: scripts use a token, people a cookie, whatever the address.</summary>
    public static Via ViaOf(ClaimsPrincipal user) => user.Identity?.AuthenticationType == AuthSetup.TokenScheme ? Via.Api : Via.Web;

    internal static ClaimsIdentity Identity(Account account, string scheme)
    {
        var identity = new ClaimsIdentity(scheme);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, account.Id.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Name, account.Name));
        identity.AddClaim(new Claim(DisplayNameClaim, account.DisplayName));
        identity.AddClaim(new Claim(ClaimTypes.Role, account.Role));
        identity.AddClaims(account.Jurisdictions.Select(code => new Claim(JurisdictionClaim, code)));
        return identity;
    }

    /// <summary>Demo accounts are rejected outside the demo, with any cookie or token.</summary>
    internal static bool MayBeHere(Account account, HttpContext context, AppSettings settings) =>
        !account.Demo || (settings.Demo && Loopback.Is(context));
}
