using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

public sealed record LabelsBody(IReadOnlyList<string> Labels);

/// <summary>Sets the labels; the list replaces the previous one.</summary>
public sealed class LabelAreaDescriptor : AreaFormDescriptor<LabelArea, AreaLabelled, LabelsBody>
{
    public override int Position => 120;

    public override Wording EventTitle { get; } = new("设定标签", "Labels set");

    public override string Route => "/labels";

    public override Wording Summary { get; } = new("标签", "Set the labels");

    public override string Example => """{"labels": ["重点", "2026年度计划"]}""";

    public override string Slug => "labels";

    public override Wording Title { get; } = new("设定标签", "Set labels");

    public override IReadOnlyList<FormField> Fields(FormContext context) => [FormField.Line("labels", hint: FieldHints.Labels)];

    public override FormValues Blank(FormContext context) => FormValues.Nothing.With("labels", string.Join('、', context.State.Labels));

    public override AreaCommand Read(FormValues values, FormContext context) => new LabelArea(context.Code, values.List("labels"));

    // Labels group areas, so they can be changed on terminated ones too.
    public override Unavailable? WhyUnavailable(AreaState state) => null;

    protected override FormValues Prefill(AreaLabelled e) => FormValues.Nothing.With("labels", string.Join('、', e.Labels));

    protected override LabelArea FromBody(string code, LabelsBody body, string? subject) => new(code, [.. body.Labels]);

    protected override Wording Describe(AreaLabelled e, Area area) => e.Labels.IsEmpty
        ? new Wording("取消全部标签。", "All labels removed.")
        : Sentence.Of("标签设为：{0}。", "Labels set: {0}.", Sentence.Join(e.Labels));
}
