using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Renewal.Features.Store;

namespace Renewal.App.Hosting;

/// <summary>Alive: the process answers. Ready: the database answers and no view has stopped.</summary>
public static class Health
{
    public static void AddHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck<StoreCheck>("store", tags: ["ready"]);

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = WriteAsync }).AllowAnonymous();
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

    private sealed class StoreCheck(AppSettings settings) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var connection = new NpgsqlConnection(settings.ConnectionString);
                await connection.OpenAsync(cancellationToken);
                await using var command = new NpgsqlCommand(
                    $"""
                    select name, agent_status, failure_event_sequence, failure_event_type, pause_reason from {RenewalStore.Schema}.mt_event_progression
                    where failure_event_sequence is not null or pause_reason is not null or agent_status ilike '%stop%' or agent_status ilike '%pause%'
                    """,
                    connection);
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                return await reader.ReadAsync(cancellationToken)
                    ? HealthCheckResult.Unhealthy($"view {reader[0]} stopped ({reader[1]}) at event {reader[2]} {reader[3]}: {reader[4]}")
                    : HealthCheckResult.Healthy();
            }
            catch (NpgsqlException down)
            {
                return HealthCheckResult.Unhealthy($"database: {down.Message}");
            }
        }
    }
}
