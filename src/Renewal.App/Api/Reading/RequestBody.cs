using System.Security.Cryptography;
using Renewal.Domain;

namespace Renewal.App.Api.Reading;

/// <summary>The body of a write, read once and within bounds, so that it can be both hashed for its key and parsed.</summary>
internal sealed record RequestBody(byte[] Content)
{
    public const int Most = 1024 * 1024;

    /// <summary>How much is read at most, including discarded bytes.</summary>
    public const int MostThrownAway = 64 * 1024 * 1024;

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Content));

    public static RequestBody Of(HttpContext http) =>
        http.Features.Get<RequestBody>() ?? throw new InvalidOperationException("The body has not been read.");

    /// <summary>Never more than <paramref name="most"/>, whatever length the client announces or omits.</summary>
    public static async Task<(byte[]? Bytes, Refusal? Refusal)> ReadAsync(HttpRequest request, int most, CancellationToken ct)
    {
        var tooLarge = request.ContentLength > most;
        using var kept = new MemoryStream();
        var buffer = new byte[81920];
        var total = 0L;
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            tooLarge |= (total += read) > most;
            if (!tooLarge) kept.Write(buffer, 0, read);
            // Reads and discards more, because a client that is still sending would not receive the refusal.
            else if (total > MostThrownAway) break;
        }

        return tooLarge ? (null, ApiRefusals.BodyTooLarge(most)) : (kept.ToArray(), null);
    }
}
