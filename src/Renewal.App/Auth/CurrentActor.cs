using System.Security.Claims;
using Renewal.App.Hosting;
using Renewal.Domain.Access;
using Renewal.Features.Accounts;
using Renewal.Features.Store;

namespace Renewal.App.Auth;

/// <summary>The one who asks, as the rules know them. Pages, API handlers and reports all find them here.</summary>
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

    /// <summary>Name to show for who is signed in.</summary>
    public static string? DisplayName(ClaimsPrincipal user) => user.FindFirstValue(DisplayNameClaim);

    /// <summary>By which door a signed-in request came: scripts use a token, people a cookie, whatever the address.</summary>
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

    /// <summary>Demonstration accounts are worth nothing outside the demonstration, whatever cookie or token is shown.</summary>
    internal static bool MayBeHere(Account account, HttpContext context, AppSettings settings) =>
        !account.Demo || (settings.Demo && Loopback.Is(context));
}
