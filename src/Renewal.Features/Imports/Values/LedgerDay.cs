using System.Globalization;
using System.Text.RegularExpressions;

namespace Renewal.Features.Imports.Values;

/// <summary>How precisely a cell names its day.</summary>
public enum DayPrecision
{
    Day,

    /// <summary>The cell named a month; its last day was taken.</summary>
    Month,

    /// <summary>The cell named the end of a year (2020年底); 31 December was taken.</summary>
    YearEnd,

    /// <summary>The cell held a bare number, taken for the number Excel stores a day as.</summary>
    Serial,
}

/// <summary>A day as a ledger writes it.</summary>
internal sealed partial record LedgerDay(DateOnly Day, DayPrecision Precision)
{
    private const int FirstYear = 1990;
    private const int LastYear = 2100;

    /// <summary>Null when the text names no day, an impossible one, one outside 1990–2100, or more than one.</summary>
    public static LedgerDay? Parse(string text)
    {
        var plain = ChineseNumerals.ToDigits(LedgerText.Folded(TimeOfDay().Replace(LedgerText.Plain(text), "")));
        if (FullDay().Match(plain) is { Success: true } day) return Of(day, 0, DayPrecision.Day);
        if (Compact().Match(plain) is { Success: true } compact) return Of(compact, 0, DayPrecision.Day);
        if (Month().Match(plain) is { Success: true } month) return Of(month, 31, DayPrecision.Month);
        if (YearEnd().Match(plain) is { Success: true } year) return Of(Number(year, 1), 12, 31, DayPrecision.YearEnd);
        return Serial().IsMatch(plain) ? OfSerial(double.Parse(plain, CultureInfo.InvariantCulture)) : null;
    }

    private static LedgerDay? Of(Match match, int day, DayPrecision precision)
    {
        var (year, month) = (Number(match, 1), Number(match, 2));
        if (month is < 1 or > 12 || year < FirstYear) return null;
        return Of(year, month, day == 0 ? Number(match, 3) : DateTime.DaysInMonth(year, month), precision);
    }

    private static LedgerDay? Of(int year, int month, int day, DayPrecision precision)
    {
        if (year is < FirstYear or > LastYear || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        return new LedgerDay(new DateOnly(year, month, day), precision);
    }

    private static LedgerDay? OfSerial(double serial)
    {
        var day = DateOnly.FromDateTime(DateTime.FromOADate(Math.Floor(serial)));
        return Of(day.Year, day.Month, day.Day, DayPrecision.Serial);
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<=\d|日)[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*$")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"^([0-9]{4})(?:[-/.年])([0-9]{1,2})(?:[-/.月])([0-9]{1,2})[日号]?$")]
    private static partial Regex FullDay();

    [GeneratedRegex("^([0-9]{4})([0-9]{2})([0-9]{2})$")]
    private static partial Regex Compact();

    // 2020.1 is not read: it may be January, or October typed as 2020.10 into a cell that keeps numbers.
    [GeneratedRegex(@"^([0-9]{4})(?:[-/年]|\.(?!1$))([0-9]{1,2})月?[底末]?$")]
    private static partial Regex Month();

    [GeneratedRegex("^([0-9]{4})年[底末]$")]
    private static partial Regex YearEnd();

    [GeneratedRegex(@"^[0-9]{5}(\.[0-9]+)?$")]
    private static partial Regex Serial();
}
