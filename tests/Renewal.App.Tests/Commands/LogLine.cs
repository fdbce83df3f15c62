using System.Text.Json;

namespace Renewal.App.Tests.Commands;

/// <summary>One line of the log as it is collected: a JSON object. Anything else on standard error fails the reading.</summary>
public sealed record LogLine(DateTimeOffset At, string Level, string Category, string Message, string? Exception)
{
    /// <summary>A warning or worse.</summary>
    public bool IsTrouble => Level is "Warning" or "Error" or "Critical";

    public static IReadOnlyList<LogLine> Read(string error) =>
        [.. error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    private static LogLine Parse(string line)
    {
        Assert.True(line.StartsWith('{'), line);
        var json = JsonDocument.Parse(line).RootElement;
        return new LogLine(
            DateTimeOffset.Parse(Text("Timestamp")!, System.Globalization.CultureInfo.InvariantCulture), Text("LogLevel")!,
            Text("Category")!, Text("Message")!, Text("Exception"));

        string? Text(string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
