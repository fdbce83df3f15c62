using System.Collections.Immutable;
using static Renewal.Domain.Calendar.Period;
using static Renewal.Domain.Catalogue.LegalSource;
using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// 国有土地上房屋征收 under Decree 590. Almost every row is an act of the district government or its expropriation department, recorded
/// by the street office. Numbers of other provinces (浙江 2020, 山东 2020, 青岛 2017) are named for comparison only and never bind here;
/// the Hubei and Wuhan rules (省令380, 市令275) were not found, so no figure of theirs is used. The table reaches back to 2011-01-21;
/// what SPC12 (2012-04-10), ACL (2012-01-01) and the six months of APL 46 (2015-05-01) brought counts from their days.
/// </summary>
internal static class StateLandExpropriation
{
    private static readonly ImmutableArray<MilestoneKind> Preparation =
    [
        new("annual-plan-listed", Track.Preparation, "纳入年度计划", "Listed in the annual plan")
        {
            OnlyIf = new("旧城区改建、保障性安居工程项目", "Old-city redevelopment and affordable housing"),
            Bases = [A(R590, "9")],
            Evidence = new("发改部门年度计划下达文", "Annual plan issued by the development and reform authority"),
        },
        new("planning-conformity-confirmed", Track.Preparation, "规划符合性确认", "Conformity with the plans confirmed")
        {
            Bases = [A(R590, "9")],
            Evidence = new("规划、自然资源、发改部门复函", "Replies of the planning, land and development authorities"),
        },
        new("scope-determined", Track.Preparation, "征收范围确定", "Scope determined")
        {
            Gates = [After("planning-conformity-confirmed")],
            Bases = [A(R590, "16(1)")],
            Evidence = new("范围红线图、公告", "Red-line map, notice"),
            Remark = new("自确定之日起，范围内不得新建、扩建、改建房屋或改变用途。",
                "From this day no building, extension, rebuilding or change of use inside the scope."),
        },
        new("procedures-suspended", Track.Preparation, "暂停办理手续通知", "Related procedures suspended")
        {
            Gates = [After("scope-determined")],
            Lapses = new(Months(12), A(R590, "16(2)")),
            Bases = [A(R590, "16(2)")],
            Evidence = new("暂停办理通知（须载明期限）", "Suspension notice (must state its term)"),
        },
        new("willingness-surveyed", Track.Preparation, "改建意愿征询", "Willingness surveyed")
        {
            Gates = [After("scope-determined")],
            OnlyIf = new("地方规定或项目要求先征询意愿的", "Where a local rule or the project asks for it"),
            Bases = [K(LOCAL)],
            Evidence = new("征询结果表", "Table of results"),
            Remark = new("590号令无比例要求；参照：浙江（2020）第8条为90%以上。比例不单独记录、不计算，由经办人写入说明。",
                "Decree 590 sets no ratio. For comparison: Zhejiang (2020) art 8 asks for 90 %. The ratio is neither kept as a "
                + "figure nor worked out here: the officer writes it in the note."),
        },
        new("households-surveyed", Track.Preparation, "入户调查登记完成", "Households surveyed and registered")
        {
            Gates = [After("scope-determined")],
            Bases = [A(R590, "15")],
            Evidence = new("调查登记表", "Survey forms"),
        },
        new("survey-published", Track.Preparation, "调查结果公布", "Survey results published")
        {
            Gates = [After("households-surveyed")],
            Bases = [A(R590, "15")],
            Evidence = new("现场公示照片、公告", "Photographs of the posting, notice"),
        },
        new("unregistered-determined", Track.Preparation, "未登记建筑认定", "Unregistered buildings determined")
        {
            Gates = [After("households-surveyed")],
            Bases = [A(R590, "24(2)")],
            Evidence = new("认定意见", "Opinion on each building"),
        },
        new("plan-drafted", Track.Preparation, "补偿方案拟定上报", "Compensation plan drafted and submitted")
        {
            Gates = [Expected("households-surveyed")],
            Bases = [A(R590, "10")],
            Evidence = new("征收部门请示", "Submission of the expropriation department"),
        },
        new("plan-argued", Track.Preparation, "方案论证", "Plan argued among authorities")
        {
            Gates = [After("plan-drafted")],
            Bases = [A(R590, "10")],
            Evidence = new("论证会纪要", "Minutes"),
        },
        new("plan-consultation-opened", Track.Preparation, "方案公布征求意见", "Plan published for consultation")
        {
            Gates = [After("plan-argued")],
            Bases = [A(R590, "10"), B(WHY)],
            Evidence = new("公告（征求意见稿）", "Notice with the draft plan"),
        },
        new("plan-consultation-closed", Track.Preparation, "征求意见期满", "Consultation period over")
        {
            Gates = [After("plan-consultation-opened")],
            Clocks = [AtLeast(Days(30), "plan-consultation-opened", A(R590, "10"))],
            Bases = [A(R590, "10"), B(WHY)],
            Evidence = new("意见汇总、征求意见表", "Summary of opinions, opinion forms"),
        },
        new("plan-hearing-held", Track.Preparation, "听证会", "Hearing held")
        {
            Gates = [After("plan-consultation-closed")],
            OnlyIf = new("旧城区改建，且多数被征收人认为方案不符合条例的",
                "Old-city redevelopment where most of the expropriated think the plan breaks the regulation"),
            Bases = [A(R590, "11(2)")],
            Evidence = new("听证笔录", "Record of the hearing"),
        },
        new("consultation-outcome-published", Track.Preparation, "征求意见及修改情况公布", "Opinions and changes published")
        {
            Gates = [After("plan-consultation-closed"), Reminder("plan-hearing-held")],
            Clocks = [Within(Days(15), "plan-consultation-closed", K(LOCAL))],
            Bases = [A(R590, "11(1)"), B(WHY)],
            Evidence = new("征求意见情况公告", "Notice on the outcome of the consultation"),
            Remark = new("条例只要求“及时”，15日为办内提醒；汉阳2021年实例为22日。",
                "The regulation says promptly; 15 days is the office's reminder. A Hanyang notice of 2021 took 22 days."),
        },
        new("stability-risk-assessed", Track.Preparation, "社会稳定风险评估", "Social-stability risk assessed")
        {
            Gates = [After("plan-drafted")],
            Bases = [A(R590, "12(1)"), A(MAD, "22-23")],
            Evidence = new("稳评报告及备案", "Risk report and its filing"),
        },
        new("funds-deposited", Track.Preparation, "补偿费用足额到位", "Compensation funds fully deposited")
        {
            Gates = [After("plan-argued")],
            Bases = [A(R590, "12(2)")],
            Evidence = new("专户资金证明", "Proof of the special account"),
            Remark = new("足额到位、专户存储、专款专用。", "The full amount, in a special account, earmarked."),
        },
        new("legality-reviewed", Track.Preparation, "合法性审查", "Legality reviewed")
        {
            Gates = [After("consultation-outcome-published")],
            OnlyIf = new("列为重大行政决策的", "Where the decision counts as a major administrative decision"),
            Bases = [A(MAD, "25")],
            Evidence = new("合法性审查意见书", "Legality review"),
        },
        new("executive-meeting-approved", Track.Preparation, "政府常务会议审议", "Passed by the government's executive meeting")
        {
            Gates = AfterAll("stability-risk-assessed", "funds-deposited"),
            OnlyIf = new("涉及被征收人数量较多的（数量由地方规定，未核实）", "Where many are affected (the number is set locally, unverified)"),
            Bases = [A(R590, "12(1)"), A(MAD, "30")],
            Evidence = new("常务会议纪要", "Minutes of the meeting"),
        },
        new("expropriation-decided", Track.Preparation, "作出征收决定", "Expropriation decided")
        {
            Gates =
            [
                .. AfterAll("survey-published", "unregistered-determined", "consultation-outcome-published",
                    "stability-risk-assessed", "funds-deposited"),
                Reminder("annual-plan-listed"), Reminder("executive-meeting-approved"),
            ],
            Bases = [A(R590, "8"), A(R590, "13")],
            Evidence = new("征收决定书（×征决字，文号样式未核实）", "Expropriation decision (number pattern 征决字, unverified)"),
        },
        new("expropriation-announced", Track.Preparation, "征收决定公告", "Decision announced")
        {
            Gates = [After("expropriation-decided")],
            Bases = [A(R590, "13"), A(R590, "19"), .. Reconsideration, SixMonthsToSue],
            Evidence = new("征收公告", "Announcement"),
            Remark = new(
                "条例只要求“及时”；参照：山东（2020）、青岛（2017）3日，浙江（2020）7日。房屋被征收的，国有土地使用权同时收回（590号令13(3)）。"
                + "公告日为评估时点；不服的，自知道之日起60日内可申请复议（行政复议法20），6个月内可起诉（行政诉讼法46），逐人核对，此处不计时。",
                "The regulation says promptly; for comparison: Shandong (2020) and Qingdao (2017) 3 days, Zhejiang (2020) 7. The "
                + "land-use right is recovered at the same time (Decree 590 art 13(3)). Its day is the valuation date; 60 days to ask "
                + "for reconsideration (ARL 20) and 6 months to sue (APL 46) run from knowing of it, for each person, and are not "
                + "counted here."),
        },
    ];

