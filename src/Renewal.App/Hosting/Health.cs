using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Renewal.Features.Store;

namespace Renewal.App.Hosting;

/// <summary>Alive: the process answers. Ready: the database answers and no view has stopped.</summary>
public static class Health
{
    public static void AddHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck<StoreCheck>("store", tags: ["ready"]);

    public static void MapHealth(this WebApplication app)
    {
        var alive = new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync };
        var ready = new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = WriteAsync };
        app.MapHealthChecks("/health/live", alive).AllowAnonymous().ShortCircuit();
        app.MapHealthChecks("/health/ready", ready).AllowAnonymous().ShortCircuit();
    }

    private static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString().ToLowerInvariant(),
        checks = report.Entries.Select(entry => new
        {
            name = entry.Key,
            status = entry.Value.Status.ToString().ToLowerInvariant(),
            detail = entry.Value.Description,
        }),
    });

    private sealed class StoreCheck(ViewWatch views) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                return await views.LookAsync(cancellationToken) switch
                {
                    { Poison: { } poison } view => HealthCheckResult.Unhealthy($"{view.Name} stopped after event {view.Seq}: {poison}"),
                    { Stuck: true } view => HealthCheckResult.Unhealthy(
                        $"{view.Name} stands at event {view.Seq} of {view.LastSeq} since {view.Waiting.TotalSeconds:0} s,"
                        + $" before {view.Next}"),
                    var view => HealthCheckResult.Healthy($"{view.Name} at event {view.Seq} of {view.LastSeq}"),
                };
            }
            catch (Exception down) when (StoreTrouble.IsAway(down))
            {
                return HealthCheckResult.Unhealthy($"database: {StoreTrouble.Why(down)}", down);
            }
        }
    }
}
