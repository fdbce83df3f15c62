using System.Threading.RateLimiting;

namespace Renewal.App.Api.Writing;

/// <summary>
/// Keeps one runaway script from crowding out the office. Generous: a person never meets it. Counted for each account in this process;
/// <c>Api:WritesPerSecond</c> and <c>Api:WriteBurst</c> set it.
/// </summary>
internal sealed class WriteLimit : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter;

    public WriteLimit(IConfiguration configuration)
    {
        var perSecond = Math.Max(1, configuration.GetValue("Api:WritesPerSecond", 200));
        var burst = Math.Max(1, configuration.GetValue("Api:WriteBurst", 2_000));
        limiter = PartitionedRateLimiter.Create<string, string>(account => RateLimitPartition.GetTokenBucketLimiter(account, _ =>
            new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst,
                TokensPerPeriod = perSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
    }

    public bool Allows(string account)
    {
        using var lease = limiter.AttemptAcquire(account);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