    private static readonly ImmutableArray<MilestoneKind> Clearance =
    [
        new("appraiser-selected", Track.Clearance, "评估机构选定", "Appraiser selected")
        {
            Gates = [Expected("expropriation-announced")],
            Bases = [A(R590, "20")],
            Evidence = new("选定公告、投票或摇号记录", "Notice, record of the vote or draw"),
            Remark = new("协商期限由地方规定；参照：浙江（2020）、山东（2020）10日。",
                "The time to agree is set locally; for comparison: Zhejiang (2020) and Shandong (2020) 10 days."),
        },
        new("appraisal-published", Track.Clearance, "分户初步评估公示", "Preliminary household values published")
        {
            Gates = [After("appraiser-selected")],
            Bases = [B(APM, "16")],
            Evidence = new("公示", "Posting"),
            Remark = new("公示期由地方规定；参照：山东（2020）不少于5日。",
                "The length is set locally; for comparison: Shandong (2020) at least 5 days."),
        },
        new("appraisal-delivered", Track.Clearance, "分户评估报告送达", "Household appraisal reports delivered")
        {
            Gates = [After("appraisal-published")],
            Bases = [B(APM, "17"), B(APM, "20-26")],
            Evidence = new("送达回证", "Proof of service"),
            Remark = new("收到后10日内可申请复核，10日内答复；再10日内可申请鉴定，10日内出具意见。逐户计算。",
                "Within 10 days of receipt a re-check may be asked for, answered in 10; within 10 more an expert opinion, given in 10. "
                + "Counted for each household."),
        },
        new("signing-opened", Track.Clearance, "签约开始", "Signing opened")
        {
            Gates = [After("expropriation-announced"), Expected("appraisal-delivered")],
            Bases = [A(R590, "25-26")],
            Evidence = new("签约公告", "Notice of the signing period"),
            Remark = new("签约期限由补偿方案确定。", "The signing period is set in the compensation plan."),
        },
        new("signing-threshold-met", Track.Clearance, "签约比例达到", "Signing threshold met")
        {
            Gates = [After("signing-opened")],
            OnlyIf = new("方案约定签约生效比例的（附生效条件协议、预签约）", "Where the plan makes agreements effective only at a set ratio"),
            Bases = [K(LOCAL)],
            Evidence = new("签约结果公告", "Announcement of the outcome"),
            Remark = new("比例和期限见方案，按户计；参照：浙江（2020）第31条不低于80%。此处不计算比例，分子、分母写入说明。",
                "Ratio and deadline stand in the plan, by household; for comparison: Zhejiang (2020) art 31, at least 80 %. The ratio "
                + "is not worked out here: numerator and denominator go into the note."),
        },
        new("signing-threshold-missed", Track.Clearance, "签约比例未达到", "Signing threshold missed")
        {
            Gates = [After("signing-opened")],
            InsteadOf = "signing-threshold-met",
            Reopens = ["signing-opened", "signing-closed"],
            // Where the plan says so the decision lapses with the agreements; with a new one its announcement, and with that the valuation
            // day (R590 19), is another, so the values are worked out again.
            Renews = ["expropriation-decided", "expropriation-announced", "appraisal-published", "appraisal-delivered"],
            NotAfter = "compensation-decided",
            Bases = [K(LOCAL)],
            Evidence = new("签约结果公告", "Announcement of the outcome"),
            Remark = new(
                "可重新组织一轮签约；方案约定征收决定随之失效的（参照：浙江（2020）第31条，须公告），另行作出的决定、公告及其后的评估再次登记，"
                + "原记录留在历史中；不再征收的，以“终止”结束片区。补偿决定以签约期满、协议已生效为前提，登记后不能再登记本节点。",
                "Another signing round may be opened. Where the plan lets the decision lapse (for comparison: Zhejiang (2020) art 31, with "
                + "a notice), a new decision, its announcement and the values after it are recorded anew and the first ones stay in the "
                + "history; where nothing is expropriated, the area is terminated. A compensation decision presupposes that the period is "
                + "over and the agreements stand, so this cannot follow it."),
        },
        new("signing-closed", Track.Clearance, "签约期届满", "Signing period over")
        {
            Gates = [After("signing-opened")],
            Bases = [A(R590, "26")],
            Evidence = new("公告", "Notice"),
            Remark = new("届满日以方案确定的日期为准。", "The day is the one set in the plan."),
        },
        new("compensation-decided", Track.Clearance, "补偿决定", "Compensation decided")
        {
            Gates = [After("signing-closed")],
            OnlyIf = new("签约期内未达成协议或产权人不明的户", "For households without agreement in the period, or with unclear owners"),
            Bases = [A(R590, "26"), .. Reconsideration, SixMonthsToSue],
            Evidence = new("补偿决定书、送达回证", "Compensation decision, proof of service"),
            Remark = new(
                "逐户作出，并在征收范围内公告；暂无户档，本片区只登记一次。自送达之日起60日内可申请复议（行政复议法20），6个月内可起诉（行政诉讼法46）。"
                + "2015-05-01前送达的，起诉期为3个月（未核实），按当时法律核对。",
                "Made for each household and announced inside the scope; households are not kept here yet, so an area records it once. "
                + "From service, 60 days to ask for reconsideration (ARL 20) and 6 months to sue (APL 46). Served before 2015-05-01 "
                + "the time to sue was three months (unverified): check it against the law of the day."),
        },
        SiteClearing.RelocationCompleted([After("expropriation-announced")], A(R590, "27")),
        new("enforcement-demanded", Track.Clearance, "催告书送达", "Demand served")
        {
            Gates = [After("compensation-decided")],
            OnlyIf = new("拟申请法院强制执行的户", "For households against which the court is to be asked"),
            Bases = [A(ACL, "54"), A(ACL, "69")],
            Evidence = new("催告书、送达回证", "Demand letter, proof of service"),
            Remark = new("以送达之日登记。行政强制法2012-01-01起施行。",
                "Recorded with the day of service. The Compulsion Law is in force from 2012-01-01."),
        },
        new("enforcement-applied", Track.Clearance, "申请强制执行", "Enforcement applied for")
        {
            // Only a reminder of the demand: files kept before it was a row of its own have none, and must not be held up for that.
            Gates = [After("compensation-decided"), Reminder("enforcement-demanded")],
            Clocks =
            [
                OnceOver(WorkingDays(10), "enforcement-demanded", A(ACL, "54")),
                OnceOver(Months(6), "compensation-decided", SixMonthsToSue) with { Transition = TransitionRules.TimeToSueStillOpen },
                Within([Months(6), Months(3)], "compensation-decided", A(SPC12, "2").In(Since(2015, 5, 1))) with
                {
                    Transition = TransitionRules.TimeToSueStillOpen,
                },
                // Three months to sue are hearsay: shown for what was applied for in those days, and holding nobody back.
                OnceOver(Months(3), "compensation-decided", K(APL).In(Until(2015, 4, 30))),
                Within([Months(3), Months(3)], "compensation-decided", K(SPC12, "2").In(new(new(2012, 4, 10), new(2015, 4, 30)))),
            ],
            OnlyIf = new("不复议、不诉讼又不搬迁的户", "For households that neither sue nor ask for review nor move"),
            Bases = [A(R590, "28"), A(SPC12, "2"), A(ACL, "53-54"), A(ACL, "69"), A(APL, "45")],
            Evidence = new("强制执行申请书、送达证明、催告书", "Application, proof of service, demand letter"),
            Remark = new(
                "申请前须催告，催告书送达十日（工作日）后仍不履行的方可申请（行政强制法54、69）；起诉期自补偿决定送达起算，逐户核对。"
                + "此处的起止为未经复议的情形：经复议的，收到复议决定后15日内可起诉（行政诉讼法45），三个月自该期满起算（强制执行司法解释第2条），"
                + "由分管领导以此为由放行。",
                "A demand letter first; the court may be asked once ten working days from its service are over (ACL 54, 69). The time to "
                + "sue runs from service, per household. The window shown is that without reconsideration: after a reconsideration "
                + "decision the time to sue is 15 days from its service (APL 45) and the three months run from the end of those (SPC12 "
                + "art 2); a manager lets it pass with that reason."),
        },
        new("enforcement-ruled", Track.Clearance, "法院裁定", "Court ruling")
        {
            Gates = [After("enforcement-applied")],
            Clocks = [Within([Days(5), Days(30)], "enforcement-applied", A(SPC12, "3-4"))],
            OnlyIf = new("已申请强制执行的户", "Where enforcement was applied for"),
            Bases = [A(SPC12, "3-4"), A(SPC12, "7")],
            Evidence = new("准予执行裁定书", "Ruling to enforce"),
            Remark = new(
                "受理5日、受理后30日裁定；延长须经高级人民法院批准。仅登记准予执行的裁定：裁定不准予执行的不登记为本节点，"
                + "可在15日内向上一级法院申请复议，上一级法院30日内裁定（强制执行司法解释第7条），情况写入进展。",
                "Accepted in 5 days, ruled 30 days after; only the High Court extends. Only a ruling to enforce is recorded: a refusal is "
                + "not this milestone. Against it the government may ask the higher court for review within 15 days, which rules in 30 "
                + "(SPC12 art 7); it goes into the progress note."),
        },
        SiteClearing.Demolished,
        new("household-compensation-published", Track.Clearance, "分户补偿情况公布", "Household compensation published")
        {
            // Published in batches while signing still goes on, so an open signing period warns and does not block.
            Gates = [Expected("signing-closed")],
            Bases = [A(R590, "29")],
            Evidence = new("公示", "Posting"),
            Remark = new("在征收范围内公布，可分批滚动公布；签约期内首批公布的，说明批次后登记，只登记一次。",
                "Inside the scope; may be published in batches. A first batch during the signing period is recorded with that "
                + "reason, once."),
        },
        SiteClearing.SiteCleared,
    ];

