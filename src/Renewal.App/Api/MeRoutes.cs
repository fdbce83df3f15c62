using Renewal.App.Api.Docs;
using Renewal.App.Auth;
using Renewal.Domain.Access;

namespace Renewal.App.Api;

/// <param name="May">read, record, correct, import, override, confirm, replay, administer.</param>
internal sealed record Me(string Account, string? DisplayName, string Role, IReadOnlyList<string> Jurisdictions, IReadOnlyList<string> May);

/// <summary>Who am I, and what may I do.</summary>
internal static class MeRoutes
{
    public static void MapMe(this IEndpointRouteBuilder api) =>
        api.MapGet("/me", One).WithTags("账号 Account").Reads<Me>("我是谁、能做什么 · Who am I and what may I do").TaggedByContent();

    private static ApiResult One(HttpContext http)
    {
        var actor = Caller.Of(http);
        return ApiResult.Ok(
            new Me(actor.Account, CurrentActor.DisplayName(http.User), actor.Role.Code, actor.Jurisdictions, May(actor.Role)));
    }

    private static string[] May(Role role) =>
        role == Role.Officer ? ["read", "record", "correct", "import"]
        : role == Role.Manager ? ["read", "record", "correct", "import", "override", "confirm"]
        : role == Role.Auditor ? ["read", "replay"]
        : ["read", "administer"];
}
