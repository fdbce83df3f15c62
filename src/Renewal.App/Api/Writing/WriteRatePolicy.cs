using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Renewal.App.Api.Writing;

/// <summary>
/// The rate limit of writes: keeps one runaway script from crowding out the office. Generous: a person never meets it. Counted for each
/// account in this process; <c>Api:WritesPerSecond</c> and <c>Api:WriteBurst</c> set it.
/// </summary>
internal sealed class WriteRatePolicy(IConfiguration configuration) : IRateLimiterPolicy<string>
{
    /// <summary>What a route requires to be limited by it.</summary>
    public const string Name = "writes";

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly TokenBucketRateLimiterOptions limits = new()
    {
        TokenLimit = Math.Max(1, configuration.GetValue("Api:WriteBurst", 2_000)),
        TokensPerPeriod = Math.Max(1, configuration.GetValue("Api:WritesPerSecond", 200)),
        ReplenishmentPeriod = Period,
        QueueLimit = 0,
    };

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = RefuseAsync;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        RateLimitPartition.GetTokenBucketLimiter(Caller.Of(httpContext).Account, _ => limits);

    private static async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken ct)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var until) ? until : Period;
        var problem = Problems.Of(ApiRefusals.RateExceeded, 429) with { RetryAfter = (int)Math.Ceiling(wait.TotalSeconds) };
        await problem.ExecuteAsync(context.HttpContext);
    }
}
