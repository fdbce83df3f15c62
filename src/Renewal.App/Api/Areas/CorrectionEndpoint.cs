using Renewal.App.Api.Reading;
using Renewal.App.Api.Writing;
using Renewal.Domain;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Areas.Commands;

namespace Renewal.App.Api.Areas;

/// <summary>
/// Corrections: a replacement is read as the body of the command that recorded the wrong event, so that event is looked up first.
/// </summary>
internal static class CorrectionEndpoint
{
    public static async Task<ApiResult> CorrectAsync(string code, HttpContext http)
    {
        var (body, no) = BodyReader.Read<CorrectionBody>(RequestBody.Of(http).Content);
        if (body is null) return no!;
        if (body.ReplaceWith is not { } with) return await AreaCommandEndpoint.SendAsync(http, body.ToCommand(code, null));

        var (files, wanted) = (http.RequestServices.GetRequiredService<AreaQueries>(), ReplayedResponse.Of(http)?.Area ?? code);
        var file = AreaCodes.IsPossible(wanted) ? await files.FindAsync(wanted, Caller.Of(http), null, http.RequestAborted) : null;
        if (file is null) return Problems.Of(Refusals.AreaUnknown(AreaCodes.Shown(code)));
        // Without the event there is no telling what the replacement should look like; the rules will say what is wrong.
        if (file.Area.Find(body.EventId)?.Event is not { } wrong)
            return await AreaCommandEndpoint.SendAsync(http, body.ToCommand(code, null));
        if (!AreaCorrections.Rules.MayReplace(wrong))
            return Problems.Of(Refusals.CorrectionNotPossible(EventNameAttribute.Of(wrong.GetType())));

        var descriptor = AreaCommands.For(wrong);
        var (replacement, unreadable) = BodyReader.Read(descriptor.Body!, with, "replaceWith.");
        return replacement is null ? unreadable! : await AreaCommandEndpoint.SendAsync(
            http, body.ToCommand(code, descriptor.FromBody(code, replacement, descriptor.SubjectOf(wrong))));
    }
}
