using System.Collections.Immutable;
using static Renewal.Domain.Calendar.Period;
using static Renewal.Domain.Catalogue.LegalSource;
using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// 集体土地征收（城中村改造） in the order of the 2019 Land Administration Law and its regulation of 2021. The rows before the regulation are in
/// <see cref="CollectiveLandBefore2021"/>, those before the law in <see cref="CollectiveLandBefore2020"/>.
/// </summary>
internal static class CollectiveLandUrbanVillage
{
    internal static readonly EffectivePeriod SinceLaw = Since(2020, 1, 1);

    internal static readonly EffectivePeriod SinceRegulation = Since(2021, 9, 1);

    private static readonly MilestoneKind VillageReformDone =
        new("village-reform-done", Track.Preparation, "集体经济改制", "Village collective reformed")
        {
            OnlyIf = new("城中村改造涉及集体经济改制的", "Urban villages whose collective is reformed"),
            Transition = TransitionRules.RegistrationsBeforeRceo,
            Bases = [K(LOCAL).In(Until(2025, 4, 30)), A(RCEO, "12"), A(RCEO, "20"), A(RCEO, "22"), A(RCEO, "26-28")],
            Evidence = new("改制批复", "Approval of the reform"),
        };

    // The pre-announcement comes from the regulation: an area of the days before may never have had one.
    private static readonly ImmutableArray<Gate> PreAnnounced =
    [
        Expected("land-pre-announced").In(CollectiveLandBefore2021.Days), After("land-pre-announced").In(SinceRegulation),
    ];

    internal const string RemediesInChinese =
        "不服的，自知道之日起60日内可申请复议（行政复议法20；实例为向省政府申请），6个月内可起诉（行政诉讼法46），此处不计时。";

    internal const string RemediesInEnglish =
        "An objector has 60 days to apply for reconsideration (ARL 20; to the province in a district's notice) and 6 months to sue "
        + "(APL 46), both from learning of it; neither is counted here.";

    private static readonly ImmutableArray<MilestoneKind> Preparation =
    [
        new("development-plan-approved", Track.Preparation, "成片开发方案批准", "Area development plan approved")
        {
            OnlyIf = new("以成片开发为公共利益事由征地的", "Where the public interest of the acquisition is area development"),
            Bases = [A(LAL, "45(5)")],
            Evidence = new("省政府批复", "Approval of the province"),
            Remark = new("成片开发还须纳入国民经济和社会发展年度计划（土地管理法45），由经办人核对，不另设节点。",
                "Area development must also be in the annual plan (LAL 45). The officer checks that; it has no row of its own."),
        },
        new("land-pre-announced", Track.Preparation, "征收土地预公告", "Acquisition pre-announced")
        {
            Bases = [A(LALR, "26"), B(WJX)],
            Evidence = new("预公告，如 夏土告字[2025]75-1号", "Pre-announcement, number such as 夏土告字[2025]75-1号"),
            Remark = new("自预公告之日起禁止抢栽抢建。", "From this day, rush planting and rush building are prohibited."),
        },
        new("pre-announcement-closed", Track.Preparation, "预公告期满", "Pre-announcement period over")
        {
            Gates = [After("land-pre-announced")],
            Clocks = [AtLeast(WorkingDays(10), "land-pre-announced", A(LALR, "26"))],
            Bases = [A(LALR, "26")],
        },
        new("land-surveyed", Track.Preparation, "土地现状调查", "Present state of the land surveyed")
        {
            Gates = PreAnnounced,
            Bases = [A(LAL, "47"), A(LALR, "26")],
            Evidence = new("调查表（签字）", "Signed survey forms"),
        },
        new("stability-risk-assessed", Track.Preparation, "社会稳定风险评估", "Social-stability risk assessed")
        {
            Gates = PreAnnounced,
            Bases = [A(LAL, "47"), A(LALR, "26")],
            Evidence = new("稳评报告", "Risk report"),
            Remark = new("须有被征地的集体和村民参与。", "The collective and its villagers must take part."),
        },
        new("resettlement-plan-drafted", Track.Preparation, "补偿安置方案拟定", "Compensation and resettlement plan drafted")
        {
            Gates = AfterAll("land-surveyed", "stability-risk-assessed"),
            Bases = [A(LAL, "47"), A(LALR, "27")],
            Evidence = new("征地补偿安置方案", "The plan"),
        },
        new("resettlement-plan-announced", Track.Preparation, "补偿安置公告", "Plan announced")
        {
            Gates = [After("resettlement-plan-drafted")],
            Bases = [A(LAL, "47"), A(LALR, "28")],
            Evidence = new("征地补偿安置公告", "Announcement"),
            Remark = new("在乡镇（街道）、村、组范围内公告。", "Announced in the town, the village and the group."),
        },
        new("resettlement-plan-closed", Track.Preparation, "公告期满", "Announcement period over")
        {
            Gates = [After("resettlement-plan-announced")],
            Clocks = [AtLeast(Days(30), "resettlement-plan-announced", A(LAL, "47"))],
            Bases = [A(LAL, "47"), A(LALR, "28")],
        },
        new("collective-hearing-held", Track.Preparation, "听证", "Hearing held")
        {
            Gates = [After("resettlement-plan-closed")],
            OnlyIf = new("多数集体成员认为方案不符合法律法规的", "Where most members of the collective consider the plan unlawful"),
            Bases = [A(LAL, "47"), A(LALR, "28")],
            Evidence = new("听证笔录", "Record of the hearing"),
        },
        new("compensation-registered", Track.Preparation, "补偿登记完成", "Compensation registered")
        {
            Gates = [After("resettlement-plan-announced")],
            Bases = [A(LAL, "47")],
            Evidence = new("补偿登记表", "Registration forms"),
            Remark = new("登记期限以公告载明为准。", "The announcement sets the period for registering."),
        },
        new("funds-in-place", Track.Preparation, "费用足额到位", "Costs fully in place")
        {
            Gates = [After("resettlement-plan-closed")],
            Bases = [A(LAL, "47"), A(LALR, "32")],
            Evidence = new("资金证明", "Proof of funds"),
            Remark = new("未足额到位的不得批准征地。", "Without it the acquisition must not be approved."),
        },
        new("agreements-signed", Track.Preparation, "补偿安置协议签订", "Agreements signed")
        {
            Gates = [After("resettlement-plan-closed")],
            Bases = [A(LAL, "47"), A(LALR, "29")],
            Evidence = new("协议、未签情况说明", "Agreements, statement on those not signed"),
            Remark = new("个别确难达成协议的，在申请时如实说明。", "Where a few agreements cannot be reached, the application says so truthfully."),
        },
        new("acquisition-applied", Track.Preparation, "征地申请", "Acquisition applied for")
        {
            Gates = AfterAll("agreements-signed", "funds-in-place"),
            Bases = [A(LAL, "47"), A(LALR, "30")],
            Evidence = new("征地请示", "Application"),
        },
        new("acquisition-approved", Track.Preparation, "征地批复", "Acquisition approved")
        {
            Gates = [After("acquisition-applied")],
            Bases = [A(LAL, "46")],
            Evidence = new("批复，如 鄂自然资函[2025]74", "Approval, number such as 鄂自然资函[2025]74"),
            Remark = new("省政府批准；永久基本农田、其他耕地超过35公顷、其他土地超过70公顷的由国务院批准。以收到批准文件之日登记：公告期限由此起算。",
                "Approved by the province; by the State Council for permanent basic farmland, more than 35 ha of other cultivated land or "
                + "more than 70 ha of other land. Recorded with the day on which the approval was received: the period for announcing it "
                + "runs from there."),
        },
        new("acquisition-announced", Track.Preparation, "征收土地公告", "Acquisition announced")
        {
            Gates = [After("acquisition-approved")],
            Clocks = [Within(WorkingDays(15), "acquisition-approved", A(LALR, "31"))],
            Bases = [A(LAL, "47"), A(LALR, "31"), B(WHuangpi), .. Reconsideration, SixMonthsToSue],
            Evidence = new("公告，如 陂征〔2025〕字第3-3号", "Announcement, number such as 陂征〔2025〕字第3-3号"),
            Remark = new(
                "15个工作日自收到批准文件之日起算。" + RemediesInChinese,
                "The 15 working days run from receipt of the approval. " + RemediesInEnglish),
        },
    ];

