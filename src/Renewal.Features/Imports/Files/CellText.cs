using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ExcelDataReader;

namespace Renewal.Features.Imports.Files;

/// <summary>
/// The text a cell stands for, the same whatever the machine's language: days as 2020-12-31, numbers without grouping.
/// </summary>
internal static partial class CellText
{
    private const int LongestFormat = 255;
    private const char NoCharacter = '\uFFFE';

    public static string Of(IExcelDataReader reader, int column) => reader.GetValue(column) switch
    {
        null => "",
        string text => text,
        DateTime day => OfDay(day, ShowsNoDay(reader.GetNumberFormatString(column))),
        double serial when ChineseDateFormats.ShowsNoDay(reader.GetNumberFormatIndex(column)) is { } noDay
            && serial is > 0 and < 2_958_466 =>
            OfDay(DateTime.FromOADate(serial), noDay),
        bool flag => flag ? "TRUE" : "FALSE",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };

    // Excel keeps a typed 2020年12月 as the first of the month and shows no day. Read as 1 December it would be wrong.
    private static string OfDay(DateTime day, bool monthOnly)
    {
        var form = monthOnly && day.Day == 1 ? "yyyy年M月" : day.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss";
        return day.ToString(form, CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Half of a surrogate pair and U+FFFE are no characters and become U+FFFD, the replacement character, for which a row is refused
    /// later: normalising such text throws.
    /// </summary>
    public static string WellFormed(string text)
    {
        if (!text.Any(c => char.IsSurrogate(c) || c == NoCharacter)) return text;
        var well = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) well.Append(rune.Value == NoCharacter ? Rune.ReplacementChar : rune);
        return well.ToString();
    }

    private static bool ShowsNoDay(string? format)
    {
        // Excel accepts no longer format, and a pattern is matched for every cell.
        if (format is { Length: > LongestFormat }) return false;
        var codes = Literals().Replace(format ?? "d", "");
        return codes.Contains('y', StringComparison.OrdinalIgnoreCase) && !codes.Contains('d', StringComparison.OrdinalIgnoreCase);
    }

    // Quoted and escaped text, and what stands in brackets (colours, languages), are no parts of a date.
    [GeneratedRegex("""\"[^"]*"|\\\\.|\[[^\]]*\]""")]
    private static partial Regex Literals();

    // Formats built into Chinese Excel: a file names them by number only, and the workbook reader knows them as plain numbers.
    private static class ChineseDateFormats
    {
        public static bool? ShowsNoDay(int format) => format switch
        {
            27 or 36 or 50 or 52 or 57 => true,
            28 or 29 or 30 or 31 or 51 or 53 or 54 or 58 => false,
            _ => null,
        };
    }
}
