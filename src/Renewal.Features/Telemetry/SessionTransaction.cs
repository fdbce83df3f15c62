using System.Diagnostics;
using Marten;

namespace Renewal.Features.Telemetry;

/// <summary>Begins the transaction of a session early, so that reading and writing use one connection.</summary>
internal static class SessionTransaction
{
    /// <summary>
    /// Each connection that is taken from the pool is first reset, and each trip costs its time. Where connections are traced, the span
    /// that the session began for the connection it no longer uses is ended here: nothing else ends it, and a span that does not end is
    /// never sent, so the statements below it would have no parent.
    /// </summary>
    public static async Task BeginAsync(IDocumentSession session, CancellationToken ct)
    {
        var unused = Activity.Current is { Source.Name: "Marten" } connection ? connection : null;
        await session.BeginTransactionAsync(ct);
        unused?.Stop();
    }
}
