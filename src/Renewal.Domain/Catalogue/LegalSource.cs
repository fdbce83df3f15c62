using System.Collections.Immutable;

namespace Renewal.Domain.Catalogue;

/// <summary>A law, notice or other document that the tables cite, and how well its text is known.</summary>
/// <param name="Key">Short name used by <see cref="Basis"/>.</param>
/// <param name="Dated">Day or year of the text that was read, as far as known; empty when it was not noted.</param>
/// <param name="Read">
/// How well the text is known. A basis that cites it has a confidence of its own, which may be lower.
/// </param>
/// <param name="Address">The public official page, where there is one.</param>
public sealed record LegalSource(string Key, string Chinese, string English, string Dated, Confidence Read, string? Address = null)
    : IDatedRule
{
    /// <summary>The days on which it is law; null when they were not read, or when the source is not a law.</summary>
    public EffectivePeriod? Effective { get; init; }

    public const string R590 = "R590";
    public const string SPC12 = "SPC12";
    public const string APM = "APM";
    public const string LAL = "LAL";
    public const string LALR = "LALR";
    public const string LALOld = "LAL-OLD";
    public const string RCEO = "RCEO";
    public const string REAL = "REAL";
    public const string URPL = "URPL";
    public const string MLR39 = "MLR39";
    public const string TBL = "TBL";
    public const string TBLR = "TBLR";
    public const string NDRC16 = "NDRC16";
    public const string GIR = "GIR";
    public const string QR = "QR";
    public const string SC23 = "SC23";
    public const string CC = "CC";
    public const string PMR = "PMR";
    public const string MAD = "MAD";
    public const string ARL = "ARL";
    public const string ARL17 = "ARL17";
    public const string APL = "APL";
    public const string SPC15 = "SPC15";
    public const string ACL = "ACL";
    public const string AL = "AL";
    public const string XF = "XF";
    public const string XF05 = "XF05";
    public const string WHY = "W-HY";
    public const string WL26 = "W-L26";
    public const string WL19 = "W-L19";
    public const string WHuangpi = "W-HP";
    public const string WJX = "W-JX";
    public const string WJH = "W-JH";
    public const string SEED = "SEED";
    public const string LOCAL = "LOCAL";

    /// <summary>All sources: laws first, examples of practice last.</summary>
    public static readonly ImmutableArray<LegalSource> All =
    [
        new(R590, "国有土地上房屋征收与补偿条例（国务院令第590号）",
            "Regulation on expropriation of buildings on state-owned land and compensation (State Council Decree 590)",
            "2011-01-21", Confidence.PrimaryText)
        {
            Effective = new(new(2011, 1, 21), null),
        },
        new(SPC12, "最高人民法院关于办理申请人民法院强制执行国有土地上房屋征收补偿决定案件若干问题的规定（2012-04-10起施行）",
            "Supreme Court rules on enforcing expropriation compensation decisions (in force 2012-04-10)",
            "2012-03-26", Confidence.PrimaryText)
        {
            Effective = new(new(2012, 4, 10), null),
        },
        new(APM, "国有土地上房屋征收评估办法（建房〔2011〕77号）",
            "Measures for appraisal in expropriation on state-owned land", "2011", Confidence.OfficialOrSeveral),
        new(LAL, "土地管理法（2019年修正，2020-01-01起施行）",
            "Land Administration Law (2019 amendment, in force 2020-01-01)", "2019-08-26", Confidence.PrimaryText)
        {
            Effective = new(new(2020, 1, 1), null),
        },
        new(LALR, "土地管理法实施条例（国务院令第743号，2021-09-01起施行）",
            "Regulation on implementing the Land Administration Law (Decree 743, in force 2021-09-01)",
            "2021-07-02", Confidence.PrimaryText)
        {
            Effective = new(new(2021, 9, 1), null),
        },
        new(LALOld, "2020年以前的征地程序（两公告一登记；未见原文）",
            "Acquisition procedure before 2020 (two announcements, one registration; text not read)", "", Confidence.Unverified)
        {
            Effective = new(null, new(2019, 12, 31)),
        },
        new(RCEO, "农村集体经济组织法（2025-05-01起施行）",
            "Law on rural collective economic organisations (in force 2025-05-01)", "", Confidence.PrimaryText)
        {
            Effective = new(new(2025, 5, 1), null),
        },
        new(REAL, "城市房地产管理法", "Urban Real Estate Administration Law", "", Confidence.PrimaryText),
        new(URPL, "城乡规划法", "Urban and Rural Planning Law", "", Confidence.PrimaryText),
        new(MLR39, "招标拍卖挂牌出让国有建设用地使用权规定（国土资源部令第39号；天数已核，条号未核）",
            "Rules on granting state-owned construction land by tender, auction or listing (Ministry Order 39; day counts confirmed, "
            + "article numbers not)",
            "", Confidence.OfficialOrSeveral),
        new(TBL, "招标投标法（2017年修正）", "Tendering and Bidding Law (2017 amendment)", "2017", Confidence.PrimaryText),
        new(TBLR, "招标投标法实施条例（2019年修订）", "Regulation on implementing the Tendering and Bidding Law (2019 revision)", "2019",
            Confidence.PrimaryText),
        new(NDRC16, "必须招标的工程项目规定（国家发展改革委令第16号）", "Rules on works that must be tendered (NDRC Order 16)", "",
            Confidence.OneSource),
        new(GIR, "政府投资条例", "Government Investment Regulation", "", Confidence.PrimaryText)
        {
            Effective = new(new(2019, 7, 1), null),
        },
        new(QR, "建设工程质量管理条例", "Construction Quality Regulation", "", Confidence.PrimaryText),
        new(SC23, "国务院办公厅关于全面推进城镇老旧小区改造工作的指导意见（国办发〔2020〕23号；只见摘要）",
            "State Council guideline on renovating old urban communities (2020, no. 23; only summaries read)",
            "2020-07-10", Confidence.OfficialOrSeveral),
        new(CC, "民法典", "Civil Code", "", Confidence.PrimaryText)
        {
            Effective = new(new(2021, 1, 1), null),
        },
        new(PMR, "物业管理条例", "Property Management Regulation", "", Confidence.PrimaryText),
        new(MAD, "重大行政决策程序暂行条例", "Provisional regulation on major administrative decisions", "", Confidence.PrimaryText)
        {
            Effective = new(new(2019, 9, 1), null),
        },
        new(ARL, "行政复议法（2023年修订，2024-01-01起施行）", "Administrative Reconsideration Law (2023, in force 2024-01-01)", "2023",
            Confidence.PrimaryText)
        {
            Effective = new(new(2024, 1, 1), null),
        },
        new(ARL17, "行政复议法（2017年修正，2023-12-31止）", "Administrative Reconsideration Law (2017, until 2023-12-31)", "2017",
            Confidence.PrimaryText)
        {
            Effective = new(null, new(2023, 12, 31)),
        },
        new(APL, "行政诉讼法", "Administrative Procedure Law", "", Confidence.PrimaryText),
        new(SPC15, "最高人民法院关于适用行政诉讼法若干问题的解释（2015-05-01起，2018-02-07止）",
            "Supreme Court interpretation on the Administrative Procedure Law (from 2015-05-01 until 2018-02-07)", "2015",
            Confidence.PrimaryText)
        {
            Effective = new(new(2015, 5, 1), new(2018, 2, 7)),
        },
        new(ACL, "行政强制法（2012-01-01起施行）", "Administrative Compulsion Law (in force 2012-01-01)", "", Confidence.PrimaryText)
        {
            Effective = new(new(2012, 1, 1), null),
        },
        new(AL, "档案法", "Archives Law", "", Confidence.PrimaryText)
        {
            Effective = new(new(2021, 1, 1), null),
        },
        new(XF, "信访工作条例", "Regulation on petition work", "2022", Confidence.PrimaryText)
        {
            Effective = new(new(2022, 5, 1), null),
        },
        new(XF05, "信访条例（2005年，2022-04-30止）", "Regulation on petitions (2005, until 2022-04-30)", "2005", Confidence.PrimaryText)
        {
            Effective = new(null, new(2022, 4, 30)),
        },
        new(WHY, "汉阳区政府征收补偿方案征求意见情况公告", "Hanyang district notice on the outcome of a plan consultation", "2021-02-26",
            Confidence.OfficialOrSeveral,
            "http://www.hanyang.gov.cn/bmxxgk/zfgzjg/qjsj/fdzdgknr/gytdsfwzsybc/202103/t20210317_1652393.html"),
        new(WL26, "武汉市国有建设用地使用权挂牌公告 武告字（2026年）1号", "Wuhan land listing notice no. 1 of 2026", "2026",
            Confidence.OfficialOrSeveral,
            "https://zrzyhgh.wuhan.gov.cn/bsfw_18/blcxfw/blcxfw_tdl/tdjysc/jygg/202601/t20260128_2720278.shtml"),
        new(WL19, "武汉市国有建设用地使用权挂牌公告 武告字（2019年）17号", "Wuhan land listing notice no. 17 of 2019", "2019-05-28",
            Confidence.OfficialOrSeveral),
        new(WHuangpi, "黄陂区征收土地公告 陂征〔2025〕字第3-3号", "Huangpi district announcement of land acquisition 2025, no. 3-3", "2025",
            Confidence.OfficialOrSeveral, "https://www.huangpi.gov.cn/ywdt/gsgg/202502/t20250208_2530288.html"),
        new(WJX, "江夏区征收土地预公告 夏土告字[2025]75-1号（转载）", "Jiangxia district pre-announcement 2025, no. 75-1 (reprint)", "2025",
            Confidence.OfficialOrSeveral),
        new(WJH, "江汉区老旧小区改造工程总承包招标报道（转载）", "Report on Jianghan's tender for old communities (reprint)", "2022",
            Confidence.OfficialOrSeveral),
        new(SEED, "吴家山街“十三五”工作总结（做法，非法律依据）", "Street office's summary of 2016-2020 (practice, not law)", "2020",
            Confidence.OneSource),
        new(LOCAL, "地方规定或办内惯例（未核实）", "Local rule or office practice (unverified)", "", Confidence.Unverified),
    ];

    public static LegalSource? Find(string? key) => All.FirstOrDefault(source => source.Key == key);
}
