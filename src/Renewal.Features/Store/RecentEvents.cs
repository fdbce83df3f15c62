using System.Diagnostics;
using Npgsql;
using Renewal.Features.Replay;

namespace Renewal.Features.Store;

/// <summary>What the record says about this program and the clocks.</summary>
/// <param name="Releases">Releases of catalogue and calendar that this program does not have.</param>
/// <param name="OfNewerProgram">Events that only a newer program can have written, by sequence number.</param>
/// <param name="Newest">The latest timestamp of them; null when there are no events.</param>
public sealed record RecentFindings(
    IReadOnlyList<string> Releases, IReadOnlyList<string> OfNewerProgram, DateTimeOffset? Newest);

/// <summary>
/// Reads releases and the newest events for health: the last ten thousand at first, then those that came since. What was found stays as
/// long as the process runs and the database is the same. On the connections of health, which requests cannot use up.
/// </summary>
public sealed class RecentEvents(StoreProbe probe) : IDisposable
{
    private const int AtFirst = 10_000;

    // A transaction may commit a lower number after a higher one.
    private const int Overlap = 500;

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(4);

    private readonly SemaphoreSlim turn = new(1);
    private IReadOnlyList<string> releases = [];
    private readonly SortedDictionary<long, string> unknown = [];
    private DateTimeOffset? newest;
    private long last;
    private long? lookedAt;

    public async Task<RecentFindings> LookAsync(CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            if (lookedAt is not { } at || Stopwatch.GetElapsedTime(at) > Kept) await ReadAsync(ct);
            return new RecentFindings(releases, [.. unknown.Values], newest);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task ReadAsync(CancellationToken ct)
    {
        await using var connection = await probe.OpenAsync(ct);
        releases = await WorkedInReleases.NewerAsync(connection, ct);
        await using var command = new NpgsqlCommand(
            $"select coalesce(max(seq_id), 0) from {RenewalStore.Schema}.mt_events", connection);
        var now = (long)(await command.ExecuteScalarAsync(ct))!;
        // Restored from an earlier day.
        if (now < last)
        {
            unknown.Clear();
            (newest, last) = (null, 0);
        }

        await foreach (var row in EventRows.SinceAsync(connection, last == 0 ? now - AtFirst : last - Overlap, ct))
        {
            if (row.IsOfNewerProgram) unknown[row.Seq] = row.Trouble!;
            if (row.Stored?.At is { } at && !(at <= newest)) newest = at;
        }

        (last, lookedAt) = (now, Stopwatch.GetTimestamp());
    }
}
