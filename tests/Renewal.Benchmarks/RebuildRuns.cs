using System.Diagnostics;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using Renewal.Features.Store;
using Renewal.Features.Timelines;

namespace Renewal.Benchmarks;

/// <summary>Writing a bitemporal table anew from many events, against the daemon running a projection that does nothing.</summary>
internal static class RebuildRuns
{
    private const int EventsEach = 25;
    private const int Events = ReplayRuns.Areas * EventsEach;

    public static async Task RunAsync(Server server, Results results)
    {
        await using var office = await BenchmarkHost.OpenAsync(server, "rebuild");
        await Seeding.AreasAsync(office, [.. Enumerable.Range(0, ReplayRuns.Areas).Select(i => $"rebuild-{i}")], EventsEach);
        await Server.ExecuteAsync(office.ConnectionString, "vacuum analyze");
        using var idle = DocumentStore.For(options =>
        {
            RenewalStore.Configure(options, office.ConnectionString);
            options.Projections.Add(new Idle(), ProjectionLifecycle.Async);
        });
        var rates = await Rounds.OnceAsync([() => RebuildAsync(office), () => IdleAsync(idle)], 3);
        results.Add(new Line(
            "rebuild", $"one bitemporal table, {Events:N0} events taking turns", "a projection that does nothing, in the daemon", "ev/s",
            rates[0], rates[1], 0.4));
    }

    private static async Task<(double, TimeSpan)> RebuildAsync(BenchmarkHost office)
    {
        var watch = Stopwatch.StartNew();
        await office.Get<ViewRebuild>().RunAsync([AreaTables.Areas.Name], null, CancellationToken.None);
        return (Events, watch.Elapsed);
    }

    private static async Task<(double, TimeSpan)> IdleAsync(DocumentStore store)
    {
        using var daemon = await store.BuildProjectionDaemonAsync();
        var watch = Stopwatch.StartNew();
        await daemon.RebuildProjectionAsync(nameof(Idle), TimeSpan.FromMinutes(5), CancellationToken.None);
        return (Events, watch.Elapsed);
    }

    private sealed class Idle : IProjection
    {
        public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation) =>
            Task.CompletedTask;
    }
}
