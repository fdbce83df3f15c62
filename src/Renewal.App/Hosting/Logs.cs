using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace Renewal.App.Hosting;

/// <summary>Logs go to standard error, so that standard output holds answers only; configuration may ask for more of them.</summary>
public static class Logs
{
    public static void ToStandardError(this IHostApplicationBuilder builder)
    {
        // First source, so that appsettings and Logging__LogLevel__… still have the last word.
        var quiet = new MemoryConfigurationSource { InitialData = [new("Logging:LogLevel:Default", "Warning")] };
        builder.Configuration.Sources.Insert(0, quiet);
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole();
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
