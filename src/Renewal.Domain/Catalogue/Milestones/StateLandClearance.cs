using System.Collections.Immutable;
using static Renewal.Domain.Calendar.Period;
using static Renewal.Domain.Catalogue.LegalSource;
using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// The clearance track of 国有土地上房屋征收: appraisal, signing, compensation decisions, relocation, demolition. See
/// <see cref="StateLandExpropriation"/> for the sources.
/// </summary>
internal static class StateLandClearance
{
    public static readonly ImmutableArray<MilestoneKind> Rows =
    [
        new("appraiser-selected", Track.Clearance, "评估机构选定", "Appraiser selected")
        {
            Actor = Actors.ExpropriationDepartment,
            Gates = [Expected("expropriation-announced")],
            Bases = [A(R590, "20")],
            Evidence = new("选定公告、投票或摇号记录", "Notice, record of the vote or draw"),
            Remark = new("协商期限由地方规定；参照：浙江（2020）、山东（2020）10日。",
                "The period for agreeing is set locally; for comparison: Zhejiang (2020) and Shandong (2020) 10 days."),
        },
        new("appraisal-published", Track.Clearance, "分户初步评估公示", "Preliminary household values published")
        {
            Actor = Actors.Appraiser,
            Gates = [After("appraiser-selected")],
            Bases = [B(APM, "16")],
            Evidence = new("公示", "Posting"),
            Remark = new("公示期由地方规定；参照：山东（2020）不少于5日。",
                "The length is set locally; for comparison: Shandong (2020) at least 5 days."),
        },
        new("appraisal-delivered", Track.Clearance, "分户评估报告送达", "Household appraisal reports delivered")
        {
            Actor = Actors.ExpropriationDepartment,
            Gates = [After("appraisal-published")],
            Bases = [B(APM, "17"), B(APM, "20-26")],
            Evidence = new("送达回证", "Proof of service"),
            Remark = new("收到后10日内可申请复核，10日内答复；再10日内可申请鉴定，10日内出具意见。逐户计算。",
                "Within 10 days of receipt, a re-check can be requested and is answered within 10 days; within 10 more days an expert "
                + "appraisal can be requested and is given within 10 days. Counted for each household."),
        },
        new("signing-opened", Track.Clearance, "签约开始", "Signing opened")
        {
            Actor = Actors.ExpropriationDepartment,
            Gates = [After("expropriation-announced") with { MayComeLater = true }, Expected("appraisal-delivered")],
            Bases = [A(R590, "25-26")],
            Evidence = new("签约公告", "Notice of the signing period"),
            Remark = new("签约期限由补偿方案确定。", "The compensation plan sets the signing period."),
        },
        new("signing-threshold-met", Track.Clearance, "签约比例达到", "Signing threshold met")
        {
            Actor = Actors.ExpropriationDepartment,
            Gates = [After("signing-opened")],
            OnlyIf = new("方案约定签约生效比例的（附生效条件协议、预签约）", "Where the plan makes agreements effective only from a set ratio on"),
            Bases = [K(LOCAL)],
            Evidence = new("签约结果公告", "Announcement of the outcome"),
            Remark = new("比例和期限见方案，按户计；参照：浙江（2020）第31条不低于80%。此处不计算比例，分子、分母写入说明。",
                "The plan sets ratio and deadline, by household; for comparison: Zhejiang (2020) art 31, at least 80 %. The ratio is not "
                + "calculated here: numerator and denominator go into the note."),
        },
        new("signing-threshold-missed", Track.Clearance, "签约比例未达到", "Signing threshold missed")
        {
            Actor = Actors.ExpropriationDepartment,
            Gates = [After("signing-opened")],
            InsteadOf = "signing-threshold-met",
            Reopens = ["signing-opened", "signing-closed"],
            // Where the plan says so, the decision lapses with the agreements. A new decision has a new announcement and with it a new
            // valuation day (R590 19), so the appraisal is repeated.
            Renews = ["expropriation-decided", "expropriation-announced", "appraisal-published", "appraisal-delivered"],
            NotAfter = "compensation-decided",
            Bases = [K(LOCAL)],
            Evidence = new("签约结果公告", "Announcement of the outcome"),
            Remark = new(
                "可重新组织一轮签约；方案约定征收决定随之失效的（参照：浙江（2020）第31条，须公告），另行作出的决定、公告及其后的评估再次登记，"
                + "原记录留在历史中；不再征收的，以“终止”结束片区。补偿决定以签约期满、协议已生效为前提，登记后不能再登记本节点。",
                "Another signing round may be opened. Where the plan lets the decision lapse (for comparison: Zhejiang (2020) art 31, with "
                + "a notice), a new decision, its announcement and the later appraisals are recorded anew, and the first ones stay in the "
                + "history. If the expropriation is given up, terminate the area. A compensation decision requires that the signing "
                + "period is over and the agreements are in effect, so this milestone cannot follow it."),
        },
        new("signing-closed", Track.Clearance, "签约期届满", "Signing period over")
        {
            Actor = Actors.ExpropriationDepartment,
            Gates = [After("signing-opened")],
            Bases = [A(R590, "26")],
            Evidence = new("公告", "Notice"),
            Remark = new("届满日以方案确定的日期为准。", "The plan sets the last day."),
        },
        new("compensation-decided", Track.Clearance, "补偿决定", "Compensation decided")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("signing-closed")],
            OnlyIf = new("签约期内未达成协议或产权人不明的户", "For households without an agreement at the end of the period, or with unknown owners"),
            Bases = [A(R590, "26"), .. Reconsideration, SixMonthsToSue],
            Evidence = new("补偿决定书、送达回证", "Compensation decision, proof of service"),
            Remark = new(
                "逐户作出，并在征收范围内公告；暂无户档，本片区只登记一次。自送达之日起60日内可申请复议（行政复议法20），6个月内可起诉（行政诉讼法46）。"
                + "2015-05-01前送达的，起诉期为3个月（未核实），按当时法律核对。",
                "Made for each household and announced within the scope. Households are not recorded here yet, so an area records it once. "
                + "From service, the household has 60 days to apply for reconsideration (ARL 20) and 6 months to sue (APL 46). For "
                + "service before 2015-05-01 the time to sue was three months (unverified): check the law of that day."),
        },
        SiteClearing.RelocationCompleted([After("expropriation-announced")], A(R590, "27")),
        new("enforcement-demanded", Track.Clearance, "催告书送达", "Demand served")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("compensation-decided")],
            OnlyIf = new("拟申请法院强制执行的户", "For households against which court enforcement is planned"),
            Bases = [A(ACL, "54"), A(ACL, "69")],
            Evidence = new("催告书、送达回证", "Demand letter, proof of service"),
            Remark = new("以送达之日登记。行政强制法2012-01-01起施行。",
                "Recorded with the day of service. The Compulsion Law is in force from 2012-01-01."),
        },
        new("enforcement-applied", Track.Clearance, "申请强制执行", "Enforcement applied for")
        {
            Actor = Actors.DistrictGovernment,
            // The demand is only a reminder: areas recorded before it had a row of its own lack it and must not be blocked for that.
            Gates = [After("compensation-decided"), Reminder("enforcement-demanded")],
            Clocks =
            [
                OnceOver(WorkingDays(10), "enforcement-demanded", A(ACL, "54")),
                OnceOver(Months(6), "compensation-decided", SixMonthsToSue) with { Transition = TransitionRules.TimeToSueStillOpen },
                Within([Months(6), Months(3)], "compensation-decided", A(SPC12, "2").In(Since(2015, 5, 1))) with
                {
                    Transition = TransitionRules.TimeToSueStillOpen,
                },
                // The three months to sue are unverified: they are shown for applications of those days and block nothing.
                OnceOver(Months(3), "compensation-decided", K(APL).In(Until(2015, 4, 30))),
                Within([Months(3), Months(3)], "compensation-decided", K(SPC12, "2").In(new(new(2012, 4, 10), new(2015, 4, 30)))),
            ],
            OnlyIf = new("不复议、不诉讼又不搬迁的户", "For households that neither apply for reconsideration, nor sue, nor move out"),
            Bases = [A(R590, "28"), A(SPC12, "2"), A(ACL, "53-54"), A(ACL, "69"), A(APL, "45")],
            Evidence = new("强制执行申请书、送达证明、催告书", "Application, proof of service, demand letter"),
            Remark = new(
                "申请前须催告，催告书送达十日（工作日）后仍不履行的方可申请（行政强制法54、69）；起诉期自补偿决定送达起算，逐户核对。"
                + "此处的起止为未经复议的情形：经复议的，收到复议决定后15日内可起诉（行政诉讼法45），三个月自该期满起算（强制执行司法解释第2条），"
                + "由分管领导以此为由放行。",
                "A demand letter comes first; the application may follow once ten working days from its service are over (ACL 54, 69). The "
                + "time to sue runs from service of the compensation decision and is checked for each household. The periods shown assume "
                + "no reconsideration. After a reconsideration decision the time to sue is 15 days from its service (APL 45), and the "
                + "three months run from the end of those 15 days (SPC12 art 2); a manager overrides with that reason."),
        },
        new("enforcement-ruled", Track.Clearance, "法院裁定", "Court ruling")
        {
            Actor = Actors.Court,
            Gates = [After("enforcement-applied")],
            Clocks = [Within([Days(5), Days(30)], "enforcement-applied", A(SPC12, "3-4"))],
            OnlyIf = new("已申请强制执行的户", "Where enforcement was applied for"),
            Bases = [A(SPC12, "3-4"), A(SPC12, "7")],
            Evidence = new("准予执行裁定书", "Ruling to enforce"),
            Remark = new(
                "受理5日、受理后30日裁定；延长须经高级人民法院批准。仅登记准予执行的裁定：裁定不准予执行的不登记为本节点，"
                + "可在15日内向上一级法院申请复议，上一级法院30日内裁定（强制执行司法解释第7条），情况写入进展。",
                "The court accepts within 5 days and rules within 30 days of that; only the High Court may extend this. Only a ruling to "
                + "enforce is recorded. Against a refusal the government may apply to the higher court for review within 15 days, and "
                + "that court rules within 30 days (SPC12 art 7); this goes into progress notes."),
        },
        SiteClearing.Demolished,
        new("household-compensation-published", Track.Clearance, "分户补偿情况公布", "Household compensation published")
        {
            Actor = Actors.ExpropriationDepartment,
            // It may be published in batches while signing goes on, so an open signing period warns and does not block.
            Gates = [Expected("signing-closed")],
            Bases = [A(R590, "29")],
            Evidence = new("公示", "Posting"),
            Remark = new("在征收范围内公布，可分批滚动公布；签约期内首批公布的，说明批次后登记，只登记一次。",
                "Published within the scope, possibly in batches. A first batch published during the signing period is recorded with that "
                + "as the reason, and only once."),
        },
        SiteClearing.SiteCleared,
    ];
}
