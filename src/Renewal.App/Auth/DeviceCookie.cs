using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Renewal.Features.Accounts;

namespace Renewal.App.Auth;

/// <summary>
/// Marks a browser in which somebody signed in under an account. It opens nothing: tries to sign in under that very name are counted for
/// this browser alone, so that a stranger's wrong passwords do not shut its user out (OWASP calls it a device cookie). One cookie for
/// each account, because people share computers.
/// </summary>
internal static class DeviceCookie
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(180);

    /// <summary>What tries are counted under; null when this browser was never signed in under that name.</summary>
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
            // Expired, of other keys, or made up: as if there were none.
            return null;
        }
    }

    /// <summary>After signing in; the mark a browser has is renewed.</summary>
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

    // The account's name does not stand in the open.
    private static string NameOf(HttpContext http, string account) =>
        $"{(http.Request.IsHttps ? "__Host-" : "")}renewal-device-{Secrets.Hash(account)[..12]}";

    private static ITimeLimitedDataProtector Protector(HttpContext http) =>
        http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("device").ToTimeLimitedDataProtector();
}
