using System.Collections.Immutable;
using static Renewal.Domain.Calendar.Period;
using static Renewal.Domain.Catalogue.LegalSource;
using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// 招标投标: the listing stage of kinds that contract works, from the tender notice on the public resource trading platform to the signed
/// contract. Days are calendar days (the law and its regulation say 日). Source: TBL, TBLR.
/// </summary>
internal static class Tender
{
    /// <param name="funded">Code of the milestone that confirms the funding.</param>
    public static ImmutableArray<MilestoneKind> Rows(string funded) =>
    [
        new("tender-notice-published", Track.Listing, "招标公告", "Tender notice published")
        {
            Actor = Actors.ImplementingUnit,
            Gates = [After(funded)],
            Bases = [A(TBL, "16"), A(TBLR, "16")],
            Evidence = new("公共资源交易平台公告编号", "Number of the notice on the trading platform"),
            Remark = new("招标文件发售期不少于5日，此处不计时。标段暂不单列，一个片区只登记一次；分标段、分次招标的，其余各次写入进展。",
                "Tender documents are on sale for at least 5 days, which is not counted here. Lots are not recorded separately yet, so an "
                + "area records one tender; the others go into progress notes."),
        },
        new("bids-opened", Track.Listing, "开标", "Bids opened")
        {
            Actor = Actors.ImplementingUnit,
            Gates = [After("tender-notice-published")],
            Clocks = [AtLeast(Days(20), "tender-notice-published", A(TBL, "24"))],
            Bases = [A(TBL, "24")],
            Evidence = new("开标记录", "Record of the opening"),
            Remark = new("20日自招标文件开始发出之日起算，以公告日为最早起点；澄清须在截止15日前（TBL 23）。",
                "The 20 days run from the first issue of the tender documents, at the earliest the day of the notice. Clarifications are "
                + "due 15 days before the deadline (TBL 23)."),
        },
        new("tender-failed", Track.Listing, "流标", "Tender failed")
        {
            Actor = Actors.ImplementingUnit,
            // Does not require opened bids: with fewer than three bidders, the usual failure, no bids are opened.
            Gates = [After("tender-notice-published")],
            InsteadOf = "candidates-published",
            Reopens = ["tender-notice-published", "bids-opened"],
            Bases = [A(TBL, "28"), A(TBL, "42")],
            Evidence = new("流标公告", "Announcement"),
            Remark = new("投标人少于三个或所有投标被否决的，重新招标。", "With fewer than three bidders, or all bids rejected, the works are tendered again."),
        },
        new("candidates-published", Track.Listing, "中标候选人公示", "Candidates published")
        {
            Actor = Actors.ImplementingUnit,
            Gates = [After("bids-opened")],
            Bases = [A(TBLR, "54")],
            Evidence = new("候选人公示", "Posting of the candidates"),
            Remark = new("收到评标报告之日起3日内公示（评标报告日不在台账内，故不计时）。",
                "Published within 3 days of receiving the evaluation report (its day is not recorded, so this is not counted)."),
        },
        new("award-notified", Track.Listing, "中标通知书", "Award notified")
        {
            Actor = Actors.ImplementingUnit,
            Gates = [After("candidates-published")],
            // The third day still belongs to the publication, so the award comes after that day.
            Clocks = [OnceOver(Days(3), "candidates-published", A(TBLR, "54")).ToObject()],
            Bases = [A(TBL, "45")],
            Evidence = new("中标通知书", "Award notice"),
            Remark = new("候选人公示期不少于3日，期满后方可发出。", "Candidates are published for at least 3 days; the award notice is sent after that."),
        },
        new("contract-signed", Track.Listing, "合同签订", "Contract signed")
        {
            Actor = Actors.ImplementingUnit,
            Gates = [After("award-notified")],
            Clocks = [Within(Days(30), "award-notified", A(TBL, "46"))],
            Bases = [A(TBL, "46")],
            Evidence = new("合同", "Contract"),
        },
        new("tender-reported", Track.Listing, "招投标情况报告", "Tender reported to the supervisor")
        {
            Actor = Actors.ImplementingUnit,
            Gates = [After("award-notified")],
            Clocks = [Within(Days(15), "award-notified", A(TBL, "47"))],
            OnlyIf = new("依法必须招标的项目", "Works that must be tendered by law"),
            Bases = [A(TBL, "47")],
            Evidence = new("招标投标情况书面报告", "Written report"),
            Remark = new("15日自确定中标人之日起算，此处以中标通知书日代替。",
                "The 15 days run from the day the winner is determined; here from the day of the award notice."),
        },
    ];
}
