namespace Renewal.App.Auth;

/// <summary>
/// Where a one-time code is entered. The code is typed or pasted into a form and never part of an address, because proxies, browser
/// histories and error pages store addresses (docs/decisions/0024).
/// </summary>
internal static class OneTimeCode
{
    public const string Path = "/welcome";

    /// <param name="site">The address people type, with or without a slash at the end.</param>
    public static string AddressAt(string site) => site.TrimEnd('/') + Path;
}
