using System.Collections.Immutable;
using static Renewal.Domain.Calendar.Period;
using static Renewal.Domain.Catalogue.LegalSource;
using static Renewal.Domain.Catalogue.Milestones.Rulebook;

namespace Renewal.Domain.Catalogue.Milestones;

/// <summary>
/// From the application to the announced acquisition: the end of the preparation stage on collective land. See
/// <see cref="CollectiveLandUrbanVillage"/> for the sources.
/// </summary>
internal static class CollectiveLandApproval
{
    internal const string RemediesInChinese =
        "不服的，自知道之日起60日内可申请复议（行政复议法20；实例为向省政府申请），6个月内可起诉（行政诉讼法46），此处不计时。";

    internal const string RemediesInEnglish =
        "An objector has 60 days to apply for reconsideration (ARL 20; to the province in a district's notice) and 6 months to sue "
        + "(APL 46), both from learning of it; neither is counted here.";

    public static readonly ImmutableArray<MilestoneKind> Rows =
    [
        new("acquisition-applied", Track.Preparation, "征地申请", "Acquisition applied for")
        {
            Actor = Actors.DistrictGovernment,
            Gates = AfterAll("agreements-signed", "funds-in-place"),
            Bases = [A(LAL, "47"), A(LALR, "30")],
            Evidence = new("征地请示", "Application"),
        },
        new("acquisition-approved", Track.Preparation, "征地批复", "Acquisition approved")
        {
            Actor = Actors.Province,
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
            Actor = Actors.DistrictGovernment,
            Gates = [After("acquisition-approved")],
            Clocks = [Within(WorkingDays(15), "acquisition-approved", A(LALR, "31"))],
            Bases = [A(LAL, "47"), A(LALR, "31"), B(WHuangpi), .. Reconsideration, SixMonthsToSue],
            Evidence = new("公告，如 陂征〔2025〕字第3-3号", "Announcement, number such as 陂征〔2025〕字第3-3号"),
            Remark = new(
                "15个工作日自收到批准文件之日起算。" + RemediesInChinese,
                "The 15 working days run from receipt of the approval. " + RemediesInEnglish),
        },
    ];
}
