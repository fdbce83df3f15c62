namespace Renewal.Testing;

/// <summary>
/// The thirteen areas of the sample ledger as a real office might send them: a title and a remark above, headings in two merged rows
/// and another order, kinds and stages in several spellings, days in several forms, blanks, totals, a hidden sheet of old figures.
/// Read, it must give the same rows as the tidy sample.
/// </summary>
public static class MessyLedger
{
    public const string Title = "吴家山街道城市更新片区情况一览表";
    public const string AsOf = "截至2020年12月31日";

    private const string Report = "吴家山街“十三五”工作总结（二）";

    private static readonly DateOnly yearEnd = new(2020, 12, 31);
    private static readonly double serial = yearEnd.ToDateTime(TimeOnly.MinValue).ToOADate();

    /// <summary>Rows 6–18 hold the areas, 19 the total, 20 nothing, 21 and 22 a remark and a signature.</summary>
    public static byte[] Write() => LedgerWorkbook.Write(
        new LedgerWorkbook.Sheet("片区台账", [.. Headings, .. Areas, .. Foot], Merges),
        new LedgerWorkbook.Sheet("旧表", [["片区名称", "类型", "阶段", "截至日期"], ["旧片区", "微改造", "前期", "2015-12-31"]], Hidden: true));

    private static IEnumerable<object?[]> Headings =>
    [
        [Title],
        [$"填报单位：吴家山街道办事处　{AsOf}　单位：户、亩"],
        [],
        ["片 区 信 息", null, null, null, "联系人", null, "进度情况", null, "截至\n日期", "资料来源", "占地面积（亩）", "户数"],
        ["类  别", "片区名称", "标签", "片区编码", "联系人", "联系电话", "当前阶段", "进展情况"],
    ];

    private static IEnumerable<object?[]> Areas =>
    [
        Area("国有土地上房屋征收", "海口村片 ", null, "haikoucun", "挂牌", "拆迁已进入挂牌阶段", "2020年12月31日"),
        Area(null, "　兆丰花园片", null, "zhaofeng-huayuan", "挂牌阶段", "拆迁已进入挂牌阶段  ", serial),
        Area(null, "吴家山\n村片", null, "ｗｕｊｉａｓｈａｎｃｕｎ", "前期准备", "房屋征收前期准备工作已基本完成", "2020.12.31"),
        Area(null, "七雄路西片", null, "qixionglu-xi", "前期 ", "房屋征收前期准备工作已基本完成", "2020/12/31"),
        Area("国有土地征收", "捷龙物流片", null, " jielong-wuliu", "前期准备阶段", "房屋征收前期准备工作已基本完成", yearEnd),
        Area("历史遗留项目化解", "二 雅 路 片", "历史遗留", "eryalu", "前期准备", "历史遗留项目，持续推进化解", null),
        Area(null, "万　国　片", "历史遗留", "wanguo", "前期准备", "历史遗留项目，持续推进化解", "二〇二〇年十二月三十一日"),
        Area(null, "公路局片", "历史遗留", "gongluju", "preparation", "历史遗留项目，持续推进化解", "２０２０－１２－３１"),
        Area("重点线路整治", "五环路片", "军运会重点保障", "wuhuanlu", "全面完成", "军运会重点保障项目全面完成", "2020年12月"),
        Area("游园改造", "闷家湖游园", "军运会重点保障", "menjiahu-youyuan", "已完工", "游园改造工程全面完成", "2020年底"),
        Area("“新颜工程”", "农机小区", "试点、", "nongji", "完成阶段", "“新颜工程”综合改造试点", "20201231"),
        Area("老旧小区综合改造", "桂花园小区", "试点", "guihuayuan", "完成", "“新颜工程”综合改造试点", "2020-12-31 00:00:00"),
        Area("老旧小区微改造", "老旧小区微改造（首批）", null, "weigaizao-1", "实施", "完成部分老旧小区楼道粉刷、花坛修复、拆除违建", yearEnd),
    ];

    private static IEnumerable<object?[]> Foot =>
    [
        ["合 计", "13个片区", null, null, null, null, null, null, null, null, 130, "860户"],
        [],
        ["注：数据由各科室提供。"],
        ["填报人：", "某某", null, null, "联系电话：", "00000000"],
    ];

    // Kinds that hold for several areas are merged down, the title over everything, groups over their headings.
    private static IReadOnlyList<string> Merges =>
    [
        "A1:L1", "A2:L2", "A4:D4", "E4:F4", "G4:H4", "I4:I5", "J4:J5", "K4:K5", "L4:L5", "A6:A9", "A11:A13", "A21:L21", "J6:J18",
    ];

    private static object?[] Area(string? kind, string name, string? labels, string code, string stage, string progress, object? asOf) =>
        [kind, name, labels, code, "某某", "00000000", stage, progress, asOf, Report, 15, 20];
}
