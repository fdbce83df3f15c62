using Renewal.App.Api.Docs;

namespace Renewal.App.Api.Reading;

/// <summary>
/// What every read has in common: it takes <c>on</c> and <c>knownAt</c>, and no parameter it does not know. A misspelt <c>knownat</c>
/// must not be answered as if nobody had asked for the past.
/// </summary>
internal sealed class ReadFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var known = http.GetEndpoint()!.Metadata.GetRequiredMetadata<Described>().AllQueries;
        foreach (var (name, values) in http.Request.Query)
        {
            if (!known.Contains(name)) return Problems.Of(ApiRefusals.QueryUnknown(name, known));
            if (values.Count > 1) return Problems.Of(ApiRefusals.QueryInvalid(name, values.ToString()));
        }

        var queries = new Queries(http);
        _ = queries.Moment();
        return queries.Refusal is { } refusal ? Problems.Of(refusal) : await next(context);
    }
}
