using System.Globalization;
using System.Text.RegularExpressions;
using Renewal.Domain;
using Renewal.Features.Time;

namespace Renewal.App.Api.Reading;

/// <summary>
/// Version tags. A tag names the version of the area and the day it was worked out for, because what a version looks like depends on
/// the day: clocks run and plans fall late without any event. Where a write is conditional only the version counts.
/// </summary>
internal static partial class ETags
{
    public static string Tag(long version, Moment moment) => Tag(version, moment.On);

    public static string Tag(long version, DateOnly on) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{version}@{on:yyyy-MM-dd}\"");

    /// <summary>Whether the reader already holds this very answer.</summary>
    public static bool IsKnown(HttpRequest request, string tag) =>
        request.Headers.IfNoneMatch.SelectMany(line => (line ?? "").Split(',')).Select(item => item.Trim())
            .Any(item => item == "*" || (item.StartsWith("W/", StringComparison.Ordinal) ? item[2..] : item) == tag);

    /// <summary>The version named by If-Match: <c>"7"</c>, or a whole tag <c>"7@2026-06-30"</c> as it was read.</summary>
    public static (long? Version, Refusal? Refusal) Expected(HttpRequest request)
    {
        var said = request.Headers.IfMatch.ToString().Trim();
        // "Any version" names none: fine where none is needed, and as good as missing where one is.
        if (said is "" or "*") return (null, null);
        return Form().Match(said) is { Success: true } match
            && long.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var version)
            ? (version, null)
            : (null, ApiRefusals.HeaderInvalid("If-Match", "\"7\""));
    }

    // Proxies that compress turn a tag into a weak one; the version in it is as good as before.
    [GeneratedRegex(@"\A(?:W/)?""?(\d{1,18})(?:@\d{4}-\d{2}-\d{2})?""?\z")]
    private static partial Regex Form();
}
