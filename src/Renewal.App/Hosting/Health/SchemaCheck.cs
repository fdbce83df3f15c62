using Marten;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Renewal.Features.Store;
using Wolverine.Persistence.Durability;

namespace Renewal.App.Hosting.Health;

/// <summary>Every table, column, function, trigger and right that the program needs exists: the same list as the check at start.</summary>
internal sealed class SchemaCheck(IDocumentStore store, IMessageStore messages, AppSettings settings)
    : PeriodicCheck(TimeSpan.FromSeconds(15), TimeProvider.System)
{
    private readonly Lazy<SchemaParts> parts = new(() => SchemaParts.Of(store, messages));

    protected override async Task<HealthCheckResult> LookAsync(CancellationToken ct)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(ct);
        var missing = await parts.Value.MissingAsync(connection, ct);
        return missing.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCode.Unhealthy(HealthCode.SchemaIncomplete, SchemaIncompleteException.Describe(missing, settings.ConnectionString));
    }
}