    private static readonly ImmutableArray<MilestoneKind> Completion =
    [
        new("land-delivered", Track.Completion, "交地", "Land delivered")
        {
            Gates = AfterAll("land-contract-signed", "site-cleared"),
            Bases = [A(REAL, "17")],
            Evidence = new("交地确认书", "Confirmation of delivery"),
            Remark = new("交地日以出让合同约定为准。", "The day is set in the grant contract."),
        },
        new("households-settled", Track.Completion, "安置完成", "Households resettled")
        {
            Gates = [After("relocation-completed")],
            Bases = [A(R590, "22"), A(R590, "25")],
            Evidence = new("回迁、结算凭证", "Proof of return and settlement"),
            Remark = new("过渡期限以补偿协议约定为准。", "The transition term is set in the agreements."),
        },
        new("compensation-audited", Track.Completion, "补偿资金审计", "Compensation funds audited")
        {
            Gates = [After("signing-closed")],
            Bases = [A(R590, "29")],
            Evidence = new("审计报告", "Audit report"),
        },
    ];

    private static readonly ImmutableArray<MilestoneKind> Above = [.. Preparation, .. Clearance, .. LandListing.Rows, .. Completion];

    /// <summary>From 2011-01-21.</summary>
    public static readonly ImmutableArray<MilestoneKind> Rows =
        [.. Above, ArchiveClosed(Above, "征收档案归档", [A(R590, "29"), .. Archives("13-14")])];
}
