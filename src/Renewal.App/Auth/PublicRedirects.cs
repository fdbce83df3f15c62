using Renewal.App.Hosting;

namespace Renewal.App.Auth;

/// <summary>
/// Redirects lead to the address people type (<c>RENEWAL_PUBLIC_URL</c>), whatever <c>Host</c> the request named: the framework builds
/// absolute addresses from that header, which a proxy may change and anybody can send. Relative redirects stay as they are; so do all
/// where no address is configured.
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

    /// <summary>What follows our own host in an absolute redirect; null when there is none, or it leads elsewhere.</summary>
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
