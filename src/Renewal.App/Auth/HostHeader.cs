using Renewal.App.Api;
using Renewal.App.Texts;

namespace Renewal.App.Auth;

/// <summary>
/// Answers 400 to a request whose <c>Host</c> is missing or cannot be part of an address (<c>a..b</c>, <c>x:99999</c>). Kestrel checks
/// its characters only, and code that later builds an absolute address from it would fail.
/// </summary>
internal static class HostHeader
{
    public static void UseHostCheck(this WebApplication app) => app.Use((http, next) =>
        IsGood(http.Request.Host) ? next(http) : RefuseAsync(http));

    private static bool IsGood(HostString host) =>
        host.HasValue && Uri.TryCreate($"http://{host.Value}/", UriKind.Absolute, out var url)
        && url is { UserInfo: "", PathAndQuery: "/", Fragment: "" } && url.HostNameType != UriHostNameType.Unknown;

    private static async Task RefuseAsync(HttpContext http)
    {
        Language.Set(http);
        if (AuthProblem.IsFor(http.Request))
        {
            await Problems.Of(ApiRefusals.HostInvalid).ExecuteAsync(http);
            return;
        }

        // As plain text: rendering a page needs its address, and there is none.
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        await Results.Text($"{UiText.Of(ApiRefusals.HostInvalid)}\n", "text/plain; charset=utf-8", statusCode: 400).ExecuteAsync(http);
    }
}
