using Renewal.App.Api;
using Renewal.App.Texts;
using Renewal.Domain;

namespace Renewal.App.Auth;

/// <summary>Authentication and authorisation failures for scripts: a problem document with a code, never a redirect to a page.</summary>
internal static class AuthProblem
{
    public static bool IsFor(HttpRequest request) => request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/openapi");

    public static Task RequiredAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"renewal\"";
        return WriteAsync(context, StatusCodes.Status401Unauthorized, new Refusal("auth.required", RefusalKind.Forbidden));
    }

    public static Task ForbiddenAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status403Forbidden, Refusals.RoleForbids(CurrentActor.From(context)?.Role.Code ?? "", "use"));

    public static Task CrossSiteAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status403Forbidden, new Refusal("auth.cross-site", RefusalKind.Forbidden));

    public static Task UnreadableAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status400BadRequest, ApiRefusals.FormIncomplete);

    private static Task WriteAsync(HttpContext context, int status, Refusal refusal) =>
        TypedResults.Problem(UiText.Of(refusal), statusCode: status, extensions: [new("code", refusal.Code)]).ExecuteAsync(context);
}
