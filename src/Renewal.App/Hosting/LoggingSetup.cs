using System.Text.Encodings.Web;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;
using Renewal.Features.Areas;
using Renewal.Features.Imports;

namespace Renewal.App.Hosting;

/// <summary>
/// Logs go to standard error, so that standard output contains results only. Without a terminal a line is one JSON object with UTC
/// time; on a terminal it is text. <c>Logging__Console__FormatterName</c> chooses otherwise.
/// </summary>
public static class LoggingSetup
{
    /// <summary>Standard error is redirected to a file, pipe or journal, so programs read it.</summary>
    public static bool AreCollected => Console.IsErrorRedirected;

    public static void ToStandardError(this IHostApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, Defaults(builder.Configuration["Logging:Console:FormatterName"]));
        Add(builder.Logging);
    }

    /// <summary>Logs without a host, before it is built or after it has stopped.</summary>
    public static void Once(string category, Action<ILogger> write)
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var configuration = new ConfigurationBuilder().Add(Defaults(environment["Logging:Console:FormatterName"]))
            .AddEnvironmentVariables().Build();
        // Disposed before the program ends, which flushes the log.
        using var factory = LoggerFactory.Create(logging =>
        {
            logging.AddConfiguration(configuration.GetSection("Logging"));
            Add(logging);
        });
        write(factory.CreateLogger(category));
    }

    private static void Add(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddConsole();
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        // Chinese is not escaped, so that a journal can be searched. Line breaks are still escaped.
        logging.Services.PostConfigure<JsonConsoleFormatterOptions>(options =>
            options.JsonWriterOptions = options.JsonWriterOptions with { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    // The first source, so that appsettings and Logging__… override it.
    private static MemoryConfigurationSource Defaults(string? chosen)
    {
        var formatter = chosen is { Length: > 0 } ? chosen : AreCollected ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;
        // The text forms put the time and what follows it together as they are.
        var isJson = formatter == ConsoleFormatterNames.Json;
        return new MemoryConfigurationSource
        {
            InitialData =
            [
                new("Logging:Console:FormatterName", formatter),
                new("Logging:Console:FormatterOptions:TimestampFormat", isJson ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd HH:mm:ss "),
                new("Logging:Console:FormatterOptions:UseUtcTimestamp", isJson ? "true" : "false"),
                new("Logging:LogLevel:Default", "Warning"),
                // Sign-ins are logged as information.
                new("Logging:LogLevel:Renewal.App.Pages.Auth", "Information"),
                new($"Logging:LogLevel:{typeof(StartLog).FullName}", "Information"),
                // Warns at every start about unencrypted keys, which is intended.
                new("Logging:LogLevel:Microsoft.AspNetCore.DataProtection", "Error"),
                // These log every failed attempt with the message's content, even if a retry succeeds. The caller gets the final
                // exception and logs it with its reference.
                new("Logging:LogLevel:Marten.IDocumentStore", "None"),
                new($"Logging:LogLevel:{typeof(AreaCommandEnvelope).FullName}", "None"),
                new($"Logging:LogLevel:{typeof(AcceptImport).FullName}", "None"),
            ],
        };
    }
}
