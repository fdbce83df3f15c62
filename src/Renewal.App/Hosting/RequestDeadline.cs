namespace Renewal.App.Hosting;

/// <summary>A request exceeded its time limit.</summary>
internal sealed class RequestTimedOutException(TimeSpan limit, Exception? cause)
    : Exception($"The request was not done within {limit.TotalSeconds:0} s.", cause);

/// <summary>The time limit of an endpoint, for the few that need more than <see cref="RequestDeadline.Usual"/>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequestTimeLimitAttribute(int seconds) : Attribute
{
    public TimeSpan Limit => TimeSpan.FromSeconds(seconds);
}

/// <summary>
/// Limits the time of a request. First its token is cancelled. This is not enough if the database hangs: Npgsql asks the server to
/// cancel the statement and waits without a limit. So some seconds later the response is sent anyway, and the hanging work ends when it
/// can; the memory of the request stays allocated until then. A response that has started is not aborted, so downloads may take longer.
/// </summary>
internal static class RequestDeadline
{
    /// <summary>Time until the token is cancelled. The response comes within 35 s, <see cref="Grace"/> included.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(25);

    /// <summary>Time from the cancellation until the response is sent anyway.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    private static readonly object Unfinished = new();

    /// <summary>After routing, which provides the limit of the endpoint, and before anything that uses the database.</summary>
    public static void UseRequestDeadline(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var caller = http.RequestAborted;
        var allowed = http.GetEndpoint()?.Metadata.GetMetadata<RequestTimeLimitAttribute>()?.Limit ?? Usual;
        // Not disposed: work that outlives the request still uses the token. Once cancelled it holds no timer.
        var limit = CancellationTokenSource.CreateLinkedTokenSource(caller);
        var running = true;
        http.Response.OnStarting(() =>
        {
            if (running) limit.CancelAfter(Timeout.InfiniteTimeSpan);
            return Task.CompletedTask;
        });
        limit.CancelAfter(allowed);
        http.RequestAborted = limit.Token;
        var work = next(http);
        try
        {
            if (await IsDoneAsync(work, allowed + Grace, http.Response)) await work;
            else
            {
                http.Items[Unfinished] = work;
                throw new RequestTimedOutException(allowed, null);
            }
        }
        catch (Exception late) when (limit.IsCancellationRequested && !caller.IsCancellationRequested && !http.Response.HasStarted
            && late is not RequestTimedOutException)
        {
            throw new RequestTimedOutException(allowed, late);
        }
        finally
        {
            running = false;
            http.RequestAborted = caller;
            if (work.IsCompleted) limit.Dispose();
        }
    });

    /// <summary>
    /// The outermost middleware: completes the response and keeps the request's objects as long as hanging work may use them.
    /// </summary>
    public static void UseUnfinishedWork(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        http.Response.OnStarting(() =>
        {
            // The next request on this connection would wait for the hanging work.
            if (http.Items.ContainsKey(Unfinished) && HttpProtocol.IsHttp11(http.Request.Protocol))
                http.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
        await next(http);
        if (!http.Items.TryGetValue(Unfinished, out var work)) return;
        await http.Response.CompleteAsync();
        // Its result is ignored, because the response was sent; a write that succeeded is found under its key.
        await ((Task)work!).ContinueWith(
            static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    });

    private static async Task<bool> IsDoneAsync(Task work, TimeSpan limit, HttpResponse response)
    {
        if (work.IsCompleted) return true;
        using var ended = new CancellationTokenSource();
        var expired = Task.Delay(limit, ended.Token);
        var first = await Task.WhenAny(work, expired);
        await ended.CancelAsync();
        return first == work || response.HasStarted;
    }
}
