using System.Globalization;
using Renewal.Features.Time;

namespace Renewal.App.Pages;

/// <summary>
/// Day and state of knowledge of a page: read from <c>on</c> and <c>knownAt</c> in the address and kept by every link. Unreadable
/// values are in <see cref="Problems"/>, and the present is shown.
/// </summary>
public sealed record TimeQuery
{
    public const string OnName = "on";
    public const string KnownAtName = "knownAt";

    // A mistyped year would make every list empty without a reason.
    private const int FirstYear = 1949;
    private const int LastYear = 2099;

    private static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss",
    ];

    public required DateOnly Today { get; init; }

    /// <summary>The moment the page asks for.</summary>
    public required Moment Moment { get; init; }

    /// <summary>Keys of texts that say what could not be read.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Today, according to everything recorded. Events can be recorded only here.</summary>
    public bool IsPresent => Moment.On == Today && Moment.KnownAt is null;

    /// <summary>As the field of the form wants it; empty for the present.</summary>
    public string OnText => Moment.On == Today ? "" : Day(Moment.On);

    public string KnownAtText => Moment.KnownAt is { } at ? Instant(at) : "";

    public static TimeQuery From(HttpContext http)
    {
        if (http.Items[typeof(TimeQuery)] is TimeQuery known) return known;
        var read = Read(http.Request.Query[OnName], http.Request.Query[KnownAtName],
            http.RequestServices.GetRequiredService<OfficeClock>().Today);
        http.Items[typeof(TimeQuery)] = read;
        return read;
    }

    public static TimeQuery Read(string? on, string? knownAt, DateOnly today)
    {
        var problems = new List<string>();
        var day = today;
        if (!string.IsNullOrWhiteSpace(on) && !TryDay(on.Trim(), out day))
        {
            problems.Add("time.bad-on");
            day = today;
        }

        DateTimeOffset? instant = null;
        if (!string.IsNullOrWhiteSpace(knownAt) && (instant = ParseInstant(knownAt.Trim())) is null) problems.Add("time.bad-known-at");
        // With one of two values the page would show something else than requested.
        if (problems.Count > 0) (day, instant) = (today, null);
        return new TimeQuery { Today = today, Moment = new Moment(day, instant?.ToUniversalTime()), Problems = problems };
    }

    /// <summary>The same moment on another page.</summary>
    public string Link(string path)
    {
        var asked = new[] { (OnName, OnText), (KnownAtName, KnownAtText) }.Where(q => q.Item2.Length > 0)
            .Select(q => $"{q.Item1}={Uri.EscapeDataString(q.Item2)}").ToList();
        return asked.Count == 0 ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{string.Join('&', asked)}";
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>In the office's time, as a date-time field writes it.</summary>
    public static string Instant(DateTimeOffset instant)
    {
        var local = OfficeClock.InOffice(instant);
        return local.ToString(local.Second == 0 ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
    }

    public static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        && day.Year is >= FirstYear and <= LastYear;

    private static DateTimeOffset? ParseInstant(string text)
    {
        if (TryDay(text, out var day)) return OfficeClock.EndOf(day);
        if (DateTime.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return local.Year is >= FirstYear and <= LastYear ? OfficeClock.AtOffice(local) : null;
        // A plus sign that was not escaped arrives as a blank.
        return DateTimeOffset.TryParseExact(
            text.Replace(' ', '+'), ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            && instant.Year is >= FirstYear and <= LastYear ? instant : null;
    }
}
