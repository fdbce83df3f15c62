using System.Collections.Immutable;
using static Renewal.Domain.Calendar.Period;
using static Renewal.Domain.Catalogue.LegalSource;
using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// 历史遗留项目化解 (二雅路、万国片、公路局片). The table is a proposal: rows are unverified unless they cite a source. Which law governs is
/// determined in each case (适用规则认定), so the table presumes neither the old rules nor Decree 590. No land is sold and no works are
/// contracted, so a milestone with a reason and an approver skips the listing stage.
/// </summary>
internal static class LegacyResolution
{
    public static readonly ImmutableArray<MilestoneKind> Rows =
    [
        new("issue-registered", Track.Preparation, "问题登记", "Issue registered")
        {
            Actor = Actors.StreetOffice,
            Bases = [C(SEED)],
            Evidence = new("问题清单", "List of issues"),
        },
        new("regime-determined", Track.Preparation, "适用规则认定", "Applicable rules determined")
        {
            Actor = Actors.StreetOffice,
            Gates = [After("issue-registered")],
            Transition = TransitionRules.PermitBeforeDecree590,
            Bases = [A(R590, "35")],
            Evidence = new("拆迁许可证、征收决定", "Demolition permit, expropriation decision"),
            Remark = new(
                "登记前不预设适用何种规定，认定结果及许可证日期写入说明。2011-01-21前已依法取得拆迁许可证的沿用旧规定，但不得行政强制拆迁；"
                + "否则不适用旧规定。",
                "Until this is recorded, no rules are presumed; the outcome and the date of the permit go into the note. With a "
                + "demolition permit lawfully obtained before 2011-01-21 the old rules apply, but the government may not enforce the "
                + "demolition; without one they do not apply."),
        },
        new("lead-assigned", Track.Preparation, "领导包案", "Leading official assigned")
        {
            Actor = Actors.StreetOffice,
            Gates = [After("issue-registered")],
            Bases = [K(LOCAL)],
            Evidence = new("包案表", "Assignment list"),
        },
        new("resolution-plan-approved", Track.Preparation, "化解方案审定", "Resolution plan approved")
        {
            Actor = Actors.StreetOffice,
            Gates = AfterAll("regime-determined", "lead-assigned"),
            Bases = [K(LOCAL)],
            Evidence = new("会议纪要", "Minutes"),
        },
        new("listing-not-applicable", Track.Listing, "挂牌不适用", "Listing does not apply")
        {
            Actor = Actors.StreetOffice,
            // The only row of its stage, so it replaces no other row: every area of the kind records it.
            Gates = [After("resolution-plan-approved")],
            NeedsReasonAndApprover = true,
            SkipsStage = Stage.Listing.Code,
            Bases = [K(LOCAL)],
            Evidence = new("情况说明", "Statement of reasons"),
        },
        new("petition-closed", Track.Completion, "信访事项办结", "Petition closed")
        {
            Actor = Actors.StreetOffice,
            Gates = [After("issue-registered")],
            Clocks = [Within(Days(60), "issue-registered", A(XF, "34")), Within(Days(60), "issue-registered", A(XF05, "33"))],
            OnlyIf = new("附有信访事项的", "Where a petition is attached"),
            Bases = [A(XF, "34-36"), A(XF05, "33-35")],
            Evidence = new("答复意见书", "Reply"),
            Remark = new("60日自受理之日起算（此处以问题登记日代替），经批准可延长30日；复查、复核各30日。",
                "The 60 days run from acceptance of the petition (here from the registration of the issue) and may be extended by 30; "
                + "review and re-review take 30 days each."),
        },
        new("households-settled", Track.Completion, "回迁安置完成", "Return and resettlement completed")
        {
            Actor = Actors.ExpropriationDepartment,
            Gates = [After("resolution-plan-approved")],
            OnlyIf = new("涉及回迁安置的", "Where households are to return or be resettled"),
            Bases = [K(R590, "22")],
            Evidence = new("交付表", "Delivery list"),
            Remark = new("590号令22仅供对照：认定适用旧规定的案件不受其约束。",
                "Decree 590 art 22 is cited for comparison only: it does not bind a case that is governed by the old rules."),
        },
        new("rights-registered", Track.Completion, "不动产登记办证", "Property rights registered")
        {
            Actor = Actors.PlanningAuthority,
            Gates = [After("resolution-plan-approved")],
            OnlyIf = new("涉及不动产登记办证的", "Where certificates are outstanding"),
            Bases = [K(LOCAL)],
            Evidence = new("不动产权证", "Property certificate"),
        },
        new("case-closed", Track.Completion, "销号", "Case closed")
        {
            Actor = Actors.StreetOffice,
            Gates = [After("resolution-plan-approved")],
            Bases = [K(LOCAL)],
            Evidence = new("销号单", "Closing slip"),
        },
    ];
}
