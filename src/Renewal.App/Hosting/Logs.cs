using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;
using Renewal.Features.Areas;

namespace Renewal.App.Hosting;

/// <summary>Logs go to standard error, so that standard output holds answers only; configuration may ask for more of them.</summary>
public static class Logs
{
    public static void ToStandardError(this IHostApplicationBuilder builder)
    {
        // First source, so that appsettings and Logging__LogLevel__… still have the last word.
        var quiet = new MemoryConfigurationSource
        {
            InitialData =
            [
                new("Logging:LogLevel:Default", "Warning"),
                // Who came in is worth a line even where nothing is wrong.
                new("Logging:LogLevel:Renewal.App.Pages.Auth", "Information"),
                // Warns at every start that keys lie unencrypted in a folder only we can read; that is how they are kept.
                new("Logging:LogLevel:Microsoft.AspNetCore.DataProtection", "Error"),
                // Both log every failed attempt, with the entry's text, also where a colliding writer simply looks again. Whoever asked
                // gets the exception when it stays, and logs it.
                new("Logging:LogLevel:Marten.IDocumentStore", "None"),
                new($"Logging:LogLevel:{typeof(Act).FullName}", "None"),
            ],
        };
        builder.Configuration.Sources.Insert(0, quiet);
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole();
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
