using System.Text.Json;
using Renewal.App.Api.Reading;
using Renewal.App.Api.Writing;
using Renewal.Domain;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;

namespace Renewal.App.Api.Areas;

/// <summary>
/// Corrections: the replacement is read by the rules of the door through which the wrong entry came in, so that entry is looked up
/// first.
/// </summary>
internal static class CorrectionEndpoint
{
    public static async Task<ApiResult> CorrectAsync(string code, HttpContext http)
    {
        var (body, no) = BodyReader.Read<CorrectionBody>(RequestBody.Of(http).Content);
        if (body is null) return no!;
        if (body.ReplaceWith is not { } with) return await SendAsync(http, code, body, null);

        var (files, wanted) = (http.RequestServices.GetRequiredService<AreaQueries>(), ReplayedResponse.Of(http)?.Area ?? code);
        var file = AreaCodes.IsPossible(wanted) ? await files.FindAsync(wanted, Caller.Of(http), null, http.RequestAborted) : null;
        if (file is null) return Problems.Of(Refusals.AreaUnknown(AreaCodes.Shown(code)));
        // Without the entry there is no telling what the replacement should look like; the rules will say what is wrong.
        if (file.Area.Find(body.EventId) is not { } wrong) return await SendAsync(http, code, body, null);
        var (replacement, unreadable) = Read(wrong.Event, code, with);
        return unreadable ?? await SendAsync(http, code, body, replacement);
    }

    private static Task<ApiResult> SendAsync(HttpContext http, string code, CorrectionBody body, AreaCommand? replacement) =>
        AreaCommandEndpoint.SendAsync(
            http,
            new CorrectFact(code, body.EventId, body.Reason ?? "", replacement) { OverrideWith = body.Override?.ToRequest() },
            mustNameVersion: true);

    private static (AreaCommand? Command, ApiResult? No) Read(AreaEvent wrong, string code, JsonElement with) => wrong switch
    {
        AreaRegistered => Read<AreaBody>(with, body => body.ToCommand()),
        OpeningPositionTaken => Read<OpeningPositionBody>(with, body => body.ToCommand(code)),
        MilestoneRecorded => Read<MilestoneBody>(with, body => body.ToCommand(code)),
        StageChanged => Read<StageBody>(with, body => body.ToCommand(code)),
        PlanSet => Read<PlanBody>(with, body => body.ToCommand(code)),
        ObstacleRaised => Read<ObstacleBody>(with, body => body.ToCommand(code)),
        ObstacleResolved resolved => Read<ResolutionBody>(with, body => body.ToCommand(code, resolved.Obstacle)),
        AreaSuspended => Read<StatusBody>(with, body => new SuspendArea(code, body.EffectiveOn, body.Reason, body.DocumentNumber)),
        AreaResumed => Read<StatusBody>(with, body => new ResumeArea(code, body.EffectiveOn, body.Reason, body.DocumentNumber)),
        AreaTerminated => Read<StatusBody>(with, body => new TerminateArea(code, body.EffectiveOn, body.Reason, body.DocumentNumber)),
        AreaLabelled => Read<LabelsBody>(with, body => body.ToCommand(code)),
        DutyAssigned => Read<DutyBody>(with, body => body.ToCommand(code)),
        ProgressNoted => Read<ProgressNoteBody>(with, body => body.ToCommand(code)),
        _ => (null, Problems.Of(Refusals.CorrectionNotPossible(EventNameAttribute.Of(wrong.GetType())))),
    };

    private static (AreaCommand? Command, ApiResult? No) Read<T>(JsonElement with, Func<T, AreaCommand> toCommand) where T : class
    {
        var (body, no) = BodyReader.Read<T>(with, "replaceWith.");
        return body is null ? (null, no) : (toCommand(body), null);
    }
}
