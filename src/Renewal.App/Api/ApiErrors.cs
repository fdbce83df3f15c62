using System.Globalization;
using Renewal.App.Hosting;
using Renewal.App.Texts;
using Renewal.Features.Store;

namespace Renewal.App.Api;

/// <summary>
/// Middleware around everything under /api: sets the language, and turns every error into a problem document with a code, never an
/// empty page or a stack trace.
/// </summary>
internal sealed class ApiErrors(RequestDelegate next, DatabaseOutage alarm, DiskSpace disk, ILogger<ApiErrors> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        Language.Set(http);
        http.Response.Headers.ContentLanguage = CultureInfo.CurrentUICulture.Name;
        http.Response.Headers.Append("Vary", "Accept-Language");
        try
        {
            await next(http);
            if (Unsaid(http) is { } problem) await problem.ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected.
        }
        catch (Exception broken) when (!http.Response.HasStarted)
        {
            await Explain(broken, http.Request).ExecuteAsync(http);
        }
    }

    /// <summary>Routing sets only a status.</summary>
    private static ApiResult? Unsaid(HttpContext http) =>
        http.Response.HasStarted || http.Response.ContentType is not null ? null : http.Response.StatusCode switch
        {
            404 => Problems.Of(ApiRefusals.NotFound),
            415 => Problems.Of(ApiRefusals.BodyUnsupported("application/json")),
            _ => null,
        };

    private ApiResult Explain(Exception broken, HttpRequest request)
    {
        switch (broken)
        {
            case BadHttpRequestException { StatusCode: 413 }:
                return Problems.Of(ApiRefusals.BodyTooLarge(Reading.RequestBody.Most));
            case BadHttpRequestException:
                return Problems.Of(ApiRefusals.BodyMalformed(UiText.Pick("请求不完整", "the request is incomplete")));
        }

        var refused = ServerRefusal.Of(broken);
        if (refused is null or { Status: >= 500 })
        {
            disk.Note(broken);
            FailureLog.Write(log, alarm, broken, $"API {request.Method}", request.Path.Value);
        }

        return refused is null
            ? Problems.Of(ApiRefusals.Internal(Problems.Trace()), 500)
            : Problems.Of(refused.Refusal, refused.Status) with { RetryAfter = refused.RetryAfter };
    }
}
