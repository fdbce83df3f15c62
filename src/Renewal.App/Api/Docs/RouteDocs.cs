using Renewal.App.Api.Reading;
using Renewal.App.Api.Writing;
using Renewal.App.Hosting;

namespace Renewal.App.Api.Docs;

/// <summary>OpenAPI metadata of a route in addition to its types.</summary>
internal sealed record RouteDescription
{
    /// <summary>Query parameters besides on and knownAt.</summary>
    public IReadOnlyList<string> Queries { get; init; } = [];

    public bool IsWrite { get; init; }

    /// <summary>Including on and knownAt for reads.</summary>
    public IEnumerable<string> AllQueries => IsWrite ? Queries : [.. Queries, "on", "knownAt"];
}

/// <summary>Carries an ETag and honours If-None-Match.</summary>
internal sealed record HasETag;

/// <summary>Refused without If-Match.</summary>
internal sealed record RequiresIfMatch;

/// <summary>Extension methods for routes, so that lists of routes are short.</summary>
internal static class RouteDocs
{
    private static readonly int[] OfReads = [400, 401, 404];
    private static readonly int[] OfWrites = [400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 429];

    /// <summary>A read. All accept on and knownAt, even if the response does not depend on them.</summary>
    public static RouteHandlerBuilder Reads<T>(this RouteHandlerBuilder route, string summary, params string[] queries) =>
        route.Describe<T>(summary, new RouteDescription { Queries = queries }, OfReads, 200)
            .AddEndpointFilter<ReadFilter>();

    public static RouteHandlerBuilder Tagged(this RouteHandlerBuilder route) => route.WithMetadata(new HasETag()).Produces(304);

    /// <summary>Redirects from a code that an area had to the one it has.</summary>
    public static RouteHandlerBuilder FollowsCodes(this RouteHandlerBuilder route) => route.Produces(301);

    /// <summary>For resources without a version: the ETag is a hash of the response.</summary>
    public static RouteHandlerBuilder TaggedByContent(this RouteHandlerBuilder route) => route.Tagged().AddEndpointFilter<ETagFilter>();

    public static RouteHandlerBuilder Uploads<T>(this RouteHandlerBuilder route, string summary, params string[] queries) =>
        route.Describe<T>(summary, new RouteDescription { IsWrite = true, Queries = queries }, OfWrites, 201).AsWrite();

    /// <summary>A write.</summary>
    public static RouteHandlerBuilder Writes<T>(this RouteHandlerBuilder route, string summary, params int[] statuses) =>
        route.Describe<T>(summary, new RouteDescription { IsWrite = true }, OfWrites, statuses is [] ? [200] : statuses)
            .AsWrite();

    public static RouteHandlerBuilder NeedsVersion(this RouteHandlerBuilder route) => route.WithMetadata(new RequiresIfMatch());

    /// <summary>Answers with everything and not by pages, so that few are worked on at the same time.</summary>
    public static RouteHandlerBuilder AsWholeList(this RouteHandlerBuilder route) =>
        route.RequireRateLimiting(WholeListPolicy.Name).Produces<Problem>(503, "application/problem+json");

    private static RouteHandlerBuilder AsWrite(this RouteHandlerBuilder route) =>
        route.RequireRateLimiting(WriteRatePolicy.Name).AddEndpointFilter<WriteFilter>();

    private static RouteHandlerBuilder Describe<T>(
        this RouteHandlerBuilder route, string summary, RouteDescription described, int[] problems, params int[] statuses)
    {
        route.WithSummary(summary).WithMetadata(described);
        foreach (var status in statuses) route.Produces<T>(status, "application/json");
        foreach (var status in problems) route.Produces<Problem>(status, "application/problem+json");
        return route;
    }
}
