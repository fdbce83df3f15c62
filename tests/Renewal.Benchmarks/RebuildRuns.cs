using System.Diagnostics;
using Marten;
using Renewal.Features.Portfolio;
using Renewal.Features.Store;

namespace Renewal.Benchmarks;

/// <summary>Writing a view anew from many events, with our settings of the daemon against its default settings.</summary>
internal static class RebuildRuns
{
    // Fewer than a replay reads: the default settings write every growing file again and again, and would take minutes.
    private const int EventsEach = 25;
    private const int Events = ReplayRuns.Areas * EventsEach;

    public static async Task RunAsync(Server server, Results results)
    {
        await using var office = await Office.OpenAsync(server, "rebuild");
        await Seeding.AreasAsync(
            office, [.. Enumerable.Range(0, ReplayRuns.Areas).Select(i => $"rebuild-{i}")], EventsEach, cards: false);
        await Server.ExecuteAsync(office.ConnectionString, "vacuum analyze");
        using var plain = DocumentStore.For(options =>
        {
            RenewalStore.Configure(options, office.ConnectionString);
            foreach (var projection in options.Projections.All.OfType<PortfolioLineProjection>())
            {
                var defaults = new JasperFx.Events.Projections.AsyncOptions();
                projection.Options.BatchSize = defaults.BatchSize;
                projection.Options.RebuildFlushThreshold = defaults.RebuildFlushThreshold;
            }
        });
        var rates = await Rounds.OnceAsync([() => RebuildAsync(office.Store), () => RebuildAsync(plain)], 2);
        results.Add(new Line(
            "rebuild", $"portfolio lines, {Events:N0} events taking turns",
            "the daemon's default settings", "ev/s",
            rates[0], rates[1], 5));
    }

    private static async Task<(double, TimeSpan)> RebuildAsync(IDocumentStore store)
    {
        using var daemon = await store.BuildProjectionDaemonAsync();
        var watch = Stopwatch.StartNew();
        await daemon.RebuildProjectionAsync<PortfolioLine>(TimeSpan.FromMinutes(5), CancellationToken.None);
        return (Events, watch.Elapsed);
    }
}
