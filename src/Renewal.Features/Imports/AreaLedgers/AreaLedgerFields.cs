using Renewal.Domain.Imports;
using Renewal.Features.Imports.Headings;

namespace Renewal.Features.Imports.AreaLedgers;

/// <summary>
/// The columns of an area ledger and the headings they go by, folded as headings are compared: half-width, small letters, no blanks. The
/// English ones are those of this program's own files.
/// A new spelling met in an office is a word added here.
/// </summary>
internal static class AreaLedgerFields
{
    public const string Name = "name";
    public const string Code = "code";
    public const string Kind = "kind";
    public const string Labels = "labels";
    public const string Stage = "stage";
    public const string Progress = "progress";
    public const string AsOf = "as-of";
    public const string Source = "source";
    public const string ResponsibleUnit = "responsible-unit";
    public const string Households = "households";
    public const string SiteArea = "site-area";
    public const string BuildingArea = "building-area";

    public static IReadOnlyList<LedgerField> All { get; } =
    [
        new(Name, true, ["片区名称", "片区", "项目名称", "片区(项目)名称", "片区/项目名称", "片区/项目", "地块名称", "项目", "名称", "area", "areaname"]),
        new(Code, false, ["片区编码", "片区代码", "项目编码", "项目代码", "编码", "代码", "code", "areacode"]),
        new(Kind, true, ["类型", "类别", "项目类型", "项目类别", "片区类型", "片区类别", "更新类型", "改造类型", "改造方式", "kind"]),
        new(Labels, false, ["标签", "标记", "labels"]),
        new(Stage, true, ["阶段", "当前阶段", "所处阶段", "目前阶段", "进展阶段", "项目阶段", "进度阶段", "进度", "当前进度", "stage"]),
        new(Progress, false,
            ["进展", "进展情况", "推进情况", "工作进展", "目前进展", "最新进展", "进度情况", "工作推进情况", "情况说明", "说明", "备注", "progress"]),
        new(AsOf, true, ["截至日期", "截止日期", "统计日期", "数据日期", "截至时间", "截止时间", "统计时间", "截至", "截止", "as-ofdate", "as-of"]),
        new(Source, false, ["来源", "资料来源", "数据来源", "信息来源", "source"]),
        new(ResponsibleUnit, false, ["责任单位", "责任单位名称", "牵头单位", "实施单位", "责任部门", "responsibleunit"]),
        new(Households, false, ["户数", "总户数", "居民户数", "涉及户数", "征收户数", "户数(户)", "households"]),
        new(SiteArea, false, ["占地面积", "用地面积", "土地面积", "占地", "sitearea"], Measured: true),
        new(BuildingArea, false, ["建筑面积", "总建筑面积", "房屋面积", "房屋建筑面积", "buildingarea"], Measured: true),
        .. ImportColumn.All.Select(column => new LedgerField(column.Token, false, column.Headings)),
    ];
}
