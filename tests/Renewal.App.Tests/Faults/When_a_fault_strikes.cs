using Renewal.Testing.Faults;

namespace Renewal.App.Tests.Faults;

/// <summary>A separate PostgreSQL cluster for these tests.</summary>
public sealed class FaultServer : IAsyncLifetime
{
    public FaultCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await FaultCluster.StartAsync();

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}

/// <summary>
/// The short form of tests/Renewal.Faults: one round of each fault under eight writers. Afterwards, without any restart, every
/// acknowledged write is recorded once, no stream is incomplete, and replay finds no difference.
/// </summary>
public sealed class When_a_fault_strikes(FaultServer server) : IClassFixture<FaultServer>
{
    private readonly FaultRounds faults = new(server.Cluster, rounds: 1);

    [Fact]
    public async Task postgres_stops_at_once() => Holds(await faults.CrashAsync());

    [Fact]
    public async Task the_application_is_killed() => Holds(await faults.KillAsync());

    [Fact]
    public async Task connections_are_terminated() => Holds(await faults.TerminateAsync());

    [Fact]
    public async Task one_of_two_nodes_freezes_and_wakes() => Holds(await faults.FreezeAsync(TimeSpan.FromSeconds(14)));

    [Fact]
    public async Task the_database_does_not_answer() => Holds(await faults.SwallowAsync(TimeSpan.FromSeconds(45)));

    [Fact]
    public async Task a_rebuild_is_killed_ten_times() => Holds(await KilledRebuilds.RunAsync(server.Cluster, times: 10));

    private static void Holds(FaultOutcome outcome)
    {
        Assert.True(outcome.Verdict.Good, outcome.ToString());
        Assert.True(outcome.Broken.Count == 0, $"{string.Join('\n', outcome.Broken)}\n{outcome}");
    }
}
