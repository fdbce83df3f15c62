namespace Renewal.Features.Imports.AreaLedgers;

/// <summary>
/// Kinds of renewal as ledgers write them. 老旧小区改造 alone is missing on purpose: it may mean the comprehensive works or the small
/// ones; 征收, 征地拆迁 and 棚户区改造 likewise say nothing of who owns the land.
/// </summary>
internal static class KindSynonyms
{
    private static readonly CatalogueSynonyms words = new(
        ["类项目", "项目", "类", "工程", "片区"],
        ("state-land-expropriation",
            ["国有土地上房屋征收", "国有土地房屋征收", "国有土地征收", "国有土地上房屋征收与补偿", "国有土地", "房屋征收", "旧城改造", "旧城区改建", "旧城改建",
                "国有征收", "State land", "Expropriation on state-owned land"]),
        ("collective-land-urban-village",
            ["城中村改造", "城中村", "集体土地征收", "集体土地房屋征收", "集体土地上房屋征收", "集体土地征收与城中村改造", "集体土地",
                "Urban village", "Collective land and urban village renewal"]),
        ("key-route-park-works",
            ["重点线路整治", "重点线路", "重点线路综合整治", "重点线路游园改造", "重点线路及游园改造", "重点线路与游园改造", "游园改造", "游园建设", "游园",
                "线路游园", "Route, park", "Key-route and park works"]),
        ("comprehensive-community-renovation",
            ["新颜工程", "“新颜工程”", "\"新颜工程\"", "新颜", "老旧小区综合改造", "小区综合改造", "新颜工程综合改造", "综合改造",
                "Community", "Comprehensive community renovation"]),
        ("micro-renovation",
            ["微改造", "老旧小区微改造", "小区微改造", "Micro"]),
        ("legacy-resolution",
            ["历史遗留项目化解", "历史遗留", "历史遗留问题化解", "历史遗留问题", "历史遗留化解", "遗留项目", "遗留项目化解", "Legacy",
                "Resolution of legacy cases"]));

    public static string? CodeOf(string text) => words.CodeOf(text);
}
