using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Renewal.App.Hosting.Health;

/// <summary>
/// An expensive check: at most one runs at a time, and its result is cached, a good one longer than a bad one, so that a repair is
/// noticed soon.
/// </summary>
/// <param name="keptGood">How long a good result is cached.</param>
internal abstract class PeriodicCheck(TimeSpan keptGood, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan KeptBad = TimeSpan.FromSeconds(4);

    // Far longer than any check takes; a hanging database must not accumulate connections.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock turn = new();
    private Task<HealthCheckResult>? running;
    private HealthCheckResult? last;
    private long at;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        Task<HealthCheckResult> current;
        lock (turn)
        {
            if (last is { } known && time.GetElapsedTime(at) < (known.Status == HealthStatus.Healthy ? keptGood : KeptBad)) return known;
            // Not with the caller's token: a slow check continues, and the next caller gets its result.
            if (running is null or { IsCompleted: true }) running = RunAsync();
            current = running;
        }

        return await current.WaitAsync(cancellationToken);
    }

    protected abstract Task<HealthCheckResult> LookAsync(CancellationToken ct);

    private async Task<HealthCheckResult> RunAsync()
    {
        // Outside the caller's lock.
        await Task.Yield();
        using var limit = new CancellationTokenSource(Longest);
        HealthCheckResult result;
        try
        {
            result = await LookAsync(limit.Token);
        }
        catch (Exception away) when (DatabaseErrors.IsAway(away))
        {
            result = HealthCode.Unhealthy(HealthCode.DatabaseAway, $"database: {DatabaseErrors.Why(away)}", away);
        }

        lock (turn) (last, at) = (result, time.GetTimestamp());
        return result;
    }
}
