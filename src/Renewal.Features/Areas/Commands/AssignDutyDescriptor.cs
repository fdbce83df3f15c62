using Renewal.Domain.Areas;
using Renewal.Domain.Catalogue;

namespace Renewal.Features.Areas.Commands;

public sealed record DutyBody(DateOnly EffectiveOn, string? ResponsibleUnit = null, string? Officer = null);

/// <summary>Assigns the responsible unit and the officer from a day on.</summary>
public sealed class AssignDutyDescriptor : AreaFormDescriptor<AssignDuty, DutyAssigned, DutyBody>
{
    public override int Position => 110;

    public override Wording EventTitle { get; } = new("明确责任", "Duty assigned");

    public override string Route => "/duty";

    public override Wording Summary { get; } = new("责任单位与经办人", "Assign the responsible unit and officer");

    public override string Example => """{"effectiveOn": "2026-02-01", "responsibleUnit": "征收办", "officer": "张同志"}""";

    public override string Slug => "duty";

    public override Wording Title { get; } = new("明确责任", "Assign responsibility");

    public override IReadOnlyList<FormField> Fields(FormContext context) =>
        [FormField.Line("responsibleUnit"), FormField.Line("officer", hint: FieldHints.Officer), FormField.Day("effectiveOn")];

    public override FormValues Blank(FormContext context) => FormValues.Nothing
        .With("responsibleUnit", context.State.ResponsibleUnit).With("officer", context.State.Officer).With("effectiveOn", context.Today);

    public override AreaCommand Read(FormValues values, FormContext context) =>
        new AssignDuty(context.Code, values.Text("responsibleUnit"), values.Text("officer"), values.RequiredDay("effectiveOn"));

    protected override FormValues Prefill(DutyAssigned e) => FormValues.Nothing
        .With("responsibleUnit", e.ResponsibleUnit).With("officer", e.Officer).With("effectiveOn", e.EffectiveOn);

    protected override AssignDuty FromBody(string code, DutyBody body, string? subject) =>
        new(code, body.ResponsibleUnit, body.Officer, body.EffectiveOn);

    protected override Wording Describe(DutyAssigned e, Area area) => Sentence.Of(
        "自{0}起责任：{1}。", "Responsible from {0}: {1}.", e.EffectiveOn, Sentence.Join([e.ResponsibleUnit, e.Officer]));
}
