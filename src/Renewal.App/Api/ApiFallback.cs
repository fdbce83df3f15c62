using Microsoft.AspNetCore.Routing.Template;
using Renewal.App.Auth;

namespace Renewal.App.Api;

/// <summary>
/// Distinguishes unknown addresses (404) from unsupported methods (405). Routing cannot, because the pages have a fallback route for
/// every unmapped address.
/// </summary>
internal static class ApiFallback
{
    /// <summary>Behind authentication, so that others cannot probe addresses.</summary>
    public static Task AnswerAsync(HttpContext http, RequestDelegate next) =>
        Miss(http) is not { } miss ? next(http)
        : CurrentActor.From(http) is null ? AuthProblem.RequiredAsync(http)
        : miss.ExecuteAsync(http);

    /// <summary>Null when a route of the API handles the request.</summary>
    private static ApiResult? Miss(HttpContext http)
    {
        if (http.GetEndpoint() is RouteEndpoint found && IsOurs(found)) return null;
        var methods = http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => IsOurs(route) && Matches(route, http.Request.Path))
            .SelectMany(route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Distinct().Order().ToList();
        if (methods.Count == 0) return Problems.Of(ApiRefusals.NotFound);
        // The method matches, so routing has rejected the content type.
        if (methods.Contains(http.Request.Method)) return null;
        // Supported wherever GET is, without a route of its own.
        if (methods.IndexOf(HttpMethods.Get) is var get and >= 0) methods.Insert(get + 1, HttpMethods.Head);
        http.Response.Headers.Allow = string.Join(", ", methods);
        return Problems.Of(ApiRefusals.MethodNotAllowed, 405);
    }

    private static bool IsOurs(RouteEndpoint route) =>
        route.RoutePattern.RawText?.TrimStart('/').StartsWith("api/", StringComparison.OrdinalIgnoreCase) == true;

    private static bool Matches(RouteEndpoint route, PathString path) =>
        new TemplateMatcher(TemplateParser.Parse(route.RoutePattern.RawText!.TrimStart('/')), []).TryMatch(path, []);
}
