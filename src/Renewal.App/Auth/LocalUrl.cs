namespace Renewal.App.Auth;

/// <summary>Where to go after signing in: only ever to a page of ours.</summary>
internal static class LocalUrl
{
    /// <summary>The address itself when it is one of ours, else the start page.</summary>
    public static string Or(string? url, string fallback = "/") => url is not null && IsLocal(url) ? url : fallback;

    // "//host" and "/\host" leave the site, and so do control characters that a browser drops before it reads the rest. Our own links
    // are percent-encoded, and a header cannot hold anything beyond ASCII.
    private static bool IsLocal(string url) =>
        url is ['/', ..] && (url.Length == 1 || url[1] is not ('/' or '\\')) && !url.Any(c => !char.IsAscii(c) || char.IsControl(c) || c == '\\');
}
