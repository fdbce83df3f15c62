namespace Renewal.App.Auth;

/// <summary>Where to go after signing in: only to pages of this program.</summary>
internal static class LocalUrl
{
    /// <summary>The address if it is local, else the start page.</summary>
    public static string Or(string? url, string fallback = "/") => url is not null && IsLocal(url) ? url : fallback;

    // "//host" and "/\host" leave the site, and so do control characters that a browser drops before it reads the rest. The program's
    // own addresses are percent-encoded; other characters were typed or forged and are not allowed in a header.
    private static bool IsLocal(string url) =>
        url is ['/', ..] && (url.Length == 1 || url[1] != '/') && url.All(c => c is > ' ' and < '\u007f' and not '\\');
}
