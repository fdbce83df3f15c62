using System.Globalization;
using System.Resources;
using Renewal.App.Texts;

namespace Renewal.App.Pages;

/// <summary>Texts of the pages from Texts/Pages.resx, in the reader's language.</summary>
public static class PageText
{
    private static readonly ResourceManager Texts = UiText.Manager("Pages");

    /// <summary>A missing text shows its key, so that it is noticed.</summary>
    public static string It(string key) => Texts.GetString(key, CultureInfo.CurrentUICulture) ?? key;

    public static string It(string key, params object?[] values) => string.Format(PluralFormat.Forms, It(key), values);

    /// <summary>A kind of renewal in four characters or so, for tables and phones.</summary>
    public static string Kind(string code) => It("kind." + code);

    /// <summary>2021年2月1日 10:00; the last second of a day reads as 24:00 of that day.</summary>
    public static string Instant(DateTimeOffset instant)
    {
        var local = Features.Time.OfficeClock.InOffice(instant);
        var day = UiText.Day(DateOnly.FromDateTime(local.DateTime));
        var time = local.TimeOfDay >= new TimeSpan(23, 59, 59) ? "24:00"
            : local.ToString(local.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
        return $"{day} {time}";
    }
}
