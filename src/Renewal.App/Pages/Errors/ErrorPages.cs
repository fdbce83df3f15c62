using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Renewal.App.Texts;

namespace Renewal.App.Pages.Errors;

/// <summary>Whatever goes wrong on a page is answered in the frame, with a reference and never with a stack.</summary>
public static class ErrorPages
{
    // These speak to programs and answer in their own form.
    private static readonly PathString[] Programs = ["/api", "/health", "/openapi", "/scalar"];

    /// <summary>What the framework takes as one field of a form.</summary>
    private const int MostOfAForm = 4 * 1024 * 1024;

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
            http.Response.StatusCode = IsStoreDown(failure) ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status500InternalServerError;
            await RenderAsync(http);
            return;
        }

        if (!IsUnsaid(http)) return;
        // A body too large to be read as a form comes out as a form that is none.
        if (http.Response.StatusCode == 400 && http.Request.ContentLength > MostOfAForm) http.Response.StatusCode = 413;
        await RenderAsync(http);
    });

    // A form that cannot be read, or was sent without its token, is refused by what renders the pages, which says it is going to answer
    // in HTML and then does not.
    private static bool IsUnsaid(HttpContext http) =>
        http.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null } response
        && (response.ContentType is null
            || response.StatusCode == 400 && response.BodyWriter is { CanGetUnflushedBytes: true, UnflushedBytes: 0 });

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

    private static bool IsStoreDown(Exception failure) =>
        failure is NpgsqlException { IsTransient: true } or PostgresException { SqlState: "57P03" or "57P01" or "53300" }
            or System.Net.Sockets.SocketException
        || (failure.InnerException is { } inner && IsStoreDown(inner));
}
