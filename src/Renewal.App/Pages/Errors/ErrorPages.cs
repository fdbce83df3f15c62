using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Renewal.App.Hosting;
using Renewal.App.Texts;
using Renewal.Features.Machine;
using Renewal.Features.Store;

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
            if (Unreadable(http, failure) is { } unreadable)
            {
                http.Response.StatusCode = unreadable;
                await RenderAsync(http);
                return;
            }

            await FailAsync(http, failure, app.Logger);
            return;
        }

        if (!IsUnsaid(http.Response)) return;
        // The check of a form's token reads the form, and calls whatever stops it a form that is none.
        if (http.Features.Get<IAntiforgeryValidationFeature>()?.Error is { } unread && DiskErrors.Is(unread))
        {
            await FailAsync(http, unread, app.Logger);
            return;
        }

        // A body too large to be read as a form comes out as a form that is none.
        if (http.Response.StatusCode == 400 && http.Request.ContentLength > MostOfAForm) http.Response.StatusCode = 413;
        await RenderAsync(http);
    });

    private static async Task FailAsync(HttpContext http, Exception failure, ILogger log)
    {
        FailureLog.Write(log, http.RequestServices.GetRequiredService<DatabaseOutage>(), failure, "Page", http.Request.Path.Value);
        http.RequestServices.GetService<DiskSpace>()?.Note(failure);
        var refused = ServerRefusal.Of(failure);
        http.Response.StatusCode = refused?.Status ?? StatusCodes.Status500InternalServerError;
        await RenderAsync(http, refused);
    }

    // A form that is refused before its page sees it (no token, or one from before signing in again; not to be read) leaves the answer
    // empty, but already called a page.
    private static bool IsUnsaid(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentLength: null }
        && (response.ContentType is null || response.BodyWriter is { CanGetUnflushedBytes: true, UnflushedBytes: 0 });

    /// <summary>The status for a form that cannot be read at all: the sender's mistake, not ours.</summary>
    private static int? Unreadable(HttpContext http, Exception failure) => failure switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException when IsUnreadForm(http) => StatusCodes.Status400BadRequest,
        // One that was cut short.
        IOException when IsUnreadForm(http) && !DiskErrors.Is(failure) => StatusCodes.Status400BadRequest,
        _ => null,
    };

    private static bool IsUnreadForm(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType && http.Features.Get<IFormFeature>()?.Form is null;

    private static async Task RenderAsync(HttpContext http, ServerRefusal? refused = null)
    {
        // Out here the language chosen further in is not heard of.
        Language.Set(http);
        var status = http.Response.StatusCode;
        var unsent = await RejectedFormPage.ReadAsync(http);
        http.Response.Clear();
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = $"{refused?.RetryAfter ?? 30}";

        // What renders a page serves one page for each scope, and the page that failed has used this one up.
        await using var scope = http.RequestServices.CreateAsyncScope();
        var services = http.RequestServices;
        http.RequestServices = scope.ServiceProvider;
        try
        {
            // A database that is away has a page of its own; what else stands in the way is told in the words of its code.
            var detail = refused is { Refusal.Code: not "store.unavailable" } ? UiText.Of(refused.Refusal) : null;
            var shown = new { Status = status, Reference = FailureReference.Current, Unsent = unsent, Detail = detail };
            await new RazorComponentResult<ErrorDocument>(shown) { StatusCode = status }.ExecuteAsync(http);
        }
        finally
        {
            http.RequestServices = services;
        }
    }
}