    private static readonly ImmutableArray<MilestoneKind> Clearance =
    [
        new("resettlement-decided", Track.Clearance, "补偿安置决定", "Resettlement decided")
        {
            Gates = [After("acquisition-announced")],
            OnlyIf = new("个别未签订协议的", "For the few who have not signed"),
            Bases = [A(LALR, "31")],
            Evidence = new("补偿安置决定书", "Decision"),
        },
    ];

    private static readonly ImmutableArray<MilestoneKind> Clearing =
    [
        SiteClearing.RelocationCompleted(
            [
                Expected("acquisition-announced").In(CollectiveLandBefore2020.Days), After("acquisition-announced").In(SinceLaw),
            ],
            K(LALOld), A(LAL, "48")),
        SiteClearing.Demolished,
        SiteClearing.SiteCleared,
    ];

    private static readonly ImmutableArray<MilestoneKind> Completion =
    [
        new("replacement-housing-delivered", Track.Completion, "还建房交付", "Replacement housing delivered")
        {
            Bases = [K(LOCAL)],
            Evidence = new("竣工备案、交付表", "Completion filing, delivery list"),
            Remark = new("过渡期限以协议约定为准。", "The agreements set the transition period."),
        },
        new("village-to-community", Track.Completion, "村改居", "Village turned into a community")
        {
            OnlyIf = new("撤村建居的", "Where the village is dissolved into an urban community"),
            Bases = [K(LOCAL)],
            Evidence = new("批复", "Approval"),
        },
    ];

    private static readonly ImmutableArray<MilestoneKind> Above =
    [
        VillageReformDone, .. CollectiveLandBefore2020.Preparation, .. Preparation.SelectMany(CollectiveLandBefore2021.WithEarlier),
        .. Clearance.SelectMany(CollectiveLandBefore2021.WithEarlier), .. Clearing, .. LandListing.Rows, .. Completion,
    ];

    public static readonly ImmutableArray<MilestoneKind> Rows =
    [
        .. Above,
        CollectiveLandBefore2020.WithGatesThatWarn(ArchiveClosed(Above, "归档", [A(LAL, "49"), .. Archives()])),
    ];
}
