using Microsoft.AspNetCore.Authentication.Cookies;

namespace Renewal.App.Auth;

/// <summary>
/// Names the session cookie by scheme. Over https it is <c>__Host-</c>, which a browser accepts from this host over https only; on
/// plain http (trying the program locally) browsers would reject a cookie of that name.
/// </summary>
internal sealed class CookieByScheme : ICookieManager
{
    public const string Plain = "renewal";
    public const string Secure = "__Host-renewal";

    private readonly ChunkingCookieManager _inner = new();

    public static string Name(HttpContext context) => context.Request.IsHttps ? Secure : Plain;

    public string? GetRequestCookie(HttpContext context, string key) => _inner.GetRequestCookie(context, Name(context));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _inner.AppendResponseCookie(context, Name(context), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _inner.DeleteCookie(context, Name(context), options);
}
