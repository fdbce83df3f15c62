using Renewal.App.Api.Reading;
using Renewal.App.Api.Writing;
using Renewal.Domain;
using Renewal.Domain.Areas;
using Renewal.Features.Areas;
using Renewal.Features.Areas.Commands;
using Renewal.Features.Requests;
using Renewal.Features.Store;
using Renewal.Features.Time;
using Wolverine;

namespace Renewal.App.Api.Areas;

/// <summary>
/// The response of a write: the area as it is now, and the ids of the recorded events; none when the command was a repetition.
/// </summary>
internal sealed record AreaWriteResponse(AreaView Area, IReadOnlyList<Receipt> Events);

/// <summary>The route of one command: reads the request as its descriptor says, sends the command, turns the result into HTTP.</summary>
internal sealed class AreaCommandEndpoint(AreaCommandDescriptor descriptor)
{
    public async Task<ApiResult> SendAsync(string code, HttpContext http)
    {
        var (command, unreadable) = Read(code, http);
        return unreadable ?? await SendAsync(http, command!);
    }

    public async Task<ApiResult> RegisterAsync(HttpContext http)
    {
        var (command, unreadable) = Read("", http);
        if (unreadable is not null) return unreadable;
        if (!AreaCodes.IsPossible(command!.Code)) return Problems.Of(Refusals.CodeInvalid(AreaCodes.Shown(command.Code)));
        var (refused, answer) = await TryAsync(http, command);
        if (refused is not null) return refused;
        var isNew = answer!.Events.Count > 0;
        return Done(http, answer, view => view, isNew ? 201 : 200) with { Location = isNew ? $"/api/areas/{command.Code}" : null };
    }

    public static async Task<ApiResult> SendAsync(HttpContext http, AreaCommand command)
    {
        var (reply, answer) = await TryAsync(http, command);
        return reply ?? Done(http, answer!, view => new AreaWriteResponse(view, answer!.Events));
    }

    private (AreaCommand? Command, ApiResult? No) Read(string code, HttpContext http)
    {
        object? body = null;
        if (descriptor.Body is { } type)
        {
            (body, var no) = BodyReader.Read(type, RequestBody.Of(http).Content);
            if (body is null) return (null, no);
        }

        var subject = http.Request.RouteValues.FirstOrDefault(value => value.Key != "code").Value as string;
        return (descriptor.FromBody(code, body, subject is null ? null : AreaCodes.Shown(subject)), null);
    }

    private static async Task<(ApiResult? No, CommandResult? Answer)> TryAsync(HttpContext http, AreaCommand command)
    {
        var (version, unreadable) = ETags.Expected(http.Request);
        if (unreadable is not null) return (Problems.Of(unreadable), null);
        if (!AreaCodes.IsPossible(command.Code)) return (Problems.Of(Refusals.AreaUnknown(AreaCodes.Shown(command.Code))), null);
        var kept = ReplayedResponse.Of(http);
        var act =
            new AreaCommandEnvelope(command, new Provenance(Caller.Of(http), Via.Api), version, http.Features.Get<Claim.Claimed>()?.Fence);
        // A correction may have given the area another code since.
        if (kept is not null)
        {
            act = act with
            {
                Command = command with { Code = kept.Area ?? command.Code },
                Extent = kept.Succeeded ? Extent.RightsToAcceptance : Extent.RightsToRefusal,
            };
        }

        var answer = await http.RequestServices.GetRequiredService<IMessageBus>().InvokeAsync<CommandResult>(act, http.RequestAborted);
        if (kept is not null) return (kept.Give(answer.Refusal), null);
        return answer.Refusal is { } refusal ? (Problems.Of(refusal), null) : (null, answer);
    }

    private static ApiResult Done(HttpContext http, CommandResult answer, Func<AreaView, object> body, int status = 200)
    {
        var today = http.RequestServices.GetRequiredService<OfficeClock>().Today;
        var view = AreaView.Of(new KnownArea(answer.AreaId, answer.Area!), new Moment(today, null))
            ?? throw new InvalidOperationException($"{answer.Area!.Registration?.Code} was written and is not recorded today.");
        return new ApiResult(status, body(view)) { ETag = ETags.Tag(answer.Version, today) };
    }
}

/// <summary>What an address may call an area, before the store is asked: text that no area can have as its code finds none.</summary>
internal static class AreaCodes
{
    public static bool IsPossible(string code) =>
        code.Length is > 0 and <= 64 && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>A code as an answer may repeat it.</summary>
    public static string Shown(string code) => ApiRefusals.Shown(code, 64);
}
