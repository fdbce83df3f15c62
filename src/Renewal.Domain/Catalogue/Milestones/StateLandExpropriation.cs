using System.Collections.Immutable;
using static Renewal.Domain.Calendar.Period;
using static Renewal.Domain.Catalogue.LegalSource;
using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// 国有土地上房屋征收 under Decree 590. Almost every row is an act of the district government or its expropriation department, recorded
/// by the street office. Figures of other provinces (浙江 2020, 山东 2020, 青岛 2017) are cited for comparison only and do not bind here;
/// the Hubei and Wuhan rules (省令380, 市令275) were not found, so none of their figures is used. The table begins on 2011-01-21; the rules
/// of SPC12 (2012-04-10), ACL (2012-01-01) and the six months of APL 46 (2015-05-01) apply from their own days.
/// </summary>
internal static class StateLandExpropriation
{
    private static readonly ImmutableArray<MilestoneKind> Preparation =
    [
        new("annual-plan-listed", Track.Preparation, "纳入年度计划", "Listed in the annual plan")
        {
            Actor = Actors.DistrictGovernment,
            OnlyIf = new("旧城区改建、保障性安居工程项目", "Old-city redevelopment and affordable housing"),
            Bases = [A(R590, "9")],
            Evidence = new("发改部门年度计划下达文", "Annual plan issued by the development and reform authority"),
        },
        new("planning-conformity-confirmed", Track.Preparation, "规划符合性确认", "Conformity with the plans confirmed")
        {
            Actor = Actors.PlanningAuthority,
            Bases = [A(R590, "9")],
            Evidence = new("规划、自然资源、发改部门复函", "Replies of the planning, land and development authorities"),
        },
        new("scope-determined", Track.Preparation, "征收范围确定", "Scope determined")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("planning-conformity-confirmed")],
            Bases = [A(R590, "16(1)")],
            Evidence = new("范围红线图、公告", "Red-line map, notice"),
            Remark = new("自确定之日起，范围内不得新建、扩建、改建房屋或改变用途。",
                "From this day, building, extending, rebuilding and changing the use of buildings are prohibited within the scope."),
        },
        new("procedures-suspended", Track.Preparation, "暂停办理手续通知", "Related procedures suspended")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("scope-determined")],
            Lapses = new(Months(12), A(R590, "16(2)")) { Until = "expropriation-announced" },
            Bases = [A(R590, "16(2)")],
            Evidence = new("暂停办理通知（须载明期限）", "Suspension notice (must state its term)"),
            Remark = new("征收决定公告后，不再提醒暂停期限届满。", "Its end is no longer watched once the decision is announced."),
        },
        new("willingness-surveyed", Track.Preparation, "改建意愿征询", "Willingness surveyed")
        {
            Actor = Actors.StreetOffice,
            Gates = [After("scope-determined")],
            OnlyIf = new("地方规定或项目要求先征询意愿的", "Where a local rule or the project requires it"),
            Bases = [K(LOCAL)],
            Evidence = new("征询结果表", "Table of results"),
            Remark = new("590号令无比例要求；参照：浙江（2020）第8条为90%以上。比例不单独记录、不计算，由经办人写入说明。",
                "Decree 590 sets no ratio. For comparison: Zhejiang (2020) art 8 requires 90 % or more. The ratio is neither stored nor "
                + "calculated here: the officer writes it in the note."),
        },
        new("households-surveyed", Track.Preparation, "入户调查登记完成", "Households surveyed and registered")
        {
            Actor = Actors.ExpropriationDepartment,
            Gates = [After("scope-determined")],
            Bases = [A(R590, "15")],
            Evidence = new("调查登记表", "Survey forms"),
        },
        new("survey-published", Track.Preparation, "调查结果公布", "Survey results published")
        {
            Actor = Actors.ExpropriationDepartment,
            Gates = [After("households-surveyed")],
            Bases = [A(R590, "15")],
            Evidence = new("现场公示照片、公告", "Photographs of the posting, notice"),
        },
        new("unregistered-determined", Track.Preparation, "未登记建筑认定", "Unregistered buildings determined")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("households-surveyed")],
            Bases = [A(R590, "24(2)")],
            Evidence = new("认定意见", "Opinion on each building"),
        },
        new("plan-drafted", Track.Preparation, "补偿方案拟定上报", "Compensation plan drafted and submitted")
        {
            Actor = Actors.ExpropriationDepartment,
            Gates = [Expected("households-surveyed")],
            Bases = [A(R590, "10")],
            Evidence = new("征收部门请示", "Submission of the expropriation department"),
        },
        new("plan-argued", Track.Preparation, "方案论证", "Plan argued among authorities")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("plan-drafted")],
            Bases = [A(R590, "10")],
            Evidence = new("论证会纪要", "Minutes"),
        },
        new("plan-consultation-opened", Track.Preparation, "方案公布征求意见", "Plan published for consultation")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("plan-argued")],
            Bases = [A(R590, "10"), B(WHY)],
            Evidence = new("公告（征求意见稿）", "Notice with the draft plan"),
        },
        new("plan-consultation-closed", Track.Preparation, "征求意见期满", "Consultation period over")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("plan-consultation-opened")],
            Clocks = [AtLeast(Days(30), "plan-consultation-opened", A(R590, "10")).ToObject()],
            Bases = [A(R590, "10"), B(WHY)],
            Evidence = new("意见汇总、征求意见表", "Summary of opinions, opinion forms"),
        },
        new("plan-hearing-held", Track.Preparation, "听证会", "Hearing held")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("plan-consultation-closed")],
            OnlyIf = new("旧城区改建，且多数被征收人认为方案不符合条例的",
                "Old-city redevelopment where most expropriated persons consider the plan contrary to the regulation"),
            Bases = [A(R590, "11(2)")],
            Evidence = new("听证笔录", "Record of the hearing"),
        },
        new("consultation-outcome-published", Track.Preparation, "征求意见及修改情况公布", "Opinions and changes published")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("plan-consultation-closed"), Reminder("plan-hearing-held")],
            Clocks = [Within(Days(15), "plan-consultation-closed", K(LOCAL))],
            Bases = [A(R590, "11(1)"), B(WHY)],
            Evidence = new("征求意见情况公告", "Notice on the outcome of the consultation"),
            Remark = new("条例只要求“及时”，15日为办内提醒；汉阳2021年实例为22日。",
                "The regulation only says \"promptly\"; 15 days is a reminder of the office. A Hanyang notice of 2021 took 22 days."),
        },
        .. StateLandDecision.Rows,
    ];

    private static readonly ImmutableArray<MilestoneKind> Completion =
    [
        new("land-delivered", Track.Completion, "交地", "Land delivered")
        {
            Actor = Actors.PlanningAuthority,
            Gates = AfterAll("land-contract-signed", "site-cleared"),
            Bases = [A(REAL, "17")],
            Evidence = new("交地确认书", "Confirmation of delivery"),
            Remark = new("交地日以出让合同约定为准。", "The grant contract sets the day."),
        },
        new("households-settled", Track.Completion, "安置完成", "Households resettled")
        {
            Actor = Actors.ExpropriationDepartment,
            Gates = [After("relocation-completed")],
            Bases = [A(R590, "22"), A(R590, "25")],
            Evidence = new("回迁、结算凭证", "Proof of return and settlement"),
            Remark = new("过渡期限以补偿协议约定为准。", "The agreements set the transition period."),
        },
        new("compensation-audited", Track.Completion, "补偿资金审计", "Compensation funds audited")
        {
            Actor = Actors.Auditor,
            Gates = [After("signing-closed")],
            Bases = [A(R590, "29")],
            Evidence = new("审计报告", "Audit report"),
        },
    ];

    private static readonly ImmutableArray<MilestoneKind> Above =
        [.. Preparation, .. StateLandClearance.Rows, .. LandListing.Rows, .. Completion];

    /// <summary>From 2011-01-21.</summary>
    public static readonly ImmutableArray<MilestoneKind> Rows =
        [.. Above, ArchiveClosed(Above, "征收档案归档", [A(R590, "29"), .. Archives("13-14")])];
}
