using System.Text.RegularExpressions;
using Renewal.Features.Imports.Values;

namespace Renewal.Features.Imports.Headings;

/// <summary>Headings as they are compared: folded, without the asterisk of required columns, with the unit set apart.</summary>
internal static partial class HeadingText
{
    private static readonly string[] personal = ["姓名", "电话", "手机", "身份证", "证件号", "联系人", "联系方式", "户主", "银行卡", "银行账号", "住址"];

    public static string Folded(string text) => LedgerText.Folded(LedgerText.Truncate(text)).Trim('*', ':', '.', '、');

    public static bool IsPersonal(string folded) => personal.Any(word => folded.Contains(word, StringComparison.Ordinal));

    /// <summary>How well a heading fits a field: the place of the alias it matches, lower is surer; null when it does not fit.</summary>
    public static (int Rank, string? Unit)? Fit(string folded, LedgerField field)
    {
        if (field.Measured && WithUnit().Match(folded) is { Success: true } measured && LedgerNumber.IsAreaUnit(measured.Groups[2].Value))
        {
            return RankOf(measured.Groups[1].Value, field) is { } rank ? (rank, measured.Groups[2].Value) : null;
        }

        // 片区名称（全称） is still 片区名称, but a column headed 片区名称 alone is the surer one.
        if (RankOf(folded, field) is { } exact) return (exact, null);
        return RankOf(Bracketed().Replace(folded, ""), field) is { } loose ? (loose + field.Aliases.Count, null) : null;
    }

    public static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : Letters((column / 26) - 1) + Letters(column % 26);

    private static int? RankOf(string folded, LedgerField field)
    {
        for (var rank = 0; rank < field.Aliases.Count; rank++)
        {
            if (field.Aliases[rank] == folded) return rank;
        }

        return null;
    }

    [GeneratedRegex(@"^(.+?)[(/:]?((?:万|k|h)?m2|万?平方?米|万?平方|万?平|亩|公顷|ha|平方公里)\)?$")]
    private static partial Regex WithUnit();

    [GeneratedRegex(@"\([^()]*\)$")]
    private static partial Regex Bracketed();
}
