using Microsoft.Extensions.Diagnostics.HealthChecks;
using Renewal.App.Hosting.Health;

namespace Renewal.App.Commands;

/// <summary>The checks behind <c>/health/ready</c>, with the details that are not shown over HTTP.</summary>
internal static class HealthCommand
{
    public static CliCommand Make() => new CliCommand("health", "health", "renewal health", "renewal health --json").Runs(async cli =>
    {
        // Without changing the schema, which is one of the things checked.
        var host = await cli.HostAsync(ensureSchema: false);
        var report = await host.Services.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(check => check.Tags.Contains(HealthSetup.Ready), cli.Ct);
        var checks = report.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new Checked(
            entry.Key, Code(entry.Value.Status), entry.Value.Status == HealthStatus.Healthy ? null : HealthCode.Of(entry.Value),
            entry.Value.Description ?? entry.Value.Exception?.Message)).ToList();
        if (cli.Json) cli.Terminal.Json(new { status = Code(report.Status), checks });
        else Print(checks, cli.Terminal);
        if (report.Status == HealthStatus.Healthy) return 0;
        var codes = checks.Select(check => check.Code).OfType<string>().Distinct();
        cli.Terminal.Refuse("health.unhealthy", CliText.Of("health.failed", string.Join(", ", codes)));
        return CommandFailed.Refused;
    });

    private static void Print(IEnumerable<Checked> checks, Terminal terminal)
    {
        var table = Table.Headed("col.check", "col.state", "col.code", "col.what");
        foreach (var check in checks)
            table.Add(check.Name, CliText.Of($"health.state.{check.Status}"), check.Code ?? "-", check.Detail ?? "");
        terminal.Table(table);
    }

    private static string Code(HealthStatus status) => status.ToString().ToLowerInvariant();

    private sealed record Checked(string Name, string Status, string? Code, string? Detail);
}
