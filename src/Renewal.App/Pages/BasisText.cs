using Renewal.App.Texts;
using Renewal.Domain.Catalogue;

namespace Renewal.App.Pages;

/// <summary>Texts of legal bases and catalogue rules.</summary>
public static class BasisText
{
    /// <summary>《…条例》第26条（已读原文）.</summary>
    public static string Of(Basis basis) => PageText.It(
        basis.Article.Length == 0 ? "basis.whole" : basis.Article.EndsWith('?') ? "basis.article-unsure" : "basis.article",
        Source(basis.Source), basis.Article.TrimEnd('?'), Mark(basis.Confidence));

    public static string Source(string key) => LegalSource.Find(key) is { } source ? UiText.Pick(source.Chinese, source.English) : key;

    public static string Mark(Confidence confidence) => PageText.It("confidence." + confidence);

    /// <summary>自“征求意见稿公布”起不少于30个自然日.</summary>
    public static string Of(ClockRule clock) =>
        PageText.It("clock." + clock.Bound, UiText.NameOf(clock.From),
            string.Join(UiText.Pick("加", " plus "), clock.Periods.Select(UiText.Amount)));

    /// <summary>自 2021-09-01 起, 至 2020-12-31, 2020-01-01 至 2021-08-31.</summary>
    public static string Of(EffectivePeriod days) => days switch
    {
        { From: { } from, Until: { } until } => PageText.It("rule.between", TimeQuery.Day(from), TimeQuery.Day(until)),
        { From: { } from } => PageText.It("rule.from", TimeQuery.Day(from)),
        { Until: { } until } => PageText.It("rule.until", TimeQuery.Day(until)),
        _ => "",
    };

    public static string Of(Gate gate) =>
        string.Join(UiText.Pick("或", " or "), gate.AnyOf.Select(UiText.NameOf))
        + (gate.Applies == GateCondition.WhenClearedBeforeListing ? PageText.It("gate.cleared-first") : "");
}
