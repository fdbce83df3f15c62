using System.Collections.Immutable;

namespace Renewal.Domain.Catalogue;

/// <summary>
/// The laws that govern the kinds, with their days. On any day at most one of them applies to a kind. An area needs no change when the law
/// changes: each of its milestones follows the law of its own day.
/// </summary>
public static class Regimes
{
    /// <summary>
    /// Legacy cases. Decree 590 art 35 leaves those with a demolition permit from before 2011-01-21 under the old rules. Whether a case has
    /// such a permit is decided by its milestone 适用规则认定, so the name does not claim it and the basis is unverified. What counts is the
    /// date of the permit, not the day on which the case was opened, so the regime has no dates.
    /// </summary>
    public static readonly Regime PermitLegacy = new("permit-legacy", "历史遗留案件（适用规则以认定为准）",
        "Legacy case, rules as determined in the case", null, null, new(LegalSource.R590, "35", Confidence.Unverified));

    /// <summary>
    /// Decree 590. There is no table for areas opened earlier: they are legacy cases. Later rules (SPC12, ACL, the six months of APL 46)
    /// are in its table with their own first days.
    /// </summary>
    public static readonly Regime State590 = new("state-590", "国务院令第590号", "Decree 590",
        new(2011, 1, 21), null, new(LegalSource.R590, "35", Confidence.PrimaryText));

    /// <summary>Approval first, then two announcements and one registration. No text was found, so it is unverified.</summary>
    public static readonly Regime CollectivePre2020 = new("collective-pre2020", "2020年以前的征地程序", "Acquisition before 2020",
        null, new(2019, 12, 31), new(LegalSource.LALOld, "", Confidence.Unverified));

    /// <summary>
    /// The law of 2019 is in force, its regulation of 2021 not yet: the order of the new law applies, without the regulation's clocks. The
    /// law itself is verified. Milestones known from the regulation alone are unverified for those days and only warn.
    /// </summary>
    public static readonly Regime Collective2020 = new("collective-2020", "土地管理法2019年修正（新条例施行前）",
        "Law of 2019, before its regulation",
        new(2020, 1, 1), new(2021, 8, 31), new(LegalSource.LAL, "47", Confidence.PrimaryText));

    /// <summary>The law of 2019 with its regulation of 2021.</summary>
    public static readonly Regime Collective2021 = new("collective-2021", "土地管理法2019年修正及2021年实施条例",
        "Law of 2019 and regulation of 2021",
        new(2021, 9, 1), null, new(LegalSource.LALR, "26-32", Confidence.PrimaryText));

    /// <summary>
    /// Works by tender or procurement. The texts read are those of 2017 and 2019; earlier wordings were not compared. The name says so,
    /// because the regime has no first day.
    /// </summary>
    public static readonly Regime Works = new("works", "工程建设（招标投标、采购；2017、2019年文本，更早的未比对）",
        "Works by tender or procurement (texts of 2017 and 2019, earlier ones not compared)",
        null, null, new(LegalSource.TBL, "", Confidence.PrimaryText));

    public static readonly ImmutableArray<Regime> All =
        [PermitLegacy, State590, CollectivePre2020, Collective2020, Collective2021, Works];

    public static Regime? Find(string? code) => All.FirstOrDefault(regime => regime.Code == code);
}
