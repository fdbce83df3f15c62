using Marten;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Renewal.Features.Replay;

namespace Renewal.App.Hosting.Health;

/// <summary>
/// No stream contradicts its events: versions raised by hand, archived streams, two streams with one code. A thousand streams a minute, so
/// that the cost does not grow with the record. Requests are answered all the same: one damaged area must not stop the office.
/// </summary>
internal sealed class RecordCheck(IDocumentStore store) : PeriodicCheck(TimeSpan.FromMinutes(1), TimeProvider.System)
{
    private const int Streams = 1_000;
    private const int Named = 5;

    // What was found in the round before stays known until this round has come to its end.
    private IReadOnlyList<ReplayDifference> before = [];
    private readonly List<ReplayDifference> found = [];
    private Guid? after;

    protected override async Task<HealthCheckResult> LookAsync(CancellationToken ct)
    {
        try
        {
            await using var connection = store.Storage.Database.CreateConnection();
            await connection.OpenAsync(ct);
            (var page, after) = await RecordDamage.PageAsync(connection, after, Streams, ct);
            found.AddRange(page);
            if (after is null)
            {
                before = [.. found];
                found.Clear();
            }

            var codes = await RecordDamage.CodesAsync(connection, null, ct);
            var all = before.Concat(found).Concat(codes).Distinct().ToList();
            if (all.Count == 0) return HealthCheckResult.Healthy();
            var named = string.Join("; ", all.Take(Named).Select(d => $"{d.Stream} {d.Code}: {d.What}"));
            return HealthCode.Degraded(HealthCode.RecordDamaged, $"{all.Count}: {named}; renewal replay names them all");
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
            or PostgresErrorCodes.InsufficientPrivilege)
        {
            return HealthCode.Unhealthy(HealthCode.SchemaIncomplete, missing.MessageText, missing);
        }
    }
}
