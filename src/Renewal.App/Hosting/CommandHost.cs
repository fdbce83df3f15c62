using Renewal.App.Hosting.Health;
using Renewal.App.Hosting.Telemetry;
using Renewal.Features;
using Wolverine;

namespace Renewal.App.Hosting;

/// <summary>A host for one command: handlers and views, without a web server and without joining the cluster.</summary>
public static class CommandHost
{
    public static IHost Build(AppSettings settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            ApplicationName = typeof(CommandHost).Assembly.GetName().Name,
            EnvironmentName = settings.EnvironmentName,
            ContentRootPath = AppContext.BaseDirectory,
            DisableDefaults = true,
        });
        builder.Configuration.AddEnvironmentVariables();
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.ToStandardError();
        builder.Services.AddSingleton(settings);
        builder.AddRenewal(typeof(CommandHost).Assembly, settings.ConnectionString, settings.OfficeTime);
        builder.Services.AddReadinessChecks();
        if (TelemetrySwitch.IsOn) TelemetryExport.TrackStore(builder.Services);
        // The command that runs them says what they found.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddWolverine(HostSetup.Extensions, options =>
        {
            HostSetup.Configure(options, typeof(CommandHost).Assembly, nodes: false);
            // A command runs for seconds: it must not become a node or leader beside running servers.
            options.Durability.Mode = DurabilityMode.MediatorOnly;
        });
        return builder.Build();
    }
}
