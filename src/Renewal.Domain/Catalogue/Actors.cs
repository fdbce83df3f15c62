using System.Collections.Immutable;

namespace Renewal.Domain.Catalogue;

/// <summary>
/// Whose act a milestone is. The street office records it, but most acts are another body's, which it cannot make lawful by refusing to
/// record them. Where the law leaves it open, the body that usually acts in Wuhan is named.
/// </summary>
public static class Actors
{
    public const string StreetOffice = "street-office";
    public const string DistrictGovernment = "district-government";
    public const string Province = "province";
    public const string ExpropriationDepartment = "expropriation-department";
    public const string PlanningAuthority = "planning-authority";
    public const string DevelopmentReform = "development-reform";
    public const string Finance = "finance";
    public const string Auditor = "auditor";
    public const string Appraiser = "appraiser";
    public const string Court = "court";
    public const string Collective = "collective";
    public const string Residents = "residents";
    public const string ImplementingUnit = "implementing-unit";

    private static readonly ImmutableDictionary<string, Wording> Names = new Dictionary<string, Wording>
    {
        [StreetOffice] = new("街道办事处", "Street office"),
        [DistrictGovernment] = new("区人民政府", "District government"),
        [Province] = new("省人民政府", "Provincial government"),
        [ExpropriationDepartment] = new("房屋征收部门", "Expropriation department"),
        [PlanningAuthority] = new("自然资源和规划部门", "Natural resources and planning authority"),
        [DevelopmentReform] = new("发展改革部门", "Development and reform authority"),
        [Finance] = new("财政部门", "Finance authority"),
        [Auditor] = new("审计机关", "Audit authority"),
        [Appraiser] = new("评估机构", "Appraiser"),
        [Court] = new("人民法院", "Court"),
        [Collective] = new("农村集体经济组织", "Rural collective"),
        [Residents] = new("居民、业主", "Residents and owners"),
        [ImplementingUnit] = new("实施（建设）单位", "Implementing unit"),
    }.ToImmutableDictionary();

    public static IEnumerable<string> All => Names.Keys.Order(StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">There is no such actor.</exception>
    public static Wording NameOf(string actor) => Names[actor];
}
