using System.Globalization;
using JasperFx;
using JasperFx.Events;
using Renewal.App.Hosting;
using Renewal.App.Texts;
using Renewal.Features.Machine;

namespace Renewal.App.Api;

/// <summary>
/// Stands around everything under /api: fixes the language of the answer, and sees to it that whatever goes wrong is told as a problem
/// document with a code, never as an empty page or a stack trace.
/// </summary>
internal sealed class ApiErrors(RequestDelegate next, StoreAlarm alarm, ILogger<ApiErrors> log)
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
            // Nobody is listening any more.
        }
        catch (Exception broken) when (!http.Response.HasStarted)
        {
            await Explain(broken, http.Request).ExecuteAsync(http);
        }
    }

    /// <summary>What routing found wrong is only a status so far.</summary>
    private static Reply? Unsaid(HttpContext http) =>
        http.Response.HasStarted || http.Response.ContentType is not null ? null : http.Response.StatusCode switch
        {
            404 => Problems.Of(ApiRefusals.NotFound),
            415 => Problems.Of(ApiRefusals.BodyUnsupported("application/json")),
            _ => null,
        };

    private Reply Explain(Exception broken, HttpRequest request)
    {
        switch (broken)
        {
            case BadHttpRequestException { StatusCode: 413 }:
                return Problems.Of(ApiRefusals.BodyTooLarge(Reading.RequestBytes.Most));
            case BadHttpRequestException:
                return Problems.Of(ApiRefusals.BodyMalformed(Words.Pick("请求不完整", "the request is incomplete")));
            case ConcurrencyException or ExistingStreamIdCollisionException:
                return Problems.Of(ApiRefusals.VersionConflict) with { RetryAfter = 1 };
        }

        if (StoreTrouble.IsAway(broken))
        {
            // Why it is away is said once for all; what is logged here for each request is its reference, without a stack (OutageLogs).
            if (StoreTrouble.IsLost(broken)) alarm.Raise(broken);
            Note(broken, request);
            return Problems.Of(ApiRefusals.StoreUnavailable, 503) with { RetryAfter = 5 };
        }

        if (DiskTrouble.Find(broken) is { } disk)
        {
            log.LogError(disk,
                "API {Method} {Path} failed, reference {Reference}: no temporary file could be written in {Folder}: {Reason}",
                request.Method, request.Path.Value, FailureReference.Current, Path.GetTempPath(), disk.Message);
            return Problems.Of(ApiRefusals.NoTempSpace, 503) with { RetryAfter = 30 };
        }

        Note(broken, request);
        return Problems.Of(ApiRefusals.Internal(Problems.Trace()), 500);
    }

    private void Note(Exception broken, HttpRequest request) => log.LogError(
        broken, "API {Method} {Path} failed, reference {Reference}", request.Method, request.Path.Value, FailureReference.Current);
}
