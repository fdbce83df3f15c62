namespace Renewal.App.Api.Reading;

/// <summary>Filter of every read: accepts <c>on</c> and <c>knownAt</c> and refuses unknown parameters.</summary>
internal sealed class ReadFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var queries = new QueryReader(context.HttpContext);
        queries.RefuseUnknown();
        _ = queries.Moment();
        return queries.Refusal is { } refusal ? Problems.Of(refusal) : await next(context);
    }
}
