namespace Renewal.App.Hosting;

/// <summary>
/// HEAD is taken wherever GET is, and answered by the same code: same status, same headers. The server, which read the request line
/// itself, leaves the body out.
/// </summary>
internal static class HeadRequests
{
    /// <summary>Before routing, which would find most addresses to take GET only.</summary>
    public static void UseHead(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await next(http);
            return;
        }

        http.Request.Method = HttpMethods.Get;
        try
        {
            await next(http);
        }
        finally
        {
            // Whoever counts or logs the request afterwards is told what was really asked.
            http.Request.Method = HttpMethods.Head;
        }
    });
}
