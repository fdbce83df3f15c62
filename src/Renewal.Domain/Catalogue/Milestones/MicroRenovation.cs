using System.Collections.Immutable;
using static Renewal.Domain.Catalogue.LegalSource;
using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// 老旧小区微改造: stairwells, flower beds, illegal structures; procured below the tender threshold. It follows office practice more than law,
/// so most rows are unverified. It is complete once the three parties have agreed who manages the estate.
/// </summary>
internal static class MicroRenovation
{
    public static readonly ImmutableArray<MilestoneKind> Rows =
    [
        new("needs-collected", Track.Preparation, "问题需求收集", "Needs collected")
        {
            Actor = Actors.StreetOffice,
            Bases = [C(SEED)],
            Evidence = new("需求清单", "List of needs"),
        },
        new("list-confirmed", Track.Preparation, "改造清单确认", "List of works confirmed")
        {
            Actor = Actors.StreetOffice,
            Gates = [After("needs-collected")],
            Bases = [K(LOCAL)],
            Evidence = new("项目清单、居民签字", "List of works, residents' signatures"),
        },
        new("budget-approved", Track.Preparation, "预算审批", "Budget approved")
        {
            Actor = Actors.Finance,
            Gates = [After("list-confirmed")],
            Bases = [K(LOCAL)],
            Evidence = new("会议纪要", "Minutes"),
        },
        new("procurement-announced", Track.Listing, "比选、采购公告", "Procurement announced")
        {
            Actor = Actors.StreetOffice,
            Gates = [After("budget-approved")],
            Bases = [C(NDRC16, "5")],
            Evidence = new("公告、任务单", "Notice, task order"),
            Remark = new("施工合同估算400万元以上的须招标，应按重点线路、游园改造类登记。",
                "Works of 4 million yuan or more must be tendered: register them as key-route and park works."),
        },
        new("contractor-selected", Track.Listing, "施工单位确定", "Contractor selected")
        {
            Actor = Actors.StreetOffice,
            Gates = [After("procurement-announced")],
            Bases = [K(LOCAL)],
            Evidence = new("成交通知", "Award notice"),
        },
        new("contract-signed", Track.Listing, "合同签订", "Contract signed")
        {
            Actor = Actors.ImplementingUnit,
            Gates = [After("contractor-selected")],
            Bases = [K(LOCAL)],
            Evidence = new("合同", "Contract"),
        },
        Works.Started(K(LOCAL), new("改造前照片", "Photographs before")),
        Works.Finished(K(LOCAL), new("改造后照片", "Photographs after")),
        new("community-accepted", Track.Completion, "社区居民验收", "Accepted by community and residents")
        {
            Actor = Actors.Residents,
            Gates = [After("works-finished")],
            Bases = [K(LOCAL)],
            Evidence = new("验收单", "Acceptance form"),
        },
        new("management-arranged", Track.Completion, "三方协商管理模式", "Way of management settled by the three parties")
        {
            Actor = Actors.StreetOffice,
            Bases = [C(SEED)],
            Evidence = new("协商纪要", "Minutes"),
            Remark = new("红色物业、社区、业主三方协商确定管理模式。",
                "The red property company, the community and the owners agree who manages the estate."),
        },
    ];
}
