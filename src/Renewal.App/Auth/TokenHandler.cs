using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Renewal.App.Hosting;
using Renewal.Features.Accounts;

namespace Renewal.App.Auth;

/// <summary>
/// Scripts: <c>Authorization: Bearer rnw_…</c>. A request with that header is authenticated by it alone, whatever cookies it has.
/// </summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
        Accounts accounts, AppSettings settings)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Bearer = "Bearer ";

    public static bool IsMeant(HttpRequest request) =>
        request.Headers.Authorization.Any(value => value?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var account = await accounts.FindByTokenAsync(
            header[Bearer.Length..].Trim(), Context.RequestAborted, Context.Connection.RemoteIpAddress?.ToString());
        if (account is null || !CurrentActor.MayBeHere(account, Context, settings))
            return AuthenticateResult.Fail("The token is not good.");
        var principal = new ClaimsPrincipal(CurrentActor.Identity(account, AuthSetup.TokenScheme));
        return AuthenticateResult.Success(new AuthenticationTicket(principal, AuthSetup.TokenScheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => AuthProblem.RequiredAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AuthProblem.ForbiddenAsync(Context);
}
