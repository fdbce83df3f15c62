using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Renewal.Features.Store;

namespace Renewal.App.Hosting;

/// <summary>
/// Keeps from the console what <see cref="DatabaseWatch"/> says in one line: the stack trace that the frameworks log for every try on a
/// database that was lost. A listener sees each entry first, and a filter of the console asks it. Any other exception is written as it
/// comes, and so is anything critical. Our own code leaves the stack out itself (<see cref="FailureLog"/>), because its lines name
/// somebody's request.
/// </summary>
[ProviderAlias("Outages")]
internal sealed class OutageLogFilter(DatabaseOutage alarm, DiskSpace disk) : ILoggerProvider
{
    // Providers are told of an entry one after the other on the thread that logs it, and the filter of each is asked right before: what
    // the console's filter is asked about is the entry that was heard here last.
    [ThreadStatic]
    private static bool isSaidAlready;

    public static void AddTo(WebApplicationBuilder builder)
    {
        // Before the console, which is told of an entry after this.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<ILoggerProvider, OutageLogFilter>());
        builder.Services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, Filter>();
        builder.Services.AddSingleton<DatabaseOutage>();
        builder.Services.AddHostedService<DatabaseWatch>();
    }

    public ILogger CreateLogger(string categoryName) => new Listener(alarm, disk);

    public void Dispose()
    {
    }

    private sealed class Listener(DatabaseOutage alarm, DiskSpace disk) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            disk.Note(exception);
            if (logLevel < LogLevel.Critical) alarm.Raise(exception);
            isSaidAlready = logLevel < LogLevel.Critical && alarm.Covers(exception);
        }
    }

    /// <summary>Adds the question to every rule there is, so that the levels of the configuration hold as they are.</summary>
    private sealed class Filter : IPostConfigureOptions<LoggerFilterOptions>
    {
        public void PostConfigure(string? name, LoggerFilterOptions options)
        {
            for (var i = 0; i < options.Rules.Count; i++)
            {
                var rule = options.Rules[i];
                options.Rules[i] = new LoggerFilterRule(
                    rule.ProviderName, rule.CategoryName, rule.LogLevel,
                    (provider, category, level) =>
                        rule.Filter?.Invoke(provider, category, level) != false && IsWritten(provider, category));
            }
        }

        private static bool IsWritten(string? provider, string? category)
        {
            if (provider != typeof(ConsoleLoggerProvider).FullName) return true;
            var isWritten = !isSaidAlready || category?.StartsWith("Renewal", StringComparison.Ordinal) == true;
            isSaidAlready = false;
            return isWritten;
        }
    }
}
