using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Renewal.App.Api;
using Renewal.App.Hosting;
using Renewal.App.Texts;
using Renewal.Features.Machine;
using Renewal.Features.Store;

namespace Renewal.App.Pages.Errors;

/// <summary>Error pages: within the layout, with a reference and never with a stack trace.</summary>
public static class ErrorPages
{
    // These endpoints serve programs and have their own error format.
    private static readonly PathString[] Programs = ["/api", "/health", "/openapi", "/scalar"];

    /// <summary>The framework's limit of a form field.</summary>
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
        // The antiforgery check reads the form and reports any failure as an invalid form.
        if (http.Features.Get<IAntiforgeryValidationFeature>()?.Error is { } unread && DiskErrors.Is(unread))
        {
            await FailAsync(http, unread, app.Logger);
            return;
        }

        // A body that is too large is reported as an invalid form.
        if (http.Response.StatusCode == 400 && http.Request.ContentLength > MostOfAForm) http.Response.StatusCode = 413;
        await RenderAsync(http);
    });

    /// <summary>Answers that the request was not worked on: as a page, or as a problem document under <c>/api</c>.</summary>
    internal static async Task RefuseAsync(HttpContext http, ServerRefusal refused)
    {
        if (http.Request.Path.StartsWithSegments("/api"))
        {
            await (Problems.Of(refused.Refusal, refused.Status) with { RetryAfter = refused.RetryAfter }).ExecuteAsync(http);
            return;
        }

        http.Response.StatusCode = refused.Status;
        await RenderAsync(http, refused);
    }

    private static async Task FailAsync(HttpContext http, Exception failure, ILogger log)
    {
        FailureLog.Write(log, http.RequestServices.GetRequiredService<DatabaseOutage>(), failure, "Page", http.Request.Path.Value);
        http.RequestServices.GetService<DiskSpace>()?.Note(failure);
        var refused = ServerRefusal.Of(failure);
        http.Response.StatusCode = refused?.Status ?? StatusCodes.Status500InternalServerError;
        await RenderAsync(http, refused);
    }

    // A form that is refused before its page runs (missing or old token; unreadable) leaves an empty response with the content type of
    // a page.
    private static bool IsUnsaid(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentLength: null }
        && (response.ContentType is null || response.BodyWriter is { CanGetUnflushedBytes: true, UnflushedBytes: 0 });

    /// <summary>The status for an unreadable form: a client error.</summary>
    private static int? Unreadable(HttpContext http, Exception failure) => failure switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException when IsUnreadForm(http) => StatusCodes.Status400BadRequest,
        // A truncated form.
        IOException when IsUnreadForm(http) && !DiskErrors.Is(failure) => StatusCodes.Status400BadRequest,
        _ => null,
    };

    private static bool IsUnreadForm(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType && http.Features.Get<IFormFeature>()?.Form is null;

    private static async Task RenderAsync(HttpContext http, ServerRefusal? refused = null)
    {
        // The language chosen by an inner middleware is not set here.
        Language.Set(http);
        var status = http.Response.StatusCode;
        var unsent = await RejectedFormPage.ReadAsync(http);
        http.Response.Clear();
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = $"{refused?.RetryAfter ?? 30}";

        // A scope can render one page only, and the failed page has used it.
        await using var scope = http.RequestServices.CreateAsyncScope();
        var services = http.RequestServices;
        http.RequestServices = scope.ServiceProvider;
        try
        {
            // An unreachable database has a page of its own; other refusals show their text.
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
