using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Renewal.Features.Replay;

/// <summary>Reads the next page while the previous one is processed, so that a full check uses two cores.</summary>
internal static class ReadAhead
{
    private const int Waiting = 4;

    /// <summary>The same items in the same order, some at a time. A failure of the source reaches the reader.</summary>
    public static async IAsyncEnumerable<T[]> ReadAheadAsync<T>(
        this IAsyncEnumerable<T> source, int atATime, [EnumeratorCancellation] CancellationToken ct)
    {
        var read = Channel.CreateBounded<T[]>(Waiting);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = Task.Run(() => FillAsync(source.Chunk(atATime), read.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var some in read.Reader.ReadAllAsync(ct)) yield return some;
        }
        finally
        {
            // The source reads from a connection that the caller goes on to use.
            await stop.CancelAsync();
            await reading;
        }
    }

    private static async Task FillAsync<T>(IAsyncEnumerable<T[]> source, ChannelWriter<T[]> into, CancellationToken ct)
    {
        try
        {
            await foreach (var some in source.WithCancellation(ct)) await into.WriteAsync(some, ct);
            into.Complete();
        }
        catch (Exception failed)
        {
            into.Complete(failed);
        }
    }
}
