using System.Globalization;
using Renewal.App.Texts;
using Renewal.Domain.Areas;
using Renewal.Features.Time;

namespace Renewal.App.Commands;

/// <summary>
/// Values as the tables of the command line show them. Days stay ISO, so that they align and can be pasted into the next command.
/// </summary>
internal static class CliFormat
{
    public static int LabelWidth => UiText.InEnglish ? 14 : 8;

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>In the office's time, with its offset.</summary>
    public static string Instant(DateTimeOffset instant) =>
        OfficeClock.InOffice(instant).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Name(string? code) => code is null ? "-" : UiText.NameOf(code);

    public static string Light(string? light) => light is null ? "-" : CliText.Of($"light.{light}");

    public static string Since(string? code, DateOnly? since, bool atLatest = false) =>
        code is null ? CliText.Of("stage.none")
            : since is { } day ? CliText.Of(atLatest ? "since.at-latest" : "since", UiText.NameOf(code), UiText.Day(day))
            : UiText.NameOf(code);

    /// <summary>As many names as fit on a line; <c>--json</c> has all.</summary>
    public static string Some(IReadOnlyList<string> codes) =>
        UiText.Join(codes.Take(3).Select(UiText.NameOf)) + (codes.Count > 3 ? CliText.Of("more", codes.Count - 3) : "");

    public static string AsOf(Moment moment) => moment.KnownAt is { } known
        ? CliText.Of("as-of.known", UiText.Day(moment.On), Instant(known))
        : CliText.Of("as-of", UiText.Day(moment.On));

    public static string Reasons(IReadOnlyList<LightReason> reasons)
    {
        if (reasons.Count == 0) return "";
        var words = reasons.Select(reason => CliText.Of($"reason.{reason.Code}", Name(reason.Milestone), Day(reason.On), reason.Days));
        return $"（{string.Join(UiText.InEnglish ? "; " : "；", words)}）";
    }
}
