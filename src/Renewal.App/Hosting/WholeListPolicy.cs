using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Renewal.App.Pages.Errors;

namespace Renewal.App.Hosting;

/// <summary>
/// Limits how many responses without pages (all areas, a file of all) this process works on at the same time: each holds all its areas
/// in memory, a hundred of 38,000 areas took 13 GB. Further requests wait in order until their own time limit; when too many wait, the
/// next is refused. <c>Lists:AtOnce</c> and <c>Lists:Waiting</c> set it.
/// </summary>
internal sealed class WholeListPolicy(IConfiguration configuration) : IRateLimiterPolicy<string>
{
    /// <summary>What a route requires to be limited by it.</summary>
    public const string Name = "whole-lists";

    private readonly ConcurrencyLimiterOptions limits = new()
    {
        PermitLimit = Math.Max(1, configuration.GetValue("Lists:AtOnce", 2)),
        QueueLimit = Math.Max(0, configuration.GetValue("Lists:Waiting", 16)),
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    };

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } =
        static (context, _) => new ValueTask(ErrorPages.RefuseAsync(context.HttpContext, ServerRefusal.Busy));

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => httpContext.Request.Query["areas"] == "false"
        ? RateLimitPartition.GetNoLimiter("counts")
        : RateLimitPartition.GetConcurrencyLimiter(Name, _ => limits);
}
