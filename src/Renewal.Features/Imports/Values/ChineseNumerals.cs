using System.Globalization;
using System.Text.RegularExpressions;

namespace Renewal.Features.Imports.Values;

/// <summary>Days as official documents write them, 二〇二〇年十二月三十一日, into digits. What is no such numeral stays as it is.</summary>
internal static partial class ChineseNumerals
{
    private const string Digits = "〇一二三四五六七八九";

    public static string ToDigits(string text)
    {
        var withTens = Tens().Replace(text.Replace('○', '〇').Replace('零', '〇'), TensToDigits);
        return string.Concat(withTens.Select(c => ValueOf(c) is >= 0 and var value ? (char)('0' + value) : c));
    }

    // 十 is 10, 十二 is 12, 三十 is 30, 三十一 is 31.
    private static string TensToDigits(Match match)
    {
        var tens = match.Groups[1].Length == 0 ? 1 : ValueOf(match.Groups[1].Value[0]);
        var ones = match.Groups[2].Length == 0 ? 0 : ValueOf(match.Groups[2].Value[0]);
        return ((tens * 10) + ones).ToString(CultureInfo.InvariantCulture);
    }

    private static int ValueOf(char digit) => Digits.IndexOf(digit, StringComparison.Ordinal);

    [GeneratedRegex("([一二三四五六七八九]?)十([一二三四五六七八九]?)")]
    private static partial Regex Tens();
}
