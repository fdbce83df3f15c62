using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Renewal.Features.Accounts;

namespace Renewal.App.Auth;

/// <summary>
/// OWASP's device cookie: marks a browser in which an account signed in. It grants nothing: sign-in attempts for that name are counted
/// for this browser separately, so that failed attempts by others do not lock its user out. One cookie for each account, because people
/// share computers.
/// </summary>
internal static class DeviceCookie
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(180);

    /// <summary>The counter key for sign-in attempts; null when this browser was never signed in under that name.</summary>
    public static string? Of(HttpContext http, string name)
    {
        name = AccountRules.Normalise(name);
        if (!AccountRules.IsName(name) || !http.Request.Cookies.TryGetValue(NameOf(http, name), out var sealedMark)) return null;
        try
        {
            return Protector(http).Unprotect(sealedMark).Split('\n') is [var owner, var id] && owner == name ? id : null;
        }
        catch (CryptographicException)
        {
            // Expired, encrypted with other keys, or forged: treated as missing.
            return null;
        }
    }

    /// <summary>Set after signing in; renews an existing cookie.</summary>
    public static void Give(HttpContext http, Account account)
    {
        if (account.Demo) return;
        var mark = Protector(http).Protect($"{account.Name}\n{Of(http, account.Name) ?? Secrets.Random()}", Life);
        http.Response.Cookies.Append(NameOf(http, account.Name), mark, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = Life,
            Path = "/",
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
        });
    }

    // The cookie does not show the account's name.
    private static string NameOf(HttpContext http, string account) =>
        $"{(http.Request.IsHttps ? "__Host-" : "")}renewal-device-{Secrets.Hash(account)[..12]}";

    private static ITimeLimitedDataProtector Protector(HttpContext http) =>
        http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("device").ToTimeLimitedDataProtector();
}
