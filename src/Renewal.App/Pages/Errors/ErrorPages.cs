using Microsoft.AspNetCore.Http.HttpResults;
using Renewal.App.Hosting;
using Renewal.App.Texts;

namespace Renewal.App.Pages.Errors;

/// <summary>Whatever goes wrong on a page is answered in the frame, with a reference and never with a stack.</summary>
public static class ErrorPages
{
    // These speak to programs and answer in their own form.
    private static readonly PathString[] Programs = ["/api", "/health", "/openapi", "/scalar"];

    public static void UseErrorPages(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (Programs.Any(path => http.Request.Path.StartsWithSegments(path)))
        {
            await next(http);
            return;
        }

        try
        {
            await next(http);
        }
        catch (Exception failure) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            app.Logger.LogError(failure, "Page {Path} failed, reference {Reference}", http.Request.Path.Value, http.TraceIdentifier);
            http.Response.StatusCode = StoreTrouble.IsAway(failure) ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status500InternalServerError;
            await RenderAsync(http);
            return;
        }

        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null }) await RenderAsync(http);
    });

    private static async Task RenderAsync(HttpContext http)
    {
        // Out here the language chosen further in is not heard of.
        Language.Set(http);
        var status = http.Response.StatusCode;
        http.Response.Clear();
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = "30";

        // What renders a page serves one page for each scope, and the page that failed has used this one up.
        await using var scope = http.RequestServices.CreateAsyncScope();
        var services = http.RequestServices;
        http.RequestServices = scope.ServiceProvider;
        try
        {
            await new RazorComponentResult<ErrorDocument>(new { Status = status, Reference = http.TraceIdentifier }) { StatusCode = status }
                .ExecuteAsync(http);
        }
        finally
        {
            http.RequestServices = services;
        }
    }
}
