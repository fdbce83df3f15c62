namespace Renewal.App.Hosting;

/// <summary>A request was not done within its time.</summary>
internal sealed class RequestTimedOutException(TimeSpan limit, Exception cause)
    : Exception($"The request was not done within {limit.TotalSeconds:0} s.", cause);

/// <summary>How long requests to an endpoint may take; for the few that need more than <see cref="RequestDeadline.Usual"/>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class MayTakeAttribute(int seconds) : Attribute
{
    public TimeSpan Limit => TimeSpan.FromSeconds(seconds);
}

/// <summary>
/// Ends a request that is not answered in time, by the token that everything beneath it observes. Connecting, waiting for a connection
/// and each statement have limits of their own, which add up: with a database that hangs a request took 47 s. An answer that has begun
/// to be sent is not cut: a download takes as long as it takes.
/// </summary>
internal static class RequestDeadline
{
    /// <summary>A proxy's usual limit is 60 s, and cancelling a statement on a dead connection takes up to two more.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    public static void UseRequestDeadline(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var caller = http.RequestAborted;
        var allowed = http.GetEndpoint()?.Metadata.GetMetadata<MayTakeAttribute>()?.Limit ?? Usual;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(caller);
        limit.CancelAfter(allowed);
        var running = true;
        http.Response.OnStarting(() =>
        {
            if (running) limit.CancelAfter(Timeout.InfiniteTimeSpan);
            return Task.CompletedTask;
        });
        http.RequestAborted = limit.Token;
        try
        {
            await next(http);
        }
        catch (Exception late) when (limit.IsCancellationRequested && !caller.IsCancellationRequested && !http.Response.HasStarted)
        {
            throw new RequestTimedOutException(allowed, late);
        }
        finally
        {
            running = false;
            http.RequestAborted = caller;
        }
    });
}
