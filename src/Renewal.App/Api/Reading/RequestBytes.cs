using System.Security.Cryptography;
using Renewal.Domain;

namespace Renewal.App.Api.Reading;

/// <summary>The body of a write, read once and within bounds, so that it can be both hashed for its key and parsed.</summary>
internal sealed record RequestBytes(byte[] Content)
{
    public const int Most = 1024 * 1024;

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Content));

    public static RequestBytes Of(HttpContext http) =>
        http.Features.Get<RequestBytes>() ?? throw new InvalidOperationException("The body has not been read.");

    /// <summary>Never more than <paramref name="most"/>, whatever length the client announces or omits.</summary>
    public static async Task<(byte[]? Bytes, Refusal? Refusal)> ReadAsync(HttpRequest request, int most, CancellationToken ct)
    {
        if (request.ContentLength > most) return (null, ApiRefusals.BodyTooLarge(most));
        using var kept = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            if (kept.Length + read > most) return (null, ApiRefusals.BodyTooLarge(most));
            kept.Write(buffer, 0, read);
        }

        return (kept.ToArray(), null);
    }
}
