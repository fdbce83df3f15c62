using JasperFx.Events;
using Renewal.App.Api.Reading;
using Renewal.App.Api.Writing;
using Renewal.Domain;
using Renewal.Domain.Access;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Requests;
using Renewal.Features.Store;
using Renewal.Features.Time;
using Wolverine;

namespace Renewal.App.Api.Areas;

/// <summary>What a write answers: the area as it is now, and proof of what was put on file; none when the same was asked before.</summary>
internal sealed record AreaWriteResponse(AreaView Area, IReadOnlyList<Receipt> Events);

/// <summary>Sends a command through the one entrance and turns its answer into HTTP.</summary>
internal static class AreaCommandEndpoint
{
    /// <param name="mustNameVersion">A decision made by looking: it must say at which version. Overrides always must.</param>
    public static async Task<ApiResult> SendAsync(HttpContext http, AreaCommand command, bool mustNameVersion = false)
    {
        var (reply, answer) = await TryAsync(http, command, mustNameVersion);
        return reply ?? Done(http, answer!, view => new AreaWriteResponse(view, answer!.Events));
    }

    public static async Task<(ApiResult? No, CommandResult? Answer)> TryAsync(
        HttpContext http, AreaCommand command, bool mustNameVersion = false)
    {
        var (version, unreadable) = ETags.Expected(http.Request);
        if (unreadable is not null) return (Problems.Of(unreadable), null);
        if (!AreaCodes.IsPossible(command.Code)) return (Problems.Of(Refusals.AreaUnknown(AreaCodes.Shown(command.Code))), null);
        if (ReplayedResponse.Of(http) is { } again) return (again.Give(await NotAtAllAsync(http, command, again)), null);
        if (version is null && (mustNameVersion || command.Override is not null))
            return (Problems.Of(await NotAtAllAsync(http, command) ?? Refusals.VersionMissing), null);

        var bus = http.RequestServices.GetRequiredService<IMessageBus>();
        try
        {
            var fence = http.Features.Get<Claim.Claimed>()?.Fence;
            var act = new AreaCommandEnvelope(command, new Provenance(Caller.Of(http), Via.Api), version, fence);
            var answer = await bus.InvokeAsync<CommandResult>(act, http.RequestAborted);
            return answer.Refusal is { } refusal ? (Problems.Of(refusal), null) : (null, answer);
        }
        catch (DuplicateNaturalKeyException)
        {
            // Correcting a registration to a code that another area has.
            return (Problems.Of(Refusals.AreaExists(NewCode(command))), null);
        }
    }

    public static ApiResult Done(HttpContext http, CommandResult answer, Func<AreaView, object> body, int status = 200)
    {
        var today = http.RequestServices.GetRequiredService<OfficeClock>().Today;
        var view = AreaView.Of(new KnownArea(answer.AreaId, answer.Area!), new Moment(today, null))
            ?? throw new InvalidOperationException($"{answer.Area!.Registration?.Code} was written and is not on file today.");
        return new ApiResult(status, body(view)) { ETag = ETags.Tag(answer.Version, today) };
    }

    // Somebody who may not do it anyway is told so, rather than sent back for a version, or given the answer of a time when he might.
    private static async Task<Refusal?> NotAtAllAsync(HttpContext http, AreaCommand command, ReplayedResponse? again = null)
    {
        var (actor, files) = (Caller.Of(http), http.RequestServices.GetRequiredService<AreaQueries>());
        var file = await files.FindAsync(again?.Area ?? command.Code, actor, null, http.RequestAborted);
        if (file is not null) return AccessRules.Check(actor, command, file.Area.Registration!.Jurisdiction, file.Area);
        if (command is not RegisterArea asked) return Refusals.AreaUnknown(command.Code);
        // Registered once and out of reach now: as for anybody else who tries that code.
        return AccessRules.Check(actor, asked, asked.Jurisdiction)
            ?? (again is { Succeeded: true } ? Refusals.AreaExists(asked.Code) : null);
    }

    private static string NewCode(AreaCommand command) => (command as CorrectFact)?.ReplaceWith?.Code ?? command.Code;
}

/// <summary>What an address may call an area, before the store is asked: text that no area can have as its code finds none.</summary>
internal static class AreaCodes
{
    public static bool IsPossible(string code) =>
        code.Length is > 0 and <= 64 && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>A code as an answer may repeat it.</summary>
    public static string Shown(string code) => ApiRefusals.Shown(code, 64);
}
