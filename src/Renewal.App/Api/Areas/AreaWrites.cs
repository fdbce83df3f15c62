using Renewal.App.Api.Reading;
using Renewal.Domain;
using Renewal.Domain.Areas;

namespace Renewal.App.Api.Areas;

/// <summary>Writing about areas: each route reads its body and sends the command that belongs to it.</summary>
internal static class AreaWrites
{
    public static async Task<ApiResult> RegisterAsync(HttpContext http)
    {
        var (body, no) = BodyReader.Read<AreaBody>(RequestBody.Of(http).Content);
        if (body is null) return no!;
        if (!AreaCodes.IsPossible(body.Code)) return Problems.Of(Refusals.CodeInvalid(AreaCodes.Shown(body.Code)));
        var (refused, answer) = await AreaCommandEndpoint.TryAsync(http, body.ToCommand());
        if (refused is not null) return refused;
        var isNew = answer!.Events.Count > 0;
        var location = isNew ? $"/api/areas/{body.Code}" : null;
        return AreaCommandEndpoint.Done(http, answer, view => view, isNew ? 201 : 200) with { Location = location };
    }

    // A door whose body alone makes the command.
    public static async Task<ApiResult> SendAsync<T>(string code, HttpContext http) where T : class, IAreaBody
    {
        var (body, no) = BodyReader.Read<T>(RequestBody.Of(http).Content);
        return body is null ? no! : await AreaCommandEndpoint.SendAsync(http, body.ToCommand(code));
    }

    public static Task<ApiResult> ConfirmAsync(string code, string milestone, HttpContext http) =>
        AreaCommandEndpoint.SendAsync(http, new ConfirmMilestone(code, AreaCodes.Shown(milestone)), mustNameVersion: true);

    public static async Task<ApiResult> ResolveAsync(string code, string id, HttpContext http)
    {
        var (body, no) = BodyReader.Read<ResolutionBody>(RequestBody.Of(http).Content);
        if (body is null) return no!;
        return Guid.TryParseExact(id, "D", out var obstacle)
            ? await AreaCommandEndpoint.SendAsync(http, body.ToCommand(code, obstacle))
            : Problems.Of(new Refusal("obstacle.unknown", RefusalKind.Unknown));
    }

    public static Task<ApiResult> SuspendAsync(string code, HttpContext http) =>
        StatusAsync(http, body => new SuspendArea(code, body.EffectiveOn, body.Reason, body.DocumentNumber));

    public static Task<ApiResult> ResumeAsync(string code, HttpContext http) =>
        StatusAsync(http, body => new ResumeArea(code, body.EffectiveOn, body.Reason, body.DocumentNumber));

    public static Task<ApiResult> TerminateAsync(string code, HttpContext http) =>
        StatusAsync(http, body => new TerminateArea(code, body.EffectiveOn, body.Reason, body.DocumentNumber));

    private static async Task<ApiResult> StatusAsync(HttpContext http, Func<StatusBody, AreaCommand> toCommand)
    {
        var (body, no) = BodyReader.Read<StatusBody>(RequestBody.Of(http).Content);
        return body is null ? no! : await AreaCommandEndpoint.SendAsync(http, toCommand(body));
    }
}
