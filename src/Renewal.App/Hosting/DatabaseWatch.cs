using System.Diagnostics;
using System.Threading.Channels;
using Npgsql;

namespace Renewal.App.Hosting;

/// <summary>
/// Says in the log that the database is away, once, and that it is back, once. Everything that works with it notices at the same time
/// and goes on trying, with a stack trace for every try: <see cref="OutageLogFilter"/> keeps those from the console.
/// </summary>
internal sealed class DatabaseWatch(DatabaseOutage alarm, AppSettings settings, ILogger<DatabaseWatch> log) : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var first in alarm.ReadAsync(stoppingToken))
        {
            var since = Stopwatch.StartNew();
            if (await TryAsync(stoppingToken) is not { } why)
            {
                // Timeouts have been logged as they are.
                if (DatabaseErrors.IsLost(first))
                    log.LogWarning("数据库连接中断过一次，现在正常：{Why} / A connection to the database broke; the database answers.",
                        DatabaseErrors.Why(first));
            }
            else
            {
                alarm.Away = true;
                log.LogError("数据库连接不上，恢复后自动继续，不必重启：{Why} / "
                    + "The database is away. Work goes on by itself when it is back; no restart is needed.", why);
                while (await TryAsync(stoppingToken) is not null) await Task.Delay(BetweenTries, stoppingToken);
                alarm.Away = false;
                log.LogWarning("数据库已恢复，中断约{Seconds}秒。 / The database is back after about {Seconds} s.",
                    (int)since.Elapsed.TotalSeconds, (int)since.Elapsed.TotalSeconds);
            }

            // Later failures of connections that were already dead are ignored.
            await Task.Delay(BetweenTries, stoppingToken);
            alarm.Clear();
        }
    }

    /// <summary>Null when it responds, else the error.</summary>
    private async Task<string?> TryAsync(CancellationToken ct)
    {
        // A separate connection: one from the pool may be broken.
        var there = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false, Timeout = 5 };
        try
        {
            await using var connection = new NpgsqlConnection(there.ConnectionString);
            await connection.OpenAsync(ct);
            return null;
        }
        catch (Exception away) when (DatabaseErrors.IsAway(away))
        {
            return DatabaseErrors.Why(away);
        }
    }
}

/// <summary>The state of an outage, shared by those who notice a lost connection and <see cref="DatabaseWatch"/>.</summary>
internal sealed class DatabaseOutage
{
    // The first report is enough.
    private readonly Channel<Exception> noticed =
        Channel.CreateBounded<Exception>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>A check has confirmed that it does not respond.</summary>
    public bool Away { get; set; }

    /// <summary>Has the database looked at when the failure means that it may be away; any other is ignored.</summary>
    public void Raise(Exception? failure)
    {
        if (DatabaseErrors.IsAway(failure)) noticed.Writer.TryWrite(failure!);
    }

    /// <summary>
    /// Whether <see cref="DatabaseWatch"/> says it once for all. While the database is away, answers that never come count too: so does a
    /// network that swallows everything show.
    /// </summary>
    public bool Covers(Exception? failure) => DatabaseErrors.IsLost(failure) || (Away && DatabaseErrors.IsAway(failure));

    /// <summary>What of a failure belongs into a log line that says which request it ended; raises the alarm besides.</summary>
    public Exception? Stack(Exception failure)
    {
        Raise(failure);
        return Covers(failure) ? null : failure;
    }

    public void Clear() => noticed.Reader.TryRead(out _);

    public IAsyncEnumerable<Exception> ReadAsync(CancellationToken ct) => noticed.Reader.ReadAllAsync(ct);
}
