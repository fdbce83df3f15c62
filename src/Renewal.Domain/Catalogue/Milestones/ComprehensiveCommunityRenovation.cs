using System.Collections.Immutable;
using static Renewal.Domain.Calendar.Period;
using static Renewal.Domain.Catalogue.LegalSource;
using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// 老旧小区综合改造（新颜工程）: consultation of the residents, tender, works, and an agreement on how the estate is managed afterwards. Only
/// summaries of the national guideline (SC23) were read.
/// </summary>
internal static class ComprehensiveCommunityRenovation
{
    public static readonly ImmutableArray<MilestoneKind> Rows =
    [
        new("condition-surveyed", Track.Preparation, "摸底调查、小区体检", "Condition surveyed")
        {
            Actor = Actors.StreetOffice,
            Bases = [K(SC23)],
            Evidence = new("摸底表", "Survey form"),
            Remark = new("国办发〔2020〕23号印发前的项目，本表所引该文件仅作对照。",
                "For projects older than the guideline of 2020 (SC23), the table cites it for comparison only."),
        },
        new("residents-consulted", Track.Preparation, "居民意愿征询", "Residents consulted")
        {
            Actor = Actors.StreetOffice,
            Gates = [After("condition-surveyed")],
            Bases = [A(CC, "278"), A(PMR, "12").In(Until(2020, 12, 31)), A(PMR, "14")],
            Evidence = new("表决汇总（按面积、按人数）", "Result of the vote, by area and by number of owners"),
            Remark = new(
                "2021-01-01起适用民法典278：面积、人数均占三分之二以上的业主参与表决；一般事项须参与者面积、人数均过半数，筹集维修资金、改建重建、"
                + "改变共有部分用途等须均达四分之三以上。此前适用物业管理条例12：筹集维修资金、改建重建须占总面积、总人数三分之二以上，其他事项均过半数。"
                + "业主大会须提前15日通知（物业管理条例14）。比例不单独记录、不计算，表决方式、分子、分母、所用规则写入说明。",
                "From 2021-01-01, Civil Code 278: owners of two thirds of the area and two thirds of all owners must take part. Ordinary "
                + "matters need more than half of those taking part, by area and by number; raising repair funds, rebuilding and changing "
                + "the use of common parts need three quarters. Before that, Property Management Regulation (PMR) 12: two thirds of the "
                + "total area and of all owners for repair funds and rebuilding, more than half for other matters. The meeting is "
                + "announced 15 days before (PMR 14). The ratio is not calculated here: method, numerator, denominator and the rule used "
                + "go into the note."),
        },
        new("scheme-publicised", Track.Preparation, "改造方案公示", "Scheme publicised")
        {
            Actor = Actors.StreetOffice,
            Gates = [After("residents-consulted")],
            Bases = [K(LOCAL)],
            Evidence = new("公示照片", "Photographs of the posting"),
        },
        new("annual-plan-listed", Track.Preparation, "列入年度计划", "Listed in the annual plan")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("residents-consulted")],
            Bases = [K(SC23)],
            Evidence = new("计划文件", "Plan document"),
        },
        new("joint-reviewed", Track.Preparation, "联合审查", "Jointly reviewed")
        {
            Actor = Actors.DevelopmentReform,
            Gates = [After("scheme-publicised")],
            OnlyIf = new("实行改造方案联合审查的", "Where the scheme is reviewed jointly instead of approved step by step"),
            Bases = [K(SC23)],
            Evidence = new("审查意见", "Review opinion"),
        },
        new("funding-confirmed", Track.Preparation, "资金落实（含居民出资）", "Funding confirmed, residents' share included")
        {
            Actor = Actors.Finance,
            Gates = [After("annual-plan-listed")],
            Bases = [K(SC23), A(GIR, "22")],
            Evidence = new("资金文件", "Funding documents"),
        },
        .. Tender.Rows(funded: "funding-confirmed"),
        Works.Started(K(LOCAL), new("开工令", "Start order")),
        Works.Finished(K(LOCAL), new("完工报告", "Completion report")) with
        {
            Bases = [K(LOCAL), B(WJH)],
            Remark = new("工期以合同约定为准；江汉区同类工程计划270日。",
                "The contract sets the duration; similar works in Jianghan were planned for 270 days."),
        },
        new("management-arranged", Track.Completion, "长效管理（物业）落实", "Long-term management arranged")
        {
            Actor = Actors.StreetOffice,
            Bases = [K(SC23), C(SEED)],
            Evidence = new("三方协商纪要、物业合同", "Minutes of the three parties, management contract"),
            Remark = new("宜不晚于验收，故列于验收之前。", "Should be arranged by the time of acceptance, so it is listed before it."),
        },
        new("joint-accepted", Track.Completion, "联合验收", "Jointly accepted")
        {
            Actor = Actors.ImplementingUnit,
            Gates = [After("works-finished"), Reminder("management-arranged")],
            Bases = [K(SC23), A(QR, "16")],
            Evidence = new("验收表", "Acceptance form"),
        },
        new("residents-evaluated", Track.Completion, "居民满意度评价", "Residents' satisfaction evaluated")
        {
            Actor = Actors.Residents,
            Gates = [After("works-finished")],
            OnlyIf = new("开展效果共评的", "Where residents evaluate the result"),
            Bases = [K(SC23)],
            Evidence = new("测评表", "Evaluation forms"),
        },
        new("handed-over", Track.Completion, "移交", "Handed over")
        {
            Actor = Actors.ImplementingUnit,
            Gates = [After("joint-accepted")],
            Bases = [K(LOCAL)],
        },
        new("acceptance-filed", Track.Completion, "竣工备案", "Acceptance filed")
        {
            Actor = Actors.ImplementingUnit,
            Gates = [After("joint-accepted")],
            Clocks = [Within(Days(15), "joint-accepted", A(QR, "49"))],
            Bases = [A(QR, "49")],
            Evidence = new("备案表", "Filing form"),
        },
    ];
}
