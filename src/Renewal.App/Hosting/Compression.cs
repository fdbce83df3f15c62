namespace Renewal.App.Hosting;

/// <summary>
/// Pages, JSON and text go out compressed to whoever accepts it. Files that are compressed already (.xlsx) are not named here, and style
/// sheets were compressed by the build.
/// </summary>
internal static class Compression
{
    private static readonly string[] Types =
    [
        "text/html", "text/css", "text/csv", "text/plain", "text/javascript", "application/json", "application/problem+json",
        "image/svg+xml",
    ];

    public static void AddCompression(this WebApplicationBuilder builder)
    {
        builder.Services.AddResponseCompression(options =>
        {
            // Whoever taps a connection under TLS still sees lengths: UseCompression says why they tell nothing.
            options.EnableForHttps = true;
            options.MimeTypes = Types;
        });
    }

    /// <summary>
    /// Inside of what answers failures, so that a page that broke off leaves nothing behind. What another site makes a browser ask for is
    /// not compressed: that site could put text of its own beside ours and learn from the length how alike they are (BREACH).
    /// </summary>
    public static void UseCompression(this WebApplication app) =>
        app.UseWhen(http => !IsAskedByAnotherSite(http.Request), ours => ours.UseResponseCompression());

    private static bool IsAskedByAnotherSite(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
}
