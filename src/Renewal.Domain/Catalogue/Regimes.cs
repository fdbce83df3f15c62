using System.Collections.Immutable;

namespace Renewal.Domain.Catalogue;

/// <summary>
/// The sets of rules an area may stand under, with the days they govern. For every kind at most one applies on a day; an area keeps the
/// one of the day it was opened, so a change of the law rewrites no judged case.
/// </summary>
public static class Regimes
{
    /// <summary>
    /// Demolition permit issued before 2011-01-21: the old rules stay (Decree 590 art 35). It is the permit's day that counts, not the
    /// day the office opened the case, so the regime itself has no dates.
    /// </summary>
    public static readonly Regime PermitLegacy = new("permit-legacy", "拆迁许可证项目（沿用旧规定）", "Permit before 2011, old rules",
        null, null, new(LegalSource.R590, "35", Confidence.PrimaryText));

    /// <summary>Decree 590. There is no table for areas opened earlier: they are legacy cases.</summary>
    public static readonly Regime State590 = new("state-590", "国务院令第590号", "Decree 590",
        new(2011, 1, 21), null, new(LegalSource.R590, "35", Confidence.PrimaryText));

    /// <summary>Approve first, then two announcements and one registration. Known by hearsay only.</summary>
    public static readonly Regime CollectivePre2020 = new("collective-pre2020", "2020年以前的征地程序", "Acquisition before 2020",
        null, new(2019, 12, 31), new(LegalSource.LALOld, "", Confidence.Unverified));

    /// <summary>
    /// The law of 2019 in force, its regulation of 2021 not yet: the order of the new law, without the regulation's clocks. The law's
    /// own part is verified; the steps known from the regulation alone are marked unverified in the table and only warn.
    /// </summary>
    public static readonly Regime Collective2020 = new("collective-2020", "土地管理法2019年修正（新条例施行前）",
        "Law of 2019, before its regulation",
        new(2020, 1, 1), new(2021, 8, 31), new(LegalSource.LAL, "47", Confidence.PrimaryText));

    public static readonly Regime Collective2021 = new("collective-2021", "土地管理法2019年修正及2021年实施条例",
        "Law of 2019 and regulation of 2021",
        new(2021, 9, 1), null, new(LegalSource.LALR, "26-32", Confidence.PrimaryText));

    /// <summary>
    /// Works by tender or procurement. The texts read are those of 2017 and 2019; earlier wordings were not compared, so the regime
    /// reaches back without a first day.
    /// </summary>
    public static readonly Regime Works = new("works", "工程建设（招标投标、采购）", "Works by tender or procurement",
        null, null, new(LegalSource.TBL, "", Confidence.PrimaryText));

    public static readonly ImmutableArray<Regime> All =
        [PermitLegacy, State590, CollectivePre2020, Collective2020, Collective2021, Works];

    public static Regime? Find(string? code) => All.FirstOrDefault(regime => regime.Code == code);
}
