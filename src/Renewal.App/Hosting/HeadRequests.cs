namespace Renewal.App.Hosting;

/// <summary>
/// HEAD is accepted wherever GET is and handled by the same code, with the same status and headers. Kestrel omits the body.
/// </summary>
internal static class HeadRequests
{
    /// <summary>Before routing, where most endpoints accept GET only.</summary>
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
            // Restored afterwards for metrics and logs.
            http.Request.Method = HttpMethods.Head;
        }
    });
}
