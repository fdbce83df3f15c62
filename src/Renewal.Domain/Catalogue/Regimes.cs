using System.Collections.Immutable;

namespace Renewal.Domain.Catalogue;

/// <summary>
/// The laws that govern the kinds, by name, with their days. For every kind at most one applies on a day. An area goes from one to the next
/// by itself: each of its steps follows the law of its own day.
/// </summary>
public static class Regimes
{
    /// <summary>
    /// Legacy cases. Decree 590 art 35 leaves those with a demolition permit from before 2011-01-21 under the old rules; whether a case
    /// has one is what its own milestone 适用规则认定 finds out, so neither name nor mark claims it. It is the permit's day that would count,
    /// not the day the office opened the case, so the regime has no dates.
    /// </summary>
    public static readonly Regime PermitLegacy = new("permit-legacy", "历史遗留案件（适用规则以认定为准）",
        "Legacy case, rules as determined in the case", null, null, new(LegalSource.R590, "35", Confidence.Unverified));

    /// <summary>
    /// Decree 590. There is no table for areas opened earlier: they are legacy cases. Rules that came after it (SPC12, ACL, the six
    /// months of APL 46) stand in its table with the days from which they hold.
    /// </summary>
    public static readonly Regime State590 = new("state-590", "国务院令第590号", "Decree 590",
        new(2011, 1, 21), null, new(LegalSource.R590, "35", Confidence.PrimaryText));

    /// <summary>Approve first, then two announcements and one registration. Known by hearsay only.</summary>
    public static readonly Regime CollectivePre2020 = new("collective-pre2020", "2020年以前的征地程序", "Acquisition before 2020",
        null, new(2019, 12, 31), new(LegalSource.LALOld, "", Confidence.Unverified));

    /// <summary>
    /// The law of 2019 in force, its regulation of 2021 not yet: the order of the new law, without the regulation's clocks. The law's
    /// own part is verified; the steps known from the regulation alone are marked unverified for those days and only warn.
    /// </summary>
    public static readonly Regime Collective2020 = new("collective-2020", "土地管理法2019年修正（新条例施行前）",
        "Law of 2019, before its regulation",
        new(2020, 1, 1), new(2021, 8, 31), new(LegalSource.LAL, "47", Confidence.PrimaryText));

    public static readonly Regime Collective2021 = new("collective-2021", "土地管理法2019年修正及2021年实施条例",
        "Law of 2019 and regulation of 2021",
        new(2021, 9, 1), null, new(LegalSource.LALR, "26-32", Confidence.PrimaryText));

    /// <summary>
    /// Works by tender or procurement. The texts read are those of 2017 and 2019; earlier wordings were not compared, and the name says
    /// so, because the regime reaches back without a first day.
    /// </summary>
    public static readonly Regime Works = new("works", "工程建设（招标投标、采购；2017、2019年文本，更早的未比对）",
        "Works by tender or procurement (texts of 2017 and 2019, earlier ones not compared)",
        null, null, new(LegalSource.TBL, "", Confidence.PrimaryText));

    public static readonly ImmutableArray<Regime> All =
        [PermitLegacy, State590, CollectivePre2020, Collective2020, Collective2021, Works];

    public static Regime? Find(string? code) => All.FirstOrDefault(regime => regime.Code == code);
}
