using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Renewal.App.Hosting.Health;

/// <summary>
/// Limits the time of a check even if it ignores its cancellation. The framework's own timeout only cancels and then waits, and
/// cancelling a statement on a dead connection takes seconds.
/// </summary>
internal sealed class BoundedCheck(IHealthCheck inner, TimeSpan limit) : IHealthCheck
{
    /// <summary>Wraps every check, registered before or later.</summary>
    public static void Around(HealthCheckServiceOptions options, TimeSpan limit)
    {
        foreach (var registration in options.Registrations)
        {
            var make = registration.Factory;
            registration.Factory = services => new BoundedCheck(make(services), limit);
        }
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // Not disposed: a hanging check still uses it.
        var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var looking = Task.Run(() => inner.CheckHealthAsync(context, ends.Token), cancellationToken);
        try
        {
            return await looking.WaitAsync(limit, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Not awaited: Npgsql asks the server to cancel and waits for it, which is what hangs.
            _ = ends.CancelAsync();
            // Its later result is ignored.
            _ = looking.ContinueWith(
                static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return HealthCode.Unhealthy(HealthCode.DatabaseAway, $"{context.Registration.Name}: no answer within {limit.TotalSeconds:0} s");
        }
    }
}
