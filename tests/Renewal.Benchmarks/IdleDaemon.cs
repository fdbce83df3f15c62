using System.Diagnostics;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using Renewal.Features.Store;

namespace Renewal.Benchmarks;

/// <summary>A projection that does nothing, rebuilt by the store's daemon: what it takes to hand every event to somebody.</summary>
internal sealed class IdleDaemon(BenchmarkHost office, int events) : IDisposable
{
    private readonly DocumentStore store = DocumentStore.For(options =>
    {
        RenewalStore.Configure(options, office.ConnectionString);
        options.Projections.Add(new Idle(), ProjectionLifecycle.Async);
    });

    public async Task<(double, TimeSpan)> RunAsync()
    {
        using var daemon = await store.BuildProjectionDaemonAsync();
        var watch = Stopwatch.StartNew();
        await daemon.RebuildProjectionAsync(nameof(Idle), TimeSpan.FromMinutes(10), CancellationToken.None);
        return (events, watch.Elapsed);
    }

    public void Dispose() => store.Dispose();

    private sealed class Idle : IProjection
    {
        public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation) =>
            Task.CompletedTask;
    }
}
