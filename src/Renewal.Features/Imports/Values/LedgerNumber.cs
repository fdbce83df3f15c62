using System.Globalization;
using System.Text.RegularExpressions;

namespace Renewal.Features.Imports.Values;

/// <summary>Figures with or without a unit written behind them: 860, 860户, 1,206, 3.5万㎡.</summary>
internal static partial class LedgerNumber
{
    // More than any street has; larger figures are typing errors.
    private const decimal Ceiling = 1_000_000_000_000m;

    public static bool IsAreaUnit(string folded) => SquareMetresPer(folded) is not null;

    /// <summary>
    /// Square metres to the square centimetre, and the unit they were converted from (null when none was needed). A unit in the cell
    /// goes before the one in the heading. Null when the text is no figure or the unit is unknown.
    /// </summary>
    public static (decimal SquareMetres, string? Unit)? Area(string text, string? headingUnit)
    {
        if (Split(text) is not var (number, ownUnit)) return null;
        var unit = ownUnit.Length > 0 ? ownUnit : headingUnit ?? "m2";
        if (SquareMetresPer(unit) is not { } factor) return null;
        return (Math.Round(number * factor, 4, MidpointRounding.AwayFromZero), factor == 1 ? null : unit);
    }

    /// <summary>A whole number of households, and whether 户 was cut off; null when it is none.</summary>
    public static (int Count, bool UnitRemoved)? Households(string text) =>
        Split(text) is var (number, unit) && unit is "" or "户" && number == Math.Floor(number) && number <= int.MaxValue
            ? ((int)number, unit.Length > 0)
            : null;

    private static decimal? SquareMetresPer(string unit) => unit switch
    {
        "m2" or "平方米" or "平米" or "平方" or "平" => 1,
        "万m2" or "万平方米" or "万平米" or "万平方" or "万平" => 10_000,
        "亩" => 10_000m / 15m,
        "公顷" or "ha" or "hm2" => 10_000,
        "平方公里" or "km2" => 1_000_000,
        _ => null,
    };

    private static (decimal Number, string Unit)? Split(string text)
    {
        var match = NumberAndUnit().Match(LedgerText.Folded(text));
        if (!match.Success) return null;
        var digits = match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal);
        const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(digits, Styles, CultureInfo.InvariantCulture, out var number) && number < Ceiling
            ? (number, match.Groups[2].Value)
            : null;
    }

    [GeneratedRegex(@"^((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?(?:e[-+][0-9]{1,2})?)(\D.*)?$")]
    private static partial Regex NumberAndUnit();
}
