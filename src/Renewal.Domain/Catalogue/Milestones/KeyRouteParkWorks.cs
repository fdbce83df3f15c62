using System.Collections.Immutable;
using static Renewal.Domain.Calendar.Period;
using static Renewal.Domain.Catalogue.LegalSource;
using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// 重点线路整治、游园改造: public works, approved as government investment, tendered, built and handed over. Many have an external deadline,
/// such as the Military World Games; it belongs in the plan of the area, not in this table.
/// </summary>
internal static class KeyRouteParkWorks
{
    public static readonly ImmutableArray<MilestoneKind> Rows =
    [
        new("proposal-approved", Track.Preparation, "项目建议书批复", "Project proposal approved")
        {
            Actor = Actors.DevelopmentReform,
            OnlyIf = new("单独报批项目建议书的（与可研合并报批，或按条例13条简化的除外）",
                "Where the proposal is approved separately (not together with the study, and not waived under art 13)"),
            Bases = [A(GIR, "9"), A(GIR, "13")],
            Evidence = new("发改批文", "Approval of the development and reform authority"),
            Remark = new("本表依据现行文本；政府投资条例施行前批准的项目按当时规定，未逐条比对。",
                "The table uses the texts now in force. Projects approved before the Government Investment Regulation followed the rules "
                + "of their time, which were not compared."),
        },
        new("feasibility-approved", Track.Preparation, "可研批复", "Feasibility study approved")
        {
            Actor = Actors.DevelopmentReform,
            // Where proposal and study are approved together, the proposal is never recorded, so it must not block.
            Gates = [Reminder("proposal-approved")],
            Bases = [A(GIR, "9"), A(GIR, "13")],
            Evidence = new("批文、项目代码", "Approval, project code"),
            Remark = new("项目建议书与可研合并报批的，只登记本节点。",
                "Where proposal and study are approved together, only this milestone is recorded."),
        },
        new("design-approved", Track.Preparation, "初步设计及概算批复", "Preliminary design and estimate approved")
        {
            Actor = Actors.DevelopmentReform,
            Gates = [After("feasibility-approved")],
            Bases = [A(GIR, "9"), A(GIR, "12")],
            Evidence = new("批文", "Approval"),
            Remark = new("经核定的概算为总投资控制依据；超过可研估算10%的，可要求重新报送可研。",
                "The approved estimate limits the cost. If it exceeds the study by more than 10 %, a new study may be required."),
        },
        new("funds-arranged", Track.Preparation, "资金落实", "Funds arranged")
        {
            Actor = Actors.Finance,
            Gates = [After("design-approved")],
            Bases = [A(GIR, "22"), A(TBL, "9")],
            Evidence = new("预算文件", "Budget document"),
            Remark = new("不得由施工单位垫资建设。", "The contractor must not pre-finance the works."),
        },
        new("control-price-reviewed", Track.Preparation, "招标控制价评审", "Control price reviewed")
        {
            Actor = Actors.Finance,
            Gates = [After("design-approved")],
            OnlyIf = new("招标控制价须经财政评审的", "Where the control price has to be reviewed"),
            Bases = [K(LOCAL)],
            Evidence = new("财评报告", "Review report"),
        },
        .. Tender.Rows(funded: "funds-arranged"),
        Works.Started(A(GIR, "20"), new("开工令、施工许可证", "Start order, building permit")) with
        {
            Remark = new("是否须施工许可证未核实。", "Whether a building permit is needed is unverified."),
        },
        Works.Finished(K(LOCAL), new("完工报告", "Completion report")),
        new("acceptance-passed", Track.Completion, "竣工验收", "Completion accepted")
        {
            Actor = Actors.ImplementingUnit,
            Gates = [After("works-finished")],
            Bases = [A(QR, "16")],
            Evidence = new("竣工验收报告", "Acceptance report"),
        },
        new("acceptance-filed", Track.Completion, "竣工备案", "Acceptance filed")
        {
            Actor = Actors.ImplementingUnit,
            Gates = [After("acceptance-passed")],
            Clocks = [Within(Days(15), "acceptance-passed", A(QR, "49"))],
            Bases = [A(QR, "49")],
            Evidence = new("备案表", "Filing form"),
        },
        new("accounts-settled", Track.Completion, "竣工财务决算", "Final accounts settled")
        {
            Actor = Actors.Finance,
            Gates = [After("acceptance-passed")],
            Bases = [A(GIR, "25")],
            Evidence = new("决算批复", "Approval of the accounts"),
        },
        new("handed-over", Track.Completion, "移交管养", "Handed over for upkeep")
        {
            Actor = Actors.ImplementingUnit,
            Gates = [After("acceptance-passed")],
            Bases = [K(LOCAL)],
            Evidence = new("移交协议", "Handover agreement"),
        },
        new("warranty-ended", Track.Completion, "保修期满", "Warranty over")
        {
            Actor = Actors.ImplementingUnit,
            Gates = [After("acceptance-passed")],
            Clocks = [AtLeast(Months(24), "acceptance-passed", A(QR, "40"))],
            OnlyIf = new("按保修期跟踪的项目", "Where the warranty period is tracked"),
            Bases = [A(QR, "40")],
            Remark = new("最低保修期：管线、装修2年，防水5年；此处按最短的2年计。",
                "Minimum warranty: 2 years for pipework and finishing, 5 for waterproofing; the shorter is counted here."),
        },
    ];
}
