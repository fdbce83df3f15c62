using System.Threading.RateLimiting;

namespace Renewal.Features.Imports;

/// <summary>
/// How many files one process reads at the same time. Reading needs a core and memory, so a few uploads must not take all of them:
/// further uploads wait in order, and when too many wait, the next is refused.
/// </summary>
public sealed class FileReadLimiter : IDisposable
{
    /// <summary>One core stays free; more than two files at once would only use more memory.</summary>
    public static int AtOnce { get; } = Math.Clamp(Environment.ProcessorCount - 1, 1, 2);

    /// <summary>Each of them holds its file in memory already.</summary>
    public const int Waiting = 8;

    /// <summary>The time limit of two files; nobody waits longer for a page.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromSeconds(20);

    // Allocations of one read beyond which memory is released at once; an ordinary ledger stays far below.
    private const long Much = 64L * 1024 * 1024;

    private readonly ConcurrencyLimiter limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = AtOnce,
        QueueLimit = Waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Reads when a slot is free; null when too many wait, or no slot becomes free in time.</summary>
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
            // The garbage collector would keep the memory for the next such file, and usually there is none.
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
