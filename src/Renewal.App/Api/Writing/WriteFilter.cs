using System.Security.Cryptography;
using System.Text;
using Renewal.App.Api.Reading;
using Renewal.App.Hosting;
using Renewal.Features.Requests;

namespace Renewal.App.Api.Writing;

/// <summary>
/// What every write has in common: a body within bounds, and, where the client gives it a key, the same answer to the same request.
/// </summary>
internal sealed class WriteFilter(IdempotencyKeys keys, DatabaseOutage alarm, ILogger<WriteFilter> log) : IEndpointFilter
{
    public const string KeyHeader = "Idempotency-Key";
    private const int LongestKey = 200;

    /// <summary>Storing a response must not delay it while the database hangs.</summary>
    private static readonly TimeSpan Bookkeeping = TimeSpan.FromSeconds(2);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var account = Caller.Of(http).Account;
        var queries = new QueryReader(http);
        queries.RefuseUnknown();
        if (queries.Refusal is { } misspelt) return Problems.Of(misspelt);
        if (await BodyReading.ReadAsync(http) is { } refused) return refused;

        if (!http.Request.Headers.TryGetValue(KeyHeader, out var said)) return await next(context);
        var key = said.ToString();
        if (key.Length is 0 or > LongestKey || !key.All(c => c is >= '!' and <= '~')) return Problems.Of(ApiRefusals.KeyInvalid);
        var claim = await keys.ClaimAsync(IdOf(http.Request, account, key), RequestBody.Of(http).Hash, http.RequestAborted);
        return claim switch
        {
            Claim.Answered(var kept) => await AgainAsync(new ReplayedResponse(Again(kept)), context, next),
            Claim.InFlight => Problems.Of(ApiRefusals.KeyInFlight) with { RetryAfter = 1 },
            Claim.Reused => Problems.Of(ApiRefusals.KeyReused),
            Claim.Claimed mine => await RunAsync(mine, context, next),
            _ => throw new InvalidOperationException($"{claim} is no claim known here."),
        };
    }

    // Rights may have changed since; the route checks them.
    private static async Task<ApiResult> AgainAsync(
        ReplayedResponse again, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Features.Set(again);
        var reply = (ApiResult)(await next(context))!;
        return again.WasAsked || reply.Status >= 400
            ? reply
            : throw new InvalidOperationException($"{context.HttpContext.Request.Path} does not check rights before it answers again.");
    }

    private async Task<ApiResult> RunAsync(Claim.Claimed claim, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Features.Set(claim);
        // Not disposed: a renewal that hangs outlives the request, and there is no timer in it to give back.
        var ended = new CancellationTokenSource();
        var renewing = keys.RenewAsync(claim, lost => log.LogWarning(alarm.Stack(lost), "A claim could not be renewed."), ended.Token);
        ApiResult reply;
        try
        {
            reply = (ApiResult)(await next(context))!;
        }
        catch
        {
            await KeepBooksAsync(ct => keys.ReleaseAsync(claim, ct), "A key could not be given back; it runs out by itself.");
            throw;
        }
        finally
        {
            await ended.CancelAsync();
            // Not awaited past that, for the reason given below; it ends by itself and has nothing left to say.
            await Task.WhenAny(renewing, Task.Delay(Bookkeeping));
        }

        // Not cancelled with the request: the write was applied, even if the client has disconnected.
        var bytes = reply.Bytes();
        var kept = new StoredResponse(reply.Status, reply.ContentType, reply.Location, reply.ETag, bytes);
        if (Decides(reply.Status)) await KeepBooksAsync(ct => keys.SettleAsync(claim, kept, ct), "An answer could not be kept.");
        else await KeepBooksAsync(ct => keys.ReleaseAsync(claim, ct), "A key could not be given back; it runs out by itself.");
        return reply with { Written = bytes };
    }

    // If it fails, the claim expires after some seconds, and the next attempt finds what was written.
    private async Task KeepBooksAsync(Func<CancellationToken, Task> keep, string otherwise)
    {
        using var limit = new CancellationTokenSource(Bookkeeping);
        try
        {
            // Not awaited past its limit: opening a connection to a database that hangs does not observe cancellation.
            await keep(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception lost) when (lost is Npgsql.NpgsqlException or OperationCanceledException)
        {
            log.LogWarning(alarm.Stack(lost), "{Otherwise}", otherwise);
        }
    }

    // After a failed precondition the client retries with the current version, which is the same request.
    private static bool Decides(int status) => status is < 500 and not (412 or 428 or 429);

    private static ApiResult Again(StoredResponse kept) => new(kept.Status)
    {
        ContentType = kept.ContentType ?? ApiResult.Json,
        Location = kept.Location,
        ETag = kept.ETag,
        Written = kept.Body,
    };

    private static string IdOf(HttpRequest request, string account, string key) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{account}\n{request.Method} {request.Path}{request.QueryString}\n{key}")));
}
