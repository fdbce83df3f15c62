using System.Globalization;
using System.Text.RegularExpressions;
using Renewal.App.Api.Docs;
using Renewal.App.Texts;
using Renewal.Domain;
using Renewal.Features.Time;

namespace Renewal.App.Api.Reading;

/// <summary>Reads query parameters and stores the first error.</summary>
internal sealed partial class QueryReader(HttpContext http)
{
    public const int DefaultPageSize = 50;
    public const int MostPageSize = 500;

    public Refusal? Refusal { get; private set; }

    /// <summary>
    /// Refuses unknown and repeated parameters. A misspelt <c>knownat</c> must not return the present, nor a misspelt
    /// <c>jurisdiction</c> be ignored.
    /// </summary>
    public void RefuseUnknown()
    {
        var known = http.GetEndpoint()!.Metadata.GetRequiredMetadata<RouteDescription>().AllQueries;
        foreach (var (name, values) in http.Request.Query)
        {
            if (!known.Contains(name) && name != Language.Query) Refusal ??= ApiRefusals.QueryUnknown(name, known);
            // PostgreSQL cannot store NUL, and search words contain no control characters.
            if (values.Count > 1 || values.ToString().Any(char.IsControl)) Refusal ??= ApiRefusals.QueryInvalid(name, values.ToString());
        }
    }

    /// <summary>As of which day (today in the office unless asked) and as known at which instant.</summary>
    public Moment Moment() => new(On ?? Clock.Today, KnownAt);

    public DateOnly? On => Day("on");

    /// <summary>An RFC 3339 instant; an unescaped + arrives as a blank and is accepted.</summary>
    public DateTimeOffset? KnownAt => Read<DateTimeOffset>("knownAt", text =>
    {
        var instant = BlankForPlus().Replace(text, "+$1");
        return Instant().IsMatch(instant)
            && DateTimeOffset.TryParse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
    });

    private OfficeClock Clock => http.RequestServices.GetRequiredService<OfficeClock>();

    public DateOnly? Day(string name) => Read<DateOnly>(name, text =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);

    public int Number(string name, int least, int most, int otherwise) => Read<int>(name, text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most ? number : null)
        ?? otherwise;

    /// <summary>One of a list; any other value would silently find nothing.</summary>
    public string? OneOf(string name, IEnumerable<string> values)
    {
        if (Text(name) is not { } text || values.Contains(text)) return Text(name);
        Refusal ??= ApiRefusals.QueryInvalid(name, text);
        return null;
    }

    /// <summary>A division code; a mistyped one would silently find nothing.</summary>
    public string? Jurisdiction(string name)
    {
        if (Text(name) is { } code && !Domain.Access.Jurisdiction.IsWellFormed(code)) Refuse(name);
        return Text(name);
    }

    public string? Text(string name) => http.Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    public void Refuse(string name) => Refusal ??= ApiRefusals.QueryInvalid(name, Text(name) ?? "");

    private T? Read<T>(string name, Func<string, T?> read) where T : struct
    {
        if (Text(name) is not { } text) return null;
        var value = read(text);
        if (value is null) Refusal ??= ApiRefusals.QueryInvalid(name, text);
        return value;
    }

    [GeneratedRegex(@"\A\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,7})?([Zz]|[+-]\d{2}:\d{2})\z")]
    private static partial Regex Instant();

    [GeneratedRegex(@" (\d{2}:\d{2})\z")]
    private static partial Regex BlankForPlus();
}
