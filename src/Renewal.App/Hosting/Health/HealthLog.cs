using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Renewal.App.Hosting.Health;

/// <summary>Logs every change of a health check once with its detail: a failure, and the recovery.</summary>
internal sealed class HealthLog(ILogger<HealthLog> log) : IHealthCheckPublisher
{
    private readonly Dictionary<string, string> failing = [];

    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        foreach (var (name, entry) in report.Entries) Note(name, entry);
        return Task.CompletedTask;
    }

    private void Note(string name, HealthReportEntry entry)
    {
        var code = entry.Status == HealthStatus.Healthy ? null : HealthCode.Of(entry);
        // DatabaseWatch already logs an outage.
        if (code == HealthCode.DatabaseAway) return;
        if (failing.GetValueOrDefault(name) == code) return;
        if (code is null)
        {
            failing.Remove(name);
            log.LogWarning("健康检查{Check}已恢复正常。 / Health check {Check} passes again.", name, name);
            return;
        }

        failing[name] = code;
        log.LogError("健康检查{Check}不通过（{Code}）：{Detail} / Health check {Check} fails.", name, code, entry.Description, name);
    }
}
