using System.Security.Cryptography;

namespace Renewal.App.Api.Reading;

/// <summary>Sets an ETag from the hash of the response, and answers 304 when the client has it already.</summary>
internal sealed class ETagFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        if (answer is not ApiResult { Status: 200 } reply) return answer;
        var bytes = reply.Bytes();
        var tag = TagOf(bytes);
        return ETags.IsKnown(context.HttpContext.Request, tag)
            ? new ApiResult(304) { ETag = tag }
            : reply with { ETag = tag, Written = bytes };
    }

    private static string TagOf(byte[] bytes) => $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"";
}
