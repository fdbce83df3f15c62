using Marten;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Renewal.Features.Replay;
using Renewal.Features.Store;

namespace Renewal.App.Hosting.Health;

/// <summary>
/// Checks streams for damage (versions changed by hand, archived streams, two streams with one code) and compares every view with the
/// events. Some streams a minute, so that the cost does not grow with the record. A finding does not make the node unready: one damaged
/// area must not stop the others.
/// </summary>
internal sealed class RecordCheck(IDocumentStore store, ReplayCheck replay, RecentEvents recent)
    : PeriodicCheck(TimeSpan.FromMinutes(1), TimeProvider.System)
{
    private const int Streams = 1_000;
    private const int Replayed = 200;
    private const int Named = 5;

    // Findings of the previous round stay until this round has ended.
    private IReadOnlyList<ReplayDifference> before = [];
    private readonly List<ReplayDifference> found = [];
    private Guid? after;
    private readonly ViewRound views = new();

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
            // By an older program every row that a newer one wrote would differ, and a rebuild by it is refused.
            var differing = (await recent.LookAsync(ct)).Releases.Count > 0 ? [] : await views.NextAsync(replay, Replayed, ct);
            if (all.Count > 0) return HealthCode.Degraded(HealthCode.RecordDamaged, $"{Name(all)}; renewal replay names them all");
            return differing.Count == 0
                ? HealthCheckResult.Healthy()
                : HealthCode.Degraded(
                    HealthCode.ViewDiffers, $"{Name(differing)}; renewal replay names them all, renewal rebuild mends them");
        }
        catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn
            or PostgresErrorCodes.InsufficientPrivilege)
        {
            return HealthCode.Unhealthy(HealthCode.SchemaIncomplete, missing.MessageText, missing);
        }
    }

    private static string Name(IReadOnlyList<ReplayDifference> differences) => $"{differences.Count}: "
        + string.Join("; ", differences.Take(Named).Select(d => $"{d.View} {d.Stream} {d.Code}: {d.What}"));

    /// <summary>Compares all streams with the views, some at a time. Findings of a round stay until the next one has ended.</summary>
    private sealed class ViewRound
    {
        private readonly List<ReplayDifference> found = [];
        private IReadOnlyList<ReplayDifference> before = [];
        private Guid? after;

        public async Task<IReadOnlyList<ReplayDifference>> NextAsync(ReplayCheck replay, int streams, CancellationToken ct)
        {
            (var page, after) = await replay.PageAsync(after, streams, ct);
            // Where an event itself is the trouble, the checks of views and program name it; a rebuild would not help.
            var troubled = page.Where(difference => difference.View == "event").Select(difference => difference.Stream).ToHashSet();
            found.AddRange(page.Where(difference => difference.View != "code" && !troubled.Contains(difference.Stream)));
            if (after is null)
            {
                before = [.. found];
                found.Clear();
            }

            return [.. before.Concat(found).Distinct()];
        }
    }
}
