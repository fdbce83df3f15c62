using System.Globalization;

namespace Renewal.App.Texts;

/// <summary>Selects singular or plural by a number, as in <c>{0} {0:day|days}</c>.</summary>
public sealed class PluralFormat : IFormatProvider, ICustomFormatter
{
    public static readonly PluralFormat Forms = new();

    public object? GetFormat(Type? formatType) =>
        formatType == typeof(ICustomFormatter) ? this : CultureInfo.InvariantCulture.GetFormat(formatType);

    public string Format(string? format, object? arg, IFormatProvider? formatProvider)
    {
        if (format?.Split('|') is [var one, var many]) return arg is 1 or 1L or "1" ? one : many;
        return arg is IFormattable value ? value.ToString(format, CultureInfo.InvariantCulture) : arg?.ToString() ?? "";
    }
}
