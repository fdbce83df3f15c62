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
            Actor = Actors.Collective,
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

    private static readonly ImmutableArray<MilestoneKind> Preparation =
    [
        new("development-plan-approved", Track.Preparation, "成片开发方案批准", "Area development plan approved")
        {
            Actor = Actors.Province,
            OnlyIf = new("以成片开发为公共利益事由征地的", "Where the public interest of the acquisition is area development"),
            Bases = [A(LAL, "45(5)")],
            Evidence = new("省政府批复", "Approval of the province"),
            Remark = new("成片开发还须纳入国民经济和社会发展年度计划（土地管理法45），由经办人核对，不另设节点。",
                "Area development must also be in the annual plan (LAL 45). The officer checks that; it has no row of its own."),
        },
        new("land-pre-announced", Track.Preparation, "征收土地预公告", "Acquisition pre-announced")
        {
            Actor = Actors.DistrictGovernment,
            Bases = [A(LALR, "26"), B(WJX)],
            Evidence = new("预公告，如 夏土告字[2025]75-1号", "Pre-announcement, number such as 夏土告字[2025]75-1号"),
            Remark = new("自预公告之日起禁止抢栽抢建。", "From this day, rush planting and rush building are prohibited."),
        },
        new("pre-announcement-closed", Track.Preparation, "预公告期满", "Pre-announcement period over")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("land-pre-announced")],
            Clocks = [AtLeast(WorkingDays(10), "land-pre-announced", A(LALR, "26"))],
            Bases = [A(LALR, "26")],
        },
        new("land-surveyed", Track.Preparation, "土地现状调查", "Present state of the land surveyed")
        {
            Actor = Actors.DistrictGovernment,
            Gates = PreAnnounced,
            Bases = [A(LAL, "47"), A(LALR, "26")],
            Evidence = new("调查表（签字）", "Signed survey forms"),
        },
        new("stability-risk-assessed", Track.Preparation, "社会稳定风险评估", "Social-stability risk assessed")
        {
            Actor = Actors.DistrictGovernment,
            Gates = PreAnnounced,
            Bases = [A(LAL, "47"), A(LALR, "26")],
            Evidence = new("稳评报告", "Risk report"),
            Remark = new("须有被征地的集体和村民参与。", "The collective and its villagers must take part."),
        },
        new("resettlement-plan-drafted", Track.Preparation, "补偿安置方案拟定", "Compensation and resettlement plan drafted")
        {
            Actor = Actors.DistrictGovernment,
            Gates = AfterAll("land-surveyed", "stability-risk-assessed"),
            Bases = [A(LAL, "47"), A(LALR, "27")],
            Evidence = new("征地补偿安置方案", "The plan"),
        },
        new("resettlement-plan-announced", Track.Preparation, "补偿安置公告", "Plan announced")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("resettlement-plan-drafted")],
            Bases = [A(LAL, "47"), A(LALR, "28")],
            Evidence = new("征地补偿安置公告", "Announcement"),
            Remark = new("在乡镇（街道）、村、组范围内公告。", "Announced in the town, the village and the group."),
        },
        new("resettlement-plan-closed", Track.Preparation, "公告期满", "Announcement period over")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("resettlement-plan-announced")],
            Clocks = [AtLeast(Days(30), "resettlement-plan-announced", A(LAL, "47")).ToObject()],
            Bases = [A(LAL, "47"), A(LALR, "28")],
        },
        new("collective-hearing-held", Track.Preparation, "听证", "Hearing held")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("resettlement-plan-closed")],
            OnlyIf = new("多数集体成员认为方案不符合法律法规的", "Where most members of the collective consider the plan unlawful"),
            Bases = [A(LAL, "47"), A(LALR, "28")],
            Evidence = new("听证笔录", "Record of the hearing"),
        },
        new("compensation-registered", Track.Preparation, "补偿登记完成", "Compensation registered")
        {
            Actor = Actors.ExpropriationDepartment,
            Gates = [After("resettlement-plan-announced")],
            Bases = [A(LAL, "47")],
            Evidence = new("补偿登记表", "Registration forms"),
            Remark = new("登记期限以公告载明为准。", "The announcement sets the period for registering."),
        },
        new("funds-in-place", Track.Preparation, "费用足额到位", "Costs fully in place")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("resettlement-plan-closed")],
            Bases = [A(LAL, "47"), A(LALR, "32")],
            Evidence = new("资金证明", "Proof of funds"),
            Remark = new("未足额到位的不得批准征地。", "Without it the acquisition must not be approved."),
        },
        new("agreements-signed", Track.Preparation, "补偿安置协议签订", "Agreements signed")
        {
            Actor = Actors.ExpropriationDepartment,
            Gates = [After("resettlement-plan-closed")],
            Bases = [A(LAL, "47"), A(LALR, "29")],
            Evidence = new("协议、未签情况说明", "Agreements, statement on those not signed"),
            Remark = new("个别确难达成协议的，在申请时如实说明。", "Where a few agreements cannot be reached, the application says so truthfully."),
        },
        .. CollectiveLandApproval.Rows,
    ];

    private static readonly ImmutableArray<MilestoneKind> Clearance =
    [
        new("resettlement-decided", Track.Clearance, "补偿安置决定", "Resettlement decided")
        {
            Actor = Actors.DistrictGovernment,
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
            Actor = Actors.ExpropriationDepartment,
            Bases = [K(LOCAL)],
            Evidence = new("竣工备案、交付表", "Completion filing, delivery list"),
            Remark = new("过渡期限以协议约定为准。", "The agreements set the transition period."),
        },
        new("village-to-community", Track.Completion, "村改居", "Village turned into a community")
        {
            Actor = Actors.DistrictGovernment,
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
