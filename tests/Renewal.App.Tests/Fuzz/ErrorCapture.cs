using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace Renewal.App.Tests.Fuzz;

/// <summary>
/// Captures what must not happen: errors in the log, and exceptions of the program's own bugs that a catch turned into a response. The
/// second are not logged, so they are captured where they are thrown.
/// </summary>
public sealed class ErrorCapture : ILoggerProvider
{
    private const int Most = 50;

    private readonly ConcurrentQueue<string> errors = new();
    private readonly ConcurrentDictionary<string, int> mistakes = new();

    public ErrorCapture() => AppDomain.CurrentDomain.FirstChanceException += OnThrown;

    /// <summary>Entries of the level Error and above, with their exceptions.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    /// <summary>Exceptions that only bugs throw, by place, with their count.</summary>
    public IReadOnlyDictionary<string, int> Mistakes => mistakes;

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose() => AppDomain.CurrentDomain.FirstChanceException -= OnThrown;

    private void OnThrown(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (thrown.Exception is not (NullReferenceException or IndexOutOfRangeException or InvalidCastException or KeyNotFoundException
            or ArgumentOutOfRangeException or ArgumentNullException or DivideByZeroException or OverflowException
            or NotImplementedException)) return;
        // Counted if the first frame outside the runtime belongs to this program.
        var first = new StackTrace(1).GetFrames().Select(frame => frame.GetMethod())
            .FirstOrDefault(method => method?.DeclaringType is { } type && !IsRuntime(type) && type != typeof(ErrorCapture));
        if (first?.DeclaringType?.Assembly.GetName().Name is not ("renewal" or "Renewal.App" or "Renewal.Features" or "Renewal.Domain"))
            return;
        mistakes.AddOrUpdate($"{thrown.Exception.GetType().Name} in {first.DeclaringType.FullName}.{first.Name}", 1, (_, n) => n + 1);
    }

    private static bool IsRuntime(Type type) =>
        type.Assembly.GetName().Name is { } name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "mscorlib");

    private sealed class Writer(ErrorCapture trap, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error && trap.errors.Count < Most)
                trap.errors.Enqueue($"{logLevel} {category}: {formatter(state, exception)}\n{exception}");
        }
    }
}
