using System.Text.Json;
using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

public sealed record AreaBody(
    string Code, string Name, string Kind, string Jurisdiction, DateOnly OpenedOn, IReadOnlyList<string>? Labels = null,
    string? ResponsibleUnit = null, string? Officer = null, decimal? SiteAreaM2 = null, decimal? BuildingAreaM2 = null,
    int? HouseholdsExpected = null, bool? ClearedBeforeListing = null, JsonElement? Boundary = null);

/// <summary>Registers an area; as a correction, changes the registration.</summary>
public sealed class RegisterAreaDescriptor : AreaFormDescriptor<RegisterArea, AreaRegistered, AreaBody>
{
    public override int Position => 0;

    public override Wording EventTitle { get; } = new("登记片区", "Area registered");

    public override string Route => "";

    public override Wording Summary { get; } = new("登记片区", "Register an area");

    public override string Example =>
        """
        {"code": "dongfeng", "name": "东风片", "kind": "state-land-expropriation", "jurisdiction": "420112001",
         "openedOn": "2026-01-05", "labels": ["重点"], "responsibleUnit": "征收办", "siteAreaM2": 21500, "householdsExpected": 312}
        """;

    public override string Slug => "registration";

    public override Wording Title { get; } = new("登记片区", "Register an area");

    public override Wording Intro { get; } = new(
        "类型决定片区使用哪套节点目录；每个节点按其生效日的规定判断。",
        "The kind decides which catalogue of milestones the area follows; each milestone is judged by the rules of its own day.");

    public override Wording Button { get; } = new("登记", "Register");

    public override IReadOnlyList<FormField> Fields(FormContext context) =>
    [
        FormField.Line("name", required: true),
        FormField.Line("code", required: true, hint: new(
            "小写字母、数字和连字符，例如 haikoucun。", "Lower-case letters, digits and hyphens, for instance haikoucun.")),
        FormField.Choose("kind", RenewalKind.All.Select(kind => new Choice(kind.Code, Sentence.Name(kind.Code)))),
        FormField.Line("jurisdiction", required: true, hint: new(
            "行政区划代码，例如吴家山街为 420112001。", "Administrative-division code, for instance 420112001.")),
        FormField.Day("openedOn", hint: new(
            "记录从这一天开始，之前的事项不能记录。", "The record begins on this day; nothing before it can be recorded.")),
        new("clearedBeforeListing", FieldKind.Tick)
        {
            Hint = new(
                "勾选后，净地移交之前不能发布挂牌公告。", "When ticked, the land cannot be listed before the cleared site is handed over."),
        },
        FormField.Line("labels", hint: FieldHints.Labels),
        FormField.Line("responsibleUnit"),
        FormField.Line("officer", hint: FieldHints.Officer),
        new("householdsExpected", FieldKind.Number),
        new("siteAreaM2", FieldKind.Number),
        new("buildingAreaM2", FieldKind.Number),
        FormField.Prose("boundary", hint: new("GeoJSON，WGS 84 坐标。", "GeoJSON in WGS 84.")) with { Advanced = true },
    ];

    public override FormValues Blank(FormContext context) => FormValues.Nothing
        .With("openedOn", context.Today)
        .With("jurisdiction", context.Actor.Jurisdictions is [var only, ..] ? only : "")
        .With("officer", context.Actor.Account);

    public override AreaCommand Read(FormValues values, FormContext context) =>
        new RegisterArea(
            values.Required("code"),
            values.Required("name"),
            values.Required("kind", new("请选择类型。", "Choose a kind.")),
            values.Required("jurisdiction"),
            values.RequiredDay("openedOn"))
        {
            Labels = values.List("labels"),
            ResponsibleUnit = values.Text("responsibleUnit"),
            Officer = values.Text("officer"),
            SiteAreaM2 = values.Number("siteAreaM2"),
            BuildingAreaM2 = values.Number("buildingAreaM2"),
            HouseholdsExpected = values.Whole("householdsExpected"),
            ClearedBeforeListing = values.Ticked("clearedBeforeListing"),
            Boundary = values.Text("boundary"),
        };

    protected override FormValues Prefill(AreaRegistered e) => FormValues.Nothing
        .With("name", e.Name).With("code", e.Code).With("kind", e.Kind).With("jurisdiction", e.Jurisdiction).With("openedOn", e.OpenedOn)
        .With("clearedBeforeListing", e.ClearedBeforeListing ? "yes" : "").With("labels", string.Join('、', e.Labels))
        .With("responsibleUnit", e.ResponsibleUnit).With("officer", e.Officer).With("householdsExpected", $"{e.HouseholdsExpected}")
        .With("siteAreaM2", FormattableString.Invariant($"{e.SiteAreaM2}"))
        .With("buildingAreaM2", FormattableString.Invariant($"{e.BuildingAreaM2}"))
        .With("boundary", e.Boundary);

    protected override RegisterArea FromBody(string code, AreaBody body, string? subject) =>
        new(body.Code, body.Name, body.Kind, body.Jurisdiction, body.OpenedOn)
        {
            Labels = [.. body.Labels ?? []],
            ResponsibleUnit = body.ResponsibleUnit,
            Officer = body.Officer,
            SiteAreaM2 = body.SiteAreaM2,
            BuildingAreaM2 = body.BuildingAreaM2,
            HouseholdsExpected = body.HouseholdsExpected,
            ClearedBeforeListing = body.ClearedBeforeListing ?? false,
            Boundary = body.Boundary?.GetRawText(),
        };

    protected override Wording Describe(AreaRegistered e, Area area) => Sentence.Of(
        "登记“{0}”（编码{1}），类型：{2}，辖区{3}，{4}开办。",
        "Registered \"{0}\" (code {1}), kind: {2}, jurisdiction {3}, opened on {4}.",
        e.Name, e.Code, Sentence.Name(e.Kind), e.Jurisdiction, e.OpenedOn);
}
