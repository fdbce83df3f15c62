using System.Text.Encodings.Web;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;
using Renewal.Features.Areas;
using Renewal.Features.Imports;

namespace Renewal.App.Hosting;

/// <summary>
/// Logs go to standard error, so that standard output holds answers only; configuration may ask for more of them. Where no terminal is
/// attached a line is one JSON object, with its time in UTC; a person gets text. <c>Logging__Console__FormatterName</c> chooses
/// otherwise.
/// </summary>
public static class LoggingSetup
{
    /// <summary>Standard error goes to a file, a pipe or a journal: what is written there is read by programs.</summary>
    public static bool AreCollected => Console.IsErrorRedirected;

    public static void ToStandardError(this IHostApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, Defaults(builder.Configuration["Logging:Console:FormatterName"]));
        Add(builder.Logging);
    }

    /// <summary>Logs without a host, for what happens before there is one or after it has gone.</summary>
    public static void Once(string category, Action<ILogger> write)
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var configuration = new ConfigurationBuilder().Add(Defaults(environment["Logging:Console:FormatterName"]))
            .AddEnvironmentVariables().Build();
        // Closed before the program ends, which writes out what is waiting.
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
        // Chinese as Chinese: a journal is searched by people. What could break a line is still escaped.
        logging.Services.PostConfigure<JsonConsoleFormatterOptions>(options =>
            options.JsonWriterOptions = options.JsonWriterOptions with { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    // First source, so that appsettings and Logging__… still have the last word.
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
                // Who came in is worth a line even where nothing is wrong.
                new("Logging:LogLevel:Renewal.App.Pages.Auth", "Information"),
                new($"Logging:LogLevel:{typeof(StartLog).FullName}", "Information"),
                // Warns at every start that keys lie unencrypted in a folder only we can read; that is how they are kept.
                new("Logging:LogLevel:Microsoft.AspNetCore.DataProtection", "Error"),
                // These log every failed attempt, with the entry's text, also where a colliding writer simply looks again. Whoever asked
                // waits for the answer, gets the exception when it stays, and logs it with its reference.
                new("Logging:LogLevel:Marten.IDocumentStore", "None"),
                new($"Logging:LogLevel:{typeof(AreaCommandEnvelope).FullName}", "None"),
                new($"Logging:LogLevel:{typeof(AcceptImport).FullName}", "None"),
            ],
        };
    }
}
