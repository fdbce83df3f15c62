namespace Renewal.App.Hosting;

/// <summary>A request was not done within its time.</summary>
internal sealed class RequestTimedOutException(TimeSpan limit, Exception? cause)
    : Exception($"The request was not done within {limit.TotalSeconds:0} s.", cause);

/// <summary>How long requests to an endpoint may take; for the few that need more than <see cref="RequestDeadline.Usual"/>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequestTimeLimitAttribute(int seconds) : Attribute
{
    public TimeSpan Limit => TimeSpan.FromSeconds(seconds);
}

/// <summary>
/// Answers a request that is not done in time. First its token is cancelled, which everything beneath it observes. Against a database
/// that hangs this is not enough: before Npgsql gives a statement up it asks the server to cancel it and waits, without a limit, for the
/// server to take notice. So some seconds later the request is answered all the same, and what hangs ends when it can; the server keeps
/// the request's memory until then. An answer that has begun to be sent is not cut: a download takes as long as it takes.
/// </summary>
internal static class RequestDeadline
{
    /// <summary>Until the token is cancelled. An answer is due within 35 s, <see cref="Grace"/> included.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(25);

    /// <summary>From the cancellation until the request is answered for what does not end.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    private static readonly object Unfinished = new();

    /// <summary>After routing, which knows what each endpoint may take, and before whatever asks the database.</summary>
    public static void UseRequestDeadline(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var caller = http.RequestAborted;
        var allowed = http.GetEndpoint()?.Metadata.GetMetadata<RequestTimeLimitAttribute>()?.Limit ?? Usual;
        // Not disposed here: what outlives the request still looks at the token. Once cancelled it holds no timer.
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
    /// Outside whatever words an answer: sends it to its end, and keeps the request's objects for as long as what hangs may use them.
    /// </summary>
    public static void UseUnfinishedWork(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        http.Response.OnStarting(() =>
        {
            // The next request on this connection would wait for what hangs.
            if (http.Items.ContainsKey(Unfinished) && HttpProtocol.IsHttp11(http.Request.Protocol))
                http.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        });
        await next(http);
        if (!http.Items.TryGetValue(Unfinished, out var work)) return;
        await http.Response.CompleteAsync();
        // Whatever it comes to, the answer has been given; a write that was done after all is found under its key.
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
