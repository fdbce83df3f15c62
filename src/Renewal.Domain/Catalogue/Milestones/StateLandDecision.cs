using System.Collections.Immutable;
using static Renewal.Domain.Catalogue.LegalSource;
using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// From the assessment of the risks to the announced decision: the end of the preparation stage of 国有土地上房屋征收. See
/// <see cref="StateLandExpropriation"/> for the sources.
/// </summary>
internal static class StateLandDecision
{
    public static readonly ImmutableArray<MilestoneKind> Rows =
    [
        new("stability-risk-assessed", Track.Preparation, "社会稳定风险评估", "Social-stability risk assessed")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("plan-drafted")],
            Bases = [A(R590, "12(1)"), A(MAD, "22-23")],
            Evidence = new("稳评报告及备案", "Risk report and its filing"),
        },
        new("funds-deposited", Track.Preparation, "补偿费用足额到位", "Compensation funds fully deposited")
        {
            Actor = Actors.ExpropriationDepartment,
            Gates = [After("plan-argued")],
            Bases = [A(R590, "12(2)")],
            Evidence = new("专户资金证明", "Proof of the special account"),
            Remark = new("足额到位、专户存储、专款专用。", "The full amount, in a special account, for this purpose only."),
        },
        new("legality-reviewed", Track.Preparation, "合法性审查", "Legality reviewed")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("consultation-outcome-published")],
            OnlyIf = new("列为重大行政决策的", "Where the decision counts as a major administrative decision"),
            Bases = [A(MAD, "25")],
            Evidence = new("合法性审查意见书", "Legality review"),
        },
        new("executive-meeting-approved", Track.Preparation, "政府常务会议审议", "Passed by the government's executive meeting")
        {
            Actor = Actors.DistrictGovernment,
            Gates = AfterAll("stability-risk-assessed", "funds-deposited"),
            OnlyIf = new("涉及被征收人数量较多的（数量由地方规定，未核实）", "Where many are affected (the number is set locally, unverified)"),
            Bases = [A(R590, "12(1)"), A(MAD, "30")],
            Evidence = new("常务会议纪要", "Minutes of the meeting"),
        },
        new("expropriation-decided", Track.Preparation, "作出征收决定", "Expropriation decided")
        {
            Actor = Actors.DistrictGovernment,
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
            Actor = Actors.DistrictGovernment,
            Gates = [After("expropriation-decided")],
            Bases = [A(R590, "13"), A(R590, "19"), .. Reconsideration, SixMonthsToSue],
            Evidence = new("征收公告", "Announcement"),
            Remark = new(
                "条例只要求“及时”；参照：山东（2020）、青岛（2017）3日，浙江（2020）7日。房屋被征收的，国有土地使用权同时收回（590号令13(3)）。"
                + "公告日为评估时点；不服的，自知道之日起60日内可申请复议（行政复议法20），6个月内可起诉（行政诉讼法46），逐人核对，此处不计时。",
                "The regulation only says \"promptly\"; for comparison: Shandong (2020) and Qingdao (2017) 3 days, Zhejiang (2020) 7. The "
                + "land-use right is recovered at the same time (Decree 590 art 13(3)). The day of the announcement is the valuation "
                + "date. Each person has 60 days to apply for reconsideration (ARL 20) and 6 months to sue (APL 46), both from learning "
                + "of it; neither is counted here."),
        },
    ];
}
