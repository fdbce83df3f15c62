using System.Collections.Immutable;
using static Renewal.Domain.Calendar.Period;
using static Renewal.Domain.Catalogue.LegalSource;
using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// 土地挂牌: from planning conditions to the grant contract, shared by all kinds that sell the land. Whether the site must be cleared first
/// (净地) is a setting of each area, not a rule for all. Source: MLR39 (day counts confirmed by Wuhan listing notices), REAL, URPL.
/// </summary>
internal static class LandListing
{
    public static readonly ImmutableArray<MilestoneKind> Rows =
    [
        new("planning-conditions-issued", Track.Listing, "规划条件核发", "Planning conditions issued")
        {
            Actor = Actors.PlanningAuthority,
            Bases = [A(URPL, "38")],
            Evidence = new("规划条件", "Planning conditions"),
        },
        new("supply-plan-approved", Track.Listing, "供地（出让）方案批准", "Land supply plan approved")
        {
            Actor = Actors.DistrictGovernment,
            Gates = [After("planning-conditions-issued")],
            Bases = [A(REAL, "12"), K(MLR39, "6")],
            Evidence = new("政府批复", "Government approval"),
        },
        new("listing-notice-published", Track.Listing, "挂牌公告", "Listing notice published")
        {
            Actor = Actors.PlanningAuthority,
            Gates = [After("supply-plan-approved"), AfterIfClearedFirst("site-cleared")],
            Bases = [B(MLR39, "8?"), B(WL26)],
            Evidence = new("挂牌公告，武告字（YYYY年）N号；地块编号 P（YYYY）NNN号",
                "Listing notice, number 武告字（YYYY年）N号; parcel P（YYYY）NNN号"),
            Remark = new("宗地暂不单列，一个片区只登记一次；分多宗、分次挂牌的，其余各次写入进展。",
                "Parcels are not recorded separately yet, so an area records one listing. Where several parcels are listed on different "
                + "days, the others go into progress notes."),
        },
        new("listing-opened", Track.Listing, "挂牌开始", "Listing opened")
        {
            Actor = Actors.PlanningAuthority,
            Gates = [After("listing-notice-published")],
            Clocks = [AtLeast(Days(20), "listing-notice-published", B(MLR39, "8?"))],
            Bases = [B(MLR39, "8?"), B(WL19)],
        },
        new("listing-closed", Track.Listing, "挂牌截止", "Listing closed")
        {
            Actor = Actors.PlanningAuthority,
            Gates = [After("listing-opened")],
            Clocks = [AtLeast(Days(10), "listing-opened", B(MLR39, "18?"))],
            Bases = [B(MLR39, "18?"), B(WL19)],
            Evidence = new("挂牌记录", "Record of the listing"),
        },
        new("listing-failed", Track.Listing, "挂牌不成交（流拍）", "Listing failed, land unsold")
        {
            Actor = Actors.PlanningAuthority,
            Gates = [After("listing-closed")],
            InsteadOf = "deal-confirmed",
            Reopens = ["listing-notice-published", "listing-opened", "listing-closed"],
            Renews = ["supply-plan-approved"],
            Bases = [K(MLR39, "19")],
            Evidence = new("结果公告", "Announcement of the outcome"),
            Remark = new("重新公告后再次挂牌；供地方案另行报批的，再次登记新的批复，原批复留在历史中。",
                "The land is listed again after a new notice. Where a new supply plan is approved, it is recorded anew; the first "
                + "approval stays in the history."),
        },
        new("deal-confirmed", Track.Listing, "成交确认", "Deal confirmed")
        {
            Actor = Actors.PlanningAuthority,
            Gates = [After("listing-closed")],
            Bases = [K(MLR39, "20")],
            Evidence = new("成交确认书", "Deal confirmation"),
            Remark = new("只有一名竞买人且报价不低于底价的，也可成交（条号未核）。",
                "One bidder at or above the reserve price is enough (article unverified)."),
        },
        new("listing-result-published", Track.Listing, "成交结果公布", "Result published")
        {
            Actor = Actors.PlanningAuthority,
            Gates = [After("deal-confirmed")],
            Clocks = [Within(WorkingDays(10), "listing-closed", B(MLR39, "22?"))],
            Bases = [B(MLR39, "22?"), K(MLR39, "21")],
            Evidence = new("结果公示", "Publication of the result"),
            Remark = new("竞买保证金5个工作日内退还（条号、天数均未核实），此处不计时。",
                "Deposits are returned within 5 working days (article and days unverified); not counted here."),
        },
        new("land-contract-signed", Track.Listing, "出让合同签订", "Grant contract signed")
        {
            Actor = Actors.PlanningAuthority,
            Gates = [After("deal-confirmed")],
            Bases = [A(REAL, "15"), A(REAL, "16-17"), A(REAL, "26"), K(MLR39, "21"), K(MLR39, "23")],
            Evidence = new("出让合同及编号", "Grant contract and its number"),
            Remark = new(
                "签订时间以成交确认书约定为准；10个工作日内签约、1个月内付50%价款之说（2010年部文）未核实。付清全部价款方可领证（房地产法16-17）；"
                + "超过约定动工日满一年未动工的，可征不超过20%的闲置费，满二年可无偿收回（房地产法26）。均不计时。",
                "The deal confirmation sets the day of signing. Signing within 10 working days and paying half of the price within a month "
                + "(a ministry notice of 2010) are unverified. The certificate is issued after full payment (REAL 16-17). One year after "
                + "the agreed start without works, an idle-land fee of up to 20 % may be charged; after two years the land may be taken "
                + "back without compensation (REAL 26). None of these periods is counted here."),
        },
    ];
}
