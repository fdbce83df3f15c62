using JasperFx;
using JasperFx.Events.Daemon;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wolverine.Runtime;
using Wolverine.Runtime.Agents;

namespace Renewal.Features.Store;

/// <summary>A view that this process maintains and that has stopped.</summary>
/// <param name="Reason">The error that stopped it, without its stack.</param>
public sealed record StoppedView(string Name, string Reason);

/// <summary>
/// Restarts projection shards that stopped because of a fault, and logs that they stopped and that they run again. Wolverine restarts
/// paused shards only where several nodes are configured (Durability.Mode Balanced): in Solo mode one crash of PostgreSQL under load
/// stopped the overview until the process was restarted. A shard runs where Wolverine assigned it; nothing is started anywhere else.
/// </summary>
public sealed partial class ViewSupervisor(IWolverineRuntime runtime, IHostApplicationLifetime lifetime, ILogger<ViewSupervisor> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Dictionary<Uri, Trouble> troubles = [];
    private volatile IReadOnlyList<StoppedView> stopped = [];

    /// <summary>The views of this process that do not run now, at most a second old.</summary>
    public IReadOnlyList<StoppedView> Stopped => stopped;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Shards are stopped before this service is: stopping is no fault.
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(ends.Token))
            {
                foreach (var agent in Agents()) await LookAsync(agent, ends.Token);
                stopped = [.. troubles.Values.Select(trouble => trouble.View)];
            }
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            stopped = [];
        }
    }

    /// <summary>How long to wait before restart number <paramref name="attempt"/> (from 0).</summary>
    internal static TimeSpan Delay(ShardFailure failure, int attempt) => TimeSpan.FromSeconds(
        // Somebody else moved the progress, or a commit was done whose answer was lost. Longer than a node takes to be told that it
        // lost the shard, so that two nodes do not stop each other for ever.
        failure.Category == ShardFailureCategory.ProgressionOutOfOrder ? 15
        : failure.IsTransient ? Math.Min(8, 1 << Math.Min(attempt, 3))
        // The same event fails again until the program or the data is mended.
        : failure.Category != ShardFailureCategory.Other ? 300
        : Math.Min(300, 15 << Math.Min(attempt, 5)));

    private IEnumerable<EventSubscriptionAgent> Agents()
    {
        foreach (var uri in runtime.Agents.AllRunningAgentUris())
            if (runtime.Agents.TryFindActiveAgent<EventSubscriptionAgent>(uri, out var agent)) yield return agent;
    }

    private async Task LookAsync(EventSubscriptionAgent agent, CancellationToken ct)
    {
        var known = troubles.GetValueOrDefault(agent.Uri);
        if (agent.IsRebuilding) return;
        if (agent.Status == AgentStatus.Running)
        {
            if (known is null) return;
            // One that meets the same event again is running for a moment too.
            if (++known.Running < 3) return;
            troubles.Remove(agent.Uri);
            RunsAgain(known.View.Name, known.View.Name);
            return;
        }

        // Stopped without a failure is stopped on purpose.
        if (agent.Failure is not { } failure) return;
        if (known is null || known.Failure.Message != failure.Message)
        {
            troubles[agent.Uri] = known = new Trouble(new StoppedView(NameOf(agent), Reason(failure)), failure, known?.Attempts ?? 0);
            ViewStopped(known.View.Name, known.View.Reason, known.View.Name);
        }

        known.Running = 0;
        if (Environment.TickCount64 - known.Since < Delay(failure, known.Attempts).TotalMilliseconds) return;
        await RestartAsync(agent, ct);
        known.Attempts++;
        known.Since = Environment.TickCount64;
    }

    // As Wolverine itself restarts one that stalls: the assignment to this node stays as it is.
    private async Task RestartAsync(EventSubscriptionAgent agent, CancellationToken ct)
    {
        try
        {
            await agent.StopAsync(ct);
            await agent.StartAsync(ct);
        }
        catch (Exception failed) when (!ct.IsCancellationRequested)
        {
            // The database may still be away; the next attempt comes by itself.
            NotYet(NameOf(agent), failed.Message);
        }
    }

    private static string NameOf(EventSubscriptionAgent agent) => agent.Uri.Segments.LastOrDefault() is { Length: > 0 } last
        && !last.Equals("all", StringComparison.OrdinalIgnoreCase) ? last.Trim('/') : agent.Uri.AbsolutePath.Trim('/');

    private static string Reason(ShardFailure failure)
    {
        var at = failure.Event is { } e ? $"event {e.Sequence} ({e.EventTypeName}): " : "";
        return $"{at}{failure.RootExceptionType}: {failure.Message}".ReplaceLineEndings(" ");
    }

    private sealed class Trouble(StoppedView view, ShardFailure failure, int attempts)
    {
        public StoppedView View { get; } = view;

        public ShardFailure Failure { get; } = failure;

        public int Attempts { get; set; } = attempts;

        public int Running { get; set; }

        public long Since { get; set; } = Environment.TickCount64;
    }

    [LoggerMessage(LogLevel.Error, "视图{View}已停止，将自动重试：{Reason} / View {Name} stopped and is restarted by itself.")]
    private partial void ViewStopped(string view, string reason, string name);

    [LoggerMessage(LogLevel.Warning, "视图{View}已恢复运行。 / View {Name} runs again.")]
    private partial void RunsAgain(string view, string name);

    [LoggerMessage(LogLevel.Information, "View {View} could not be restarted yet: {Reason}")]
    private partial void NotYet(string view, string reason);
}
