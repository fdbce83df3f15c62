using System.Collections.Immutable;
using static Renewal.Domain.Catalogue.LegalSource;
using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// Collective land opened from 2020-01-01 to 2021-08-31: the law of 2019 already set the order, the regulation that gives the
/// working-day clocks and some of the steps was not yet in force. Its clocks are left out, and steps known from it alone only warn,
/// wherever something waits for them: an area of those days may never have had a pre-announcement.
/// </summary>
internal static class CollectiveLandBefore2021
{
    public static readonly ImmutableArray<MilestoneKind> Rows =
        LetPass([.. CollectiveLandUrbanVillage.Rows.Select(WithoutRegulation).Select(InTheWordsOfThoseDays)]);

    private static MilestoneKind WithoutRegulation(MilestoneKind row) => row with
    {
        OnlyWarns = row.Bases.Any(basis => basis.Source == LALR) && row.Bases.All(basis => basis.Source != LAL),
        Clocks = [.. row.Clocks.Where(clock => clock.Basis.Source != LALR)],
        Bases =
        [
            // Notices of later years say nothing of this time.
            .. row.Bases.Where(basis => basis.Source is not (WJX or WHuangpi))
                .Select(basis => basis.Source == LALR ? basis with { Confidence = Confidence.Unverified } : basis),
        ],
    };

    private static MilestoneKind InTheWordsOfThoseDays(MilestoneKind row) => row.Code switch
    {
        "land-pre-announced" => row with
        {
            Evidence = new("预公告", "Pre-announcement"),
            Remark = new("预公告由2021-09-01起施行的条例26设定；此前未作预公告的，后续节点说明理由即可登记。",
                "The pre-announcement comes from the regulation (art 26), in force from 2021-09-01; where there was none, what follows is "
                + "recorded with that reason."),
        },
        "acquisition-approved" => row with
        {
            Evidence = new("批复", "Approval"),
            Remark = new("省政府批准；永久基本农田、其他耕地超过35公顷、其他土地超过70公顷的由国务院批准。",
                "By the province; by the State Council for permanent basic farmland, over 35 ha of other cultivated land or "
                + "70 ha of other land."),
        },
        "acquisition-announced" => row with
        {
            Evidence = new("征收土地公告", "Announcement"),
            Remark = new(
                "批准后由县级以上地方政府公告（土地管理法47）；条例施行前没有15个工作日之限。" + CollectiveLandUrbanVillage.RemediesInChinese,
                "Announced by the local government once approved (LAL 47); before the regulation there were no 15 working days. "
                + CollectiveLandUrbanVillage.RemediesInEnglish),
        },
        _ => row,
    };
}
