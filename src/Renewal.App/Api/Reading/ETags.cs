using System.Globalization;
using System.Text.RegularExpressions;
using Renewal.Domain;
using Renewal.Features.Time;

namespace Renewal.App.Api.Reading;

/// <summary>
/// ETags. A tag contains the version and the day, because the content of a version depends on the day: legal periods run and plans
/// become late without any event. Conditional writes compare the version only.
/// </summary>
internal static partial class ETags
{
    public static string Tag(long version, Moment moment) => Tag(version, moment.On);

    public static string Tag(long version, DateOnly on) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{version}@{on:yyyy-MM-dd}\"");

    /// <summary>Whether the client already has this response.</summary>
    public static bool IsKnown(HttpRequest request, string tag) =>
        request.Headers.IfNoneMatch.SelectMany(line => (line ?? "").Split(',')).Select(item => item.Trim())
            .Any(item => item == "*" || (item.StartsWith("W/", StringComparison.Ordinal) ? item[2..] : item) == tag);

    /// <summary>The version named by If-Match: <c>"7"</c>, or a whole tag <c>"7@2026-06-30"</c> as it was read.</summary>
    public static (long? Version, Refusal? Refusal) Expected(HttpRequest request)
    {
        var said = request.Headers.IfMatch.ToString().Trim();
        // "*" names no version: fine where none is required, treated as missing where one is.
        if (said is "" or "*") return (null, null);
        return Form().Match(said) is { Success: true } match
            && long.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var version)
            ? (version, null)
            : (null, ApiRefusals.HeaderInvalid("If-Match", "\"7\""));
    }

    // Compressing proxies make a tag weak; its version is still valid.
    [GeneratedRegex(@"\A(?:W/)?""?(\d{1,18})(?:@\d{4}-\d{2}-\d{2})?""?\z")]
    private static partial Regex Form();
}
