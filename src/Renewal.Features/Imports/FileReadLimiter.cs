using System.Threading.RateLimiting;

namespace Renewal.Features.Imports;

/// <summary>
/// How many files one process reads at the same time. Reading keeps a core and some memory busy, so a few uploads must not take them all:
/// the others wait in order, and when too many wait already, the next is told to come back.
/// </summary>
public sealed class FileReadLimiter : IDisposable
{
    /// <summary>One core is always left for everything else; more than two files at once would only add up memory.</summary>
    public static int AtOnce { get; } = Math.Clamp(Environment.ProcessorCount - 1, 1, 2);

    /// <summary>Each of them holds its file in memory already.</summary>
    public const int Waiting = 8;

    /// <summary>Two files that take all the time there is for reading; nobody waits longer for a page.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromSeconds(20);

    // What a reading has used in all before its memory is given back at once; an ordinary ledger stays far below.
    private const long Much = 64L * 1024 * 1024;

    private readonly ConcurrencyLimiter limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = AtOnce,
        QueueLimit = Waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Reads when it is this file's turn; null when too many wait, or the turn does not come in time.</summary>
    public async Task<LedgerReading?> ReadAsync(byte[] content, string fileName, string? layout, CancellationToken ct)
    {
        using var lease = await TurnAsync(ct);
        if (lease is not { IsAcquired: true }) return null;
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return LedgerReader.Read(content, fileName, layout, ct);
        }
        finally
        {
            // The collector would keep it for the next such file, and most of the time there is none.
            if (GC.GetAllocatedBytesForCurrentThread() - before > Much) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        }
    }

    public void Dispose() => limiter.Dispose();

    private async Task<RateLimitLease?> TurnAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(LongestWait);
        try
        {
            return await limiter.AcquireAsync(1, patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }
}
