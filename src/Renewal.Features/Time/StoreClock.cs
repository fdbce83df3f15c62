using System.Diagnostics;
using Npgsql;
using Renewal.Features.Store;

namespace Renewal.Features.Time;

/// <summary>The application's clock is too far from the database's for anything to be recorded.</summary>
/// <param name="offset">Application minus database: positive when the application's clock is fast.</param>
public sealed class ClockSkewedException(TimeSpan offset)
    : Exception($"The clock of this process differs from the database's by {offset.TotalSeconds:0.0} s.")
{
    /// <summary>Application minus database.</summary>
    public TimeSpan Offset { get; } = offset;
}

/// <summary>
/// The clock of event timestamps, compared with the database's. The guard trigger of SchemaSetup refuses a timestamp that is more than
/// 5 s off. That happens for two reasons: the clock is wrong, or the statement waited behind a lock longer than that. Only a
/// measurement shows which.
/// </summary>
/// <param name="time">What the store takes timestamps from.</param>
public sealed class StoreClock(TimeProvider time, StoreProbe probe)
{
    /// <summary>The guard trigger's limit.</summary>
    public static readonly TimeSpan Allowed = TimeSpan.FromSeconds(5);

    /// <summary>The application's clock.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Application minus database. The round trip is halved, so it is exact to a few milliseconds.</summary>
    public async Task<TimeSpan> OffsetAsync(CancellationToken ct)
    {
        await using var connection = await probe.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select clock_timestamp()", connection);
        var (before, took) = (time.GetUtcNow(), Stopwatch.StartNew());
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var database = reader.GetFieldValue<DateTimeOffset>(0);
        return before + (took.Elapsed / 2) - database;
    }

    /// <summary>
    /// Called after the guard trigger refused a timestamp: throws when the clock is wrong, and returns when the write waited behind a
    /// lock.
    /// </summary>
    /// <exception cref="ClockSkewedException">The clock is wrong; a retry would not help.</exception>
    public async Task MustBeRightAsync(CancellationToken ct)
    {
        var offset = await OffsetAsync(ct);
        if (offset.Duration() > Allowed) throw new ClockSkewedException(offset);
    }

    /// <summary>Whether the guard trigger refused the timestamp of an event.</summary>
    public static bool IsRefused(Exception? failure) => failure switch
    {
        null => false,
        PostgresException { SqlState: PostgresErrorCodes.DatetimeFieldOverflow } said =>
            said.MessageText.StartsWith("event timestamp", StringComparison.Ordinal),
        _ => IsRefused(failure.InnerException),
    };
}
