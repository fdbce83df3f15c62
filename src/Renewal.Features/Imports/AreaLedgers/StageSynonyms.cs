using System.Text.RegularExpressions;

namespace Renewal.Features.Imports.AreaLedgers;

/// <summary>Stages as ledgers write them. 完成 is the office's name of the stage in which works go on; only 全面完成 or 已完成 mean done.</summary>
internal static partial class StageSynonyms
{
    private static readonly CatalogueSynonyms words = new(
        ["阶段", "环节"],
        ("preparation", ["前期准备", "前期", "准备", "前期工作", "前期准备中", "前期准备工作"]),
        ("listing", ["挂牌", "挂牌中", "土地挂牌", "挂牌出让", "招拍挂", "招标", "招标中", "招投标"]),
        ("completion", ["完成", "实施", "实施中", "正在实施", "施工", "施工中", "在建"]),
        ("completed", ["全面完成", "已完成", "全部完成", "已全面完成", "已全部完成", "完工", "已完工", "全面完工", "竣工", "已竣工", "办结", "已办结",
            "Fully completed"]));

    public static string? CodeOf(string text) =>
        words.CodeOf(Entered().Replace(Basically().Replace(Halted().Replace(text.Trim(), ""), ""), ""));

    /// <summary>Whether the cell says that the work of the stage is basically finished: 前期准备基本完成, 前期准备（基本完成）.</summary>
    public static bool SaysBasicallyFinished(string text) => Basically().IsMatch(Halted().Replace(text.Trim(), ""));

    /// <summary>Whether the cell also says that work is halted or over, as this program's own ledger files do: 前期准备（暂停）.</summary>
    public static bool SaysStatus(string text) => Halted().IsMatch(text.Trim());

    // 已进入挂牌阶段 is 挂牌; 已完成 keeps its 已, which there makes the meaning.
    [GeneratedRegex("^(已进入|正进入|进入|处于|正处于)")]
    private static partial Regex Entered();

    [GeneratedRegex("(工作)?([（(](已)?基本完成[）)]|(已)?基本完成)$|[ ]?[(]basically finished[)]$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Basically();

    [GeneratedRegex("[（(](暂停|终止|suspended|terminated)[）)]$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Halted();
}
