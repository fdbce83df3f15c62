namespace Renewal.App.Auth;

/// <summary>Where to go after signing in: only ever to a page of ours.</summary>
internal static class LocalUrl
{
    /// <summary>The address itself when it is one of ours, else the start page.</summary>
    public static string Or(string? url, string fallback = "/") => url is not null && IsLocal(url) ? url : fallback;

    // "//host" and "/\host" leave the site, and so do control characters that a browser drops before it reads the rest. Our own addresses
    // are percent-encoded throughout; anything else in one was typed or forged, and cannot stand in a header.
    private static bool IsLocal(string url) =>
        url is ['/', ..] && (url.Length == 1 || url[1] != '/') && url.All(c => c is > ' ' and < '\u007f' and not '\\');
}
