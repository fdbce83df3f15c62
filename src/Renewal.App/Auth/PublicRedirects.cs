using Renewal.App.Hosting;

namespace Renewal.App.Auth;

/// <summary>
/// Redirects lead to the address people type (<c>RENEWAL_PUBLIC_URL</c>), whatever the <c>Host</c> header says: the framework builds
/// absolute addresses from that header, which a proxy may change and any client can forge. Relative redirects are unchanged, and all
/// redirects if no address is configured.
/// </summary>
internal static class PublicRedirects
{
    public static void UsePublicRedirects(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PublicUrl>().Value is not { } address) return;
        app.Use((http, next) =>
        {
            http.Response.OnStarting(() =>
            {
                if (PathOf(http) is { } path) http.Response.Headers.Location = address + path;
                return Task.CompletedTask;
            });
            return next(http);
        });
    }

    /// <summary>The part after the own host of an absolute redirect; null for other hosts.</summary>
    private static string? PathOf(HttpContext http)
    {
        var location = http.Response.Headers.Location.ToString();
        if (!Uri.TryCreate(location, UriKind.Absolute, out var to) || to.Scheme is not ("http" or "https")) return null;
        if (!Uri.TryCreate($"{to.Scheme}://{http.Request.Host.Value}", UriKind.Absolute, out var here) || to.Authority != here.Authority)
            return null;
        var path = location.IndexOf('/', to.Scheme.Length + "://".Length);
        return path < 0 ? "/" : location[path..];
    }
}
