using static Renewal.Domain.Catalogue.LegalSource;
using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// Collective land from 2020-01-01 to 2021-08-31. The law of 2019 already set the order; the regulation, which sets the periods in working
/// days and some of the milestones, was not yet in force. Its periods are not counted, and milestones known from it alone only warn: an
/// area of those days may never have had a pre-announcement.
/// </summary>
internal static class CollectiveLandBefore2021
{
    public static readonly EffectivePeriod Days = new(new(2020, 1, 1), new(2021, 8, 31));

    /// <summary>The row of a milestone from the first day of the law; two rows where the regulation changed it.</summary>
    public static IEnumerable<MilestoneKind> WithEarlier(MilestoneKind row) => Earlier(row) is { } earlier
        ? [earlier.In(Days), row.In(CollectiveLandUrbanVillage.SinceRegulation)]
        : [row.In(CollectiveLandUrbanVillage.SinceLaw)];

    private static MilestoneKind? Earlier(MilestoneKind row) => row.Code switch
    {
        "land-pre-announced" => row.BeforeItsLaw(Unverified("26")) with
        {
            Evidence = new("预公告", "Pre-announcement"),
            Remark = new("预公告由2021-09-01起施行的条例26设定；此前未作预公告的，后续节点说明理由即可登记。",
                "The pre-announcement comes from the regulation (art 26), in force from 2021-09-01. Where there was none, later "
                + "milestones are recorded with that as the reason."),
        },
        "pre-announcement-closed" => row.BeforeItsLaw(Unverified("26")),
        "resettlement-decided" => row.BeforeItsLaw(Unverified("31")),
        "acquisition-approved" => row with
        {
            Evidence = new("批复", "Approval"),
            Remark = new("省政府批准；永久基本农田、其他耕地超过35公顷、其他土地超过70公顷的由国务院批准。",
                "Approved by the province; by the State Council for permanent basic farmland, more than 35 ha of other cultivated "
                + "land or more than 70 ha of other land."),
        },
        "acquisition-announced" => row with
        {
            // A notice of a later year proves nothing about this time.
            Bases = [.. row.Bases.Where(basis => basis.Source != WHuangpi)],
            Evidence = new("征收土地公告", "Announcement"),
            Remark = new(
                "批准后由县级以上地方政府公告（土地管理法47）；条例施行前没有15个工作日之限。" + CollectiveLandApproval.RemediesInChinese,
                "Announced by the local government after approval (LAL 47); before the regulation there was no limit of 15 working days. "
                + CollectiveLandApproval.RemediesInEnglish),
        },
        _ => null,
    };

    private static Basis Unverified(string article) => K(LALR, article).In(Days);
}
