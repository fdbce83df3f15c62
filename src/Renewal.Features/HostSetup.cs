using JasperFx;
using JasperFx.CodeGeneration;
using JasperFx.Events;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Renewal.Features.Accounts;
using Renewal.Features.Areas;
using Renewal.Features.Portfolio;
using Renewal.Features.Replay;
using Renewal.Features.Store;
using Renewal.Features.Telemetry;
using Renewal.Features.Time;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Marten;

namespace Renewal.Features;

/// <summary>Registers everything the features need in a host.</summary>
public static class HostSetup
{
    /// <param name="host">The assembly that carries the generated handlers.</param>
    /// <param name="storeTime">What event timestamps are taken from; the system's clock unless a test says otherwise.</param>
    public static void AddRenewal(this IHostApplicationBuilder builder, System.Reflection.Assembly host, string connectionString,
        TimeProvider officeTime, TimeProvider? storeTime = null)
    {
        builder.Services.AddSingleton(_ => new StoreProbe(connectionString));
        builder.Services.AddSingleton(services => new StoreClock(
            services.GetRequiredService<IDocumentStore>().Options.Events is IEventRegistry { TimeProvider: var time }
                ? time : throw new InvalidOperationException("The store has no clock."),
            services.GetRequiredService<StoreProbe>()));
        builder.Services.AddSingleton(new OfficeClock(officeTime));
        builder.Services.AddSingleton<AreaQueries>();
        builder.Services.AddSingleton<PortfolioQueries>();
        builder.Services.AddSingleton<ReplayCheck>();
        builder.Services.AddSingleton<Imports.FileReadLimiter>();
        builder.Services.AddSingleton<DiskSpace>();
        builder.Services.AddSingleton<ViewGaps>();
        builder.Services.AddSingleton<DatabaseIdentity>();
        builder.Services.AddSingleton<RecentEvents>();
        builder.Services.AddSingleton<ViewRebuild>();
        builder.Services.AddHostedService<FailedStatements>();
        builder.Services.AddSingleton<Imports.LedgerImports>();
        builder.Services.AddSingleton<Imports.PastImports>();
        builder.Services.AddSingleton<Requests.IdempotencyKeys>();
        builder.Services.AddAccounts();
        var marten = builder.Services.AddMarten(services =>
        {
            var options = new StoreOptions();
            RenewalStore.Configure(options, connectionString, services.GetRequiredService<DatabaseIdentity>());
            if (storeTime is not null) options.Events.TimeProvider = storeTime;
            return options;
        });
        marten.IntegrateWithWolverine(wolverine => wolverine.MessageStorageSchemaName = RenewalStore.MessageSchema);

        // Handlers are generated in the build (Renewal.App.csproj), so that no compiler runs in production.
        builder.Services.CritterStackDefaults(defaults =>
        {
            defaults.ApplicationAssembly = host;
            defaults.Development.GeneratedCodeMode = TypeLoadMode.Static;
            defaults.Production.GeneratedCodeMode = TypeLoadMode.Static;
            defaults.Development.ResourceAutoCreate = AutoCreate.None;
            defaults.Production.ResourceAutoCreate = AutoCreate.None;
        });
    }

    /// <summary>There are none of Wolverine's, and looking for them would load every library beside the program.</summary>
    public const ExtensionDiscovery Extensions = ExtensionDiscovery.ManualOnly;

    /// <summary>The messaging side. <paramref name="host"/> is the assembly that carries the generated handlers.</summary>
    public static void Configure(WolverineOptions options, System.Reflection.Assembly host, bool nodes)
    {
        options.ApplicationAssembly = host;
        options.Discovery.IncludeAssembly(typeof(HostSetup).Assembly);
        options.AutoBuildMessageStorageOnStartup = AutoCreate.None;
        options.Durability.Mode = nodes ? DurabilityMode.Balanced : DurabilityMode.Solo;
        // Two concurrent writers: the loser retries.
        options.OnException<ConcurrencyException>().RetryWithCooldown([.. WaitsMs.Select(ms => TimeSpan.FromMilliseconds(ms))]);
        options.OnException<Marten.Exceptions.ExistingStreamIdCollisionException>().RetryTimes(2);
        options.OnException<JasperFx.Events.DuplicateNaturalKeyException>().RetryTimes(2);
        // The same, when both registered one code.
        options.OnException<Marten.Exceptions.MartenCommandException>(failed => IsDuplicate(failed.InnerException)).RetryTimes(2);
        // The write waited behind a lock longer than the guard trigger allows: a retry gets a new timestamp. (A wrong clock throws
        // ClockSkewedException, which a retry cannot fix.)
        options.OnException(StoreClock.IsRefused, "the timestamp grew old behind a lock").RetryTimes(5);
        options.OnException<ConnectionLostException>().RetryWithCooldown([.. LostMs.Select(ms => TimeSpan.FromMilliseconds(ms))]);
        CommandMetrics.AddTo(options);
        if (nodes) TuneForFailover(options.Durability);
    }

    // Long enough in total for about thirty concurrent writers on one area; without contention nobody waits.
    private static readonly int[] WaitsMs = [5, 10, 20, 40, 80, 120, 160, 240, 320, 480, 640, 960];

    // The pool may hold more than one broken connection; a database that was replaced takes a moment.
    private static readonly int[] LostMs = [20, 100, 400];

    private static bool IsDuplicate(Exception? failed) => failed is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    // Measured: the first background work starts after 3 s instead of 13, and a killed node is replaced after 10 s instead of 67.
    private static void TuneForFailover(DurabilitySettings durability)
    {
        durability.FirstHealthCheckExecution = TimeSpan.FromMilliseconds(500);
        durability.HealthCheckPollingTime = TimeSpan.FromSeconds(2);
        durability.StaleNodeTimeout = TimeSpan.FromSeconds(10);
        durability.NodeReassignmentPollingTime = TimeSpan.FromSeconds(2);
        durability.LeaderColdStartHoldEvaluations = 0;
        durability.LeaderTakeoverHoldEvaluations = 0;
    }
}
