using Microsoft.Extensions.Logging.Console;
using Renewal.Features.Store;

namespace Renewal.App.Hosting;

/// <summary>
/// The console, less what <see cref="DatabaseWatch"/> says in one line: that a connection to the database was lost. Any other exception is
/// written as it comes, and so is anything critical.
/// </summary>
// Under the console's name, so that Logging:Console:… in the configuration still means it.
[ProviderAlias("Console")]
internal sealed class OutageLogFilter(ConsoleLoggerProvider console, DatabaseOutage alarm, DiskSpace disk)
    : ILoggerProvider, ISupportExternalScope
{
    public static void AddTo(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.Remove(services.Single(service => service.ImplementationType == typeof(ConsoleLoggerProvider)));
        services.AddSingleton<ConsoleLoggerProvider>();
        services.AddSingleton<ILoggerProvider, OutageLogFilter>();
        services.AddSingleton<DatabaseOutage>();
        services.AddHostedService<DatabaseWatch>();
    }

    public ILogger CreateLogger(string categoryName) =>
        new Log(console.CreateLogger(categoryName), alarm, disk, categoryName.StartsWith("Renewal", StringComparison.OrdinalIgnoreCase));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => console.SetScopeProvider(scopeProvider);

    // Whoever made the console closes it.
    public void Dispose()
    {
    }

    private sealed class Log(ILogger inner, DatabaseOutage alarm, DiskSpace disk, bool ours) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        void ILogger.Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            disk.Note(exception);
            if (logLevel < LogLevel.Critical && DatabaseErrors.IsAway(exception))
            {
                alarm.Raise(exception!);
                // A network that swallows everything shows as answers that never come.
                if (alarm.Away || DatabaseErrors.IsLost(exception))
                {
                    // What our own code says names somebody's request: it stays, without the stack that all of them share.
                    if (ours) inner.Log(logLevel, eventId, formatter(state, exception), null, static (said, _) => said);
                    return;
                }
            }

            inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
